import type { SecretNames } from './names.ts';
import { REDACTED } from './redacted.ts';

/** A line with a name and a colon, as YAML and headers have it. What comes before the name is its indentation. */
const LINE = /^((?:[ \t]|[-?][ \t])*)(["']?)([^\s"':=&?{}[\],#][^"':=&?{}[\],]{0,99})\2[ \t]*:(?=[ \t\r\n]|$)/;

/**
 * Takes secrets out of the lines of a text whose values may have several words or lines: the rest of a line with such
 * a name, and the lines below that belong to it by their indentation.
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

/** Whether a line belongs to a name above it; the items of a list may stand right below that. */
function isBelow(line: string, indentation: number): boolean {
  const [own = ''] = /^[ \t]*/.exec(line) ?? [];
  return line.trim() === '' || own.length > indentation || (own.length === indentation && /^\s*-\s/.test(line));
}
