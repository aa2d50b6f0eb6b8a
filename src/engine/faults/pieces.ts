/** Adds an ending to a body that is made while it is sent. */
export function* append(pieces: Iterable<string>, ending: string): Iterable<string> {
  yield* pieces;
  yield ending;
}

/** All pieces but the last, which closes the list: what is left ends behind a whole row. */
export function* withoutEnd(pieces: Iterable<string>): Iterable<string> {
  let previous: string | undefined;
  for (const piece of pieces) {
    if (previous !== undefined) yield previous;
    previous = piece;
  }
}
