/** Appends a text to a streamed body. */
export function* append(pieces: Iterable<string>, ending: string): Iterable<string> {
  yield* pieces;
  yield ending;
}

/** All pieces except the last one, which closes the list. The rest ends after a whole row. */
export function* withoutEnd(pieces: Iterable<string>): Iterable<string> {
  let previous: string | undefined;
  for (const piece of pieces) {
    if (previous !== undefined) yield previous;
    previous = piece;
  }
}
