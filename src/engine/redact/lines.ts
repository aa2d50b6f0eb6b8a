import type { SecretNames } from './names.ts';
import { REDACTED } from './names.ts';

/** A line with a name and a colon, as in YAML and headers. The characters before the name are the indentation. */
const LINE = /^((?:[ \t]|[-?][ \t])*)(["']?)([^\s"':=&?{}[\],#][^"':=&?{}[\],]{0,99})\2[ \t]*:(?=[ \t\r\n]|$)/;

/**
 * Removes secrets from the lines of a text. Values may have several words or lines: the rest of the line with the name of
 * a secret, and the following lines with more indentation.
 */
export function redactLines(text: string, names: SecretNames): string {
  let hiddenBelow: number | undefined;
  let isShown = false;
  let shown = '';
  for (const line of text.split(/(?<=\n)/)) {
    if (hiddenBelow !== undefined && isBelow(line, hiddenBelow)) {
      if (!isShown) shown += line.replace(/\S.*/, REDACTED);
      isShown ||= line.trim() !== '';
      continue;
    }
    const [head, indentation = '', , name = ''] = LINE.exec(line) ?? [];
    const isSecret = head !== undefined && names.has(name);
    hiddenBelow = isSecret ? indentation.length : undefined;
    isShown = isSecret && line.slice(head.length).trim() !== '';
    shown += isSecret && isShown ? `${head} ${REDACTED}${/\r?\n$/.exec(line)?.[0] ?? ''}` : line;
  }
  return shown;
}

/** Whether a line belongs to a name above it. The items of a list may have the same indentation as the name. */
function isBelow(line: string, indentation: number): boolean {
  const [own = ''] = /^[ \t]*/.exec(line) ?? [];
  return line.trim() === '' || own.length > indentation || (own.length === indentation && /^\s*-\s/.test(line));
}
