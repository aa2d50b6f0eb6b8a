/** A decoded name and value of a query string. */
export interface QueryPair {
  readonly name: string;
  readonly value: string;
  /** The value with its escapes. */
  readonly escaped: string;
  /** A percent-escape could not be decoded, so it was left unchanged. */
  readonly malformed: boolean;
}

/**
 * Parses a query string in the syntax of HTML forms: `+` is a space. A name without `=` has an empty value. Invalid escapes
 * are left unchanged.
 */
export function parseQuery(query: string): readonly QueryPair[] {
  if (query === '') return [];
  const pairs: QueryPair[] = [];
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals === -1 ? part : part.slice(0, equals));
    const escaped = equals === -1 ? '' : part.slice(equals + 1);
    const value = decode(escaped);
    pairs.push({ name: name.text, value: value.text, escaped, malformed: name.malformed || value.malformed });
  }
  return pairs;
}

/** Decodes the escapes in a part of a query string. Invalid ones are left unchanged. */
export function unescapeQuery(text: string): string {
  return decode(text).text;
}

/** Decodes percent-escapes. A text with invalid ones is left unchanged. */
export function unescapeComponent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function decode(text: string): { readonly text: string; readonly malformed: boolean } {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return { text: spaced, malformed: false };
  try {
    return { text: decodeURIComponent(spaced), malformed: false };
  } catch {
    return { text: spaced, malformed: true };
  }
}
