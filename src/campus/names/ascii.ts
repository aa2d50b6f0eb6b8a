// Letters that Unicode does not decompose into a base letter and a mark.
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  œ: 'oe',
  ı: 'i',
};

/**
 * Converts a text to a part of an identifier: lower-case a-z and 0-9, words joined by `-`.
 *
 * @example slugOf('Äidinkieli & kulttuuri') // 'aidinkieli-kulttuuri'
 */
export function slugOf(text: string): string {
  return lowerAscii(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Converts a name to one word of an identifier, cut to a length; empty if it has no Latin letter. */
export function asciiWord(text: string, maxCharacters: number): string {
  return lowerAscii(text)
    .replace(/[^a-z0-9]+/g, '')
    .slice(0, maxCharacters);
}

function lowerAscii(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßæøđðþłœı]/g, (letter) => LETTERS[letter] ?? '')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '');
}
