import { escapePattern, unescape, REDACTED } from './names.ts';
import type { SecretNames } from './names.ts';
import { redactText } from './text.ts';

/**
 * Removes secrets from a multipart body: the content of parts with the name of a secret, and headers of parts. `redactPart`
 * is called for the other parts.
 *
 * @param boundary The boundary of the parts. Defaults to the first line of the body that begins with dashes.
 * @returns Undefined if the text has no parts.
 */
export function redactMultipart(
  text: string,
  boundary: string | undefined,
  names: SecretNames,
  redactPart: (text: string, mediaType: string) => string,
): string | undefined {
  const pieces = splitParts(text, boundary);
  if (pieces === undefined) return undefined;
  // A delimiter is followed by its part.
  return pieces.map((piece, index) => (index % 2 === 1 ? piece : redactOne(piece, names, redactPart))).join('');
}

/** The text before the first delimiter, and then each delimiter and its part. A delimiter is a whole line. */
function splitParts(text: string, boundary: string | undefined): readonly string[] | undefined {
  const hasHeaders = /^content-[\w-]+:/im.test(text);
  const guessed = hasHeaders ? /^[ \t]*--([^\r\n]+?)(?:--)?[ \t]*$/m.exec(text)?.[1] : undefined;
  for (const one of [boundary, guessed]) {
    if (one === undefined) continue;
    const delimiter = String.raw`(?:^\s*|\r\n|\r|\n)--${escapePattern(one)}(?:--)?[ \t]*(?=[\r\n]|$)`;
    const pieces = text.split(new RegExp(`(${delimiter})`));
    if (pieces.length > 1) return pieces;
  }
  return undefined;
}

function redactOne(part: string, names: SecretNames, redactPart: (text: string, mediaType: string) => string): string {
  const [head] = /^[^]*?(?:\r\n\r\n|\n\n|\r\r)/.exec(part) ?? [part];
  const content = part.slice(head.length);
  const shownHead = redactHead(head, names);
  if (content === '') return shownHead;
  if (nameOf(head).some((name) => names.has(name))) return shownHead + REDACTED;
  const mediaType = /^content-type:\s*([^\r\n]*)/im.exec(head)?.[1] ?? '';
  return shownHead + redactPart(content, mediaType);
}

function redactHead(head: string, names: SecretNames): string {
  const shown = head.replaceAll(/^([\w-]{1,100}):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gm, (line, name: string) =>
    names.has(name) ? `${name}: ${REDACTED}` : line,
  );
  return redactText(shown, names);
}

/** The names of a part, in the forms of RFC 7578 and RFC 5987. */
function nameOf(head: string): readonly string[] {
  return Array.from(head.matchAll(/\bname(\*?)\s*=\s*("(?:\\.|[^"\\])*"?|[^\s;]+)/gi), ([, star, value = '']) => {
    const name = value.replaceAll(/^"|"$/g, '').replaceAll(/\\(.)/g, '$1');
    return unescape(star === '*' ? name.replace(/^[\w-]*'[\w-]*'/, '') : name);
  });
}
