/**
 * The debug format of a text in Rust (`{:?}`): in quotes, with escapes for characters that are not printable. Which characters
 * are printable depends on the version of Unicode.
 */
export function debugText(text: string): string {
  return `"${text.replaceAll(ESCAPED, (character) => NAMED[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`)}"`;
}

/** `core::unicode::printable` and `char::escape_debug_ext`. A space is printable, other separators are not. */
const ESCAPED = /["\\]|(?! )[\p{C}\p{Z}\p{Grapheme_Extend}]/gu;

const NAMED: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\0': '\\0',
  '\t': '\\t',
  '\r': '\\r',
  '\n': '\\n',
};
