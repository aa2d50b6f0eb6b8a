import type { SecretNames } from './names.ts';
import { unescape } from './names.ts';
import { REDACTED } from './text.ts';

/**
 * Takes secrets out of a body of parts: the content of those with such a name. `redactPart` looks into the others.
 *
 * @param boundary of the parts; without one, the first line of the body is taken for it.
 */
export function redactMultipart(
  text: string,
  boundary: string | undefined,
  names: SecretNames,
  redactPart: (text: string, mediaType: string) => string,
): string {
  const delimiter = boundary === undefined ? (/^\s*(--[^\r\n]+)/.exec(text)?.[1] ?? '--') : `--${boundary}`;
  return text
    .split(delimiter)
    .map((part) => {
      const [head] = /^[^]*?\r?\n\r?\n/.exec(part) ?? [part];
      const content = part.slice(head.length);
      if (content === '') return part;
      if (nameOf(head).some((name) => names.has(name))) return `${head}${REDACTED}\r\n`;
      const mediaType = /^content-type:\s*([^\r\n]*)/im.exec(head)?.[1] ?? '';
      return head + redactPart(content, mediaType);
    })
    .join(delimiter);
}

/** The name of a part, in each of the ways in which it may be written (RFC 7578, RFC 5987). */
function nameOf(head: string): readonly string[] {
  return Array.from(head.matchAll(/\bname(\*?)\s*=\s*("(?:\\.|[^"\\])*"?|[^\s;]+)/gi), ([, star, value = '']) => {
    const name = value.replaceAll(/^"|"$/g, '').replaceAll(/\\(.)/g, '$1');
    return unescape(star === '*' ? name.replace(/^[\w-]*'[\w-]*'/, '') : name);
  });
}
