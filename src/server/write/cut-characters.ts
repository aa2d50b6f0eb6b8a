/** Maximum number of cuts of a piece. */
const MAX_CUTS = 8;

/**
 * Cuts a piece of a body within multi-byte characters, at no more than 8 places spread over the piece. Without such a
 * character, it is cut in the middle.
 */
export function cutWithinCharacters(piece: Buffer): readonly Buffer[] {
  const places: number[] = [];
  // A byte 10xxxxxx continues the character before it.
  const least = piece.length / MAX_CUTS;
  for (let at = 1; at < piece.length; at += 1) {
    const isWithin = ((piece[at] ?? 0) & 0b1100_0000) === 0b1000_0000;
    if (isWithin && at - (places.at(-1) ?? -least) >= least) places.push(at);
  }
  if (places.length === 0 && piece.length > 1) places.push(piece.length >> 1);
  return [0, ...places].map((from, index) => piece.subarray(from, places[index]));
}
