/** So often a piece is cut at most. */
const MOST_CUTS = 8;

/**
 * Cuts a piece of a body within characters of several bytes, at no more than 8 places spread over the piece; in the
 * middle where it has no such character. Put together again, the parts are the piece.
 */
export function cutWithinCharacters(piece: Buffer): readonly Buffer[] {
  const places: number[] = [];
  // A byte 10xxxxxx goes on with the character before it. Where there are many, some are taken.
  const least = piece.length / MOST_CUTS;
  for (let at = 1; at < piece.length; at += 1) {
    const isWithin = ((piece[at] ?? 0) & 0b1100_0000) === 0b1000_0000;
    if (isWithin && at - (places.at(-1) ?? -least) >= least) places.push(at);
  }
  if (places.length === 0 && piece.length > 1) places.push(piece.length >> 1);
  return [0, ...places].map((from, index) => piece.subarray(from, places[index]));
}
