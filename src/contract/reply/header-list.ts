/**
 * Splits a header's value at separators (`,`, `;`) outside of quoted strings (RFC 9110, section 5.6.4).
 * The parts are trimmed, and empty ones left out. An unterminated quoted string ends with the header.
 */
export function splitHeader(text: string, separators: string): readonly string[] {
  const parts: string[] = [];
  let [start, isQuoted] = [0, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isQuoted && character === '\\') at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && separators.includes(character)) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)].map((part) => part.trim()).filter((part) => part !== '');
}

/** The text of a token, or of a quoted string without its quotes and escapes. */
export function unquote(word: string): string {
  const quoted = /^"(.*)"$/s.exec(word)?.[1];
  return quoted === undefined ? word : quoted.replaceAll(/\\(.)/gs, '$1');
}

/** Writes a text as a token if possible, otherwise as a quoted string (RFC 9110, section 5.6.2). */
export function quoteUnlessToken(text: string): string {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
