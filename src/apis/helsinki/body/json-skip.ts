import type { JsonCursor } from './json-cursor.ts';
import { isDigit } from './json-cursor.ts';
import { skipNumber } from './json-number.ts';
import { skipString } from './json-string.ts';

/**
 * Skips the value of an unknown member (`ignore_value` of serde_json). It may be nested to any depth: serde_json's limit of
 * 128 doesn't apply here.
 */
export function skipValue(cursor: JsonCursor): void {
  /** The open brackets: `[` or `{`. */
  const open: ('[' | '{')[] = [];
  for (;;) {
    const bracket = skipScalar(cursor);
    if (bracket !== undefined) open.push(bracket);
    if (!skipToNext(cursor, open, bracket !== undefined)) return;
  }
}

/** Skips a scalar, or the bracket that begins a list or an object. Returns the bracket. */
function skipScalar(cursor: JsonCursor): '[' | '{' | undefined {
  const byte = cursor.skipSpace();
  if (byte === undefined) throw cursor.peekError('EOF while parsing a value');
  if (cursor.takes('[')) return '[';
  if (cursor.takes('{')) return '{';
  if (cursor.takes('n')) cursor.skipWord('ull');
  else if (cursor.takes('t')) cursor.skipWord('rue');
  else if (cursor.takes('f')) cursor.skipWord('alse');
  else if (cursor.takes('"')) skipString(cursor);
  else if (cursor.takes('-') || isDigit(byte)) skipNumber(cursor);
  else throw cursor.peekError('expected value');
  return undefined;
}

/** Goes to the next item or to the value of the next member, and closes brackets before it. Returns false at the end. */
function skipToNext(cursor: JsonCursor, open: ('[' | '{')[], isFirst: boolean): boolean {
  let isBegun = !isFirst;
  for (let bracket = open.at(-1); bracket !== undefined; bracket = open.at(-1)) {
    const byte = cursor.skipSpace();
    if (byte === undefined) throw cursor.peekError(END_IN[bracket]);
    if (cursor.takes(bracket === '[' ? ']' : '}')) {
      open.pop();
      isBegun = true;
      continue;
    }
    if (isBegun && !cursor.takes(',')) throw cursor.peekError(NO_COMMA_IN[bracket]);
    if (bracket === '{') skipKey(cursor);
    return true;
  }
  return false;
}

const END_IN = { '[': 'EOF while parsing a list', '{': 'EOF while parsing an object' } as const;
const NO_COMMA_IN = { '[': 'expected `,` or `]`', '{': 'expected `,` or `}`' } as const;

function skipKey(cursor: JsonCursor): void {
  const byte = cursor.skipSpace();
  if (byte === undefined) throw cursor.peekError(END_IN['{']);
  if (!cursor.takes('"')) throw cursor.peekError('key must be a string');
  skipString(cursor);
  skipColon(cursor);
}

/** Skips the colon after a key (`parse_object_colon`). */
export function skipColon(cursor: JsonCursor): void {
  const byte = cursor.skipSpace();
  if (byte === undefined) throw cursor.peekError('EOF while parsing an object');
  if (!cursor.takes(':')) throw cursor.peekError('expected `:`');
}
