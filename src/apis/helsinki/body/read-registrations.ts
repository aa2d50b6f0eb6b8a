import type { HelsinkiRegisteredCompletion } from '../contract-types.ts';
import { parseUuid, uuidProblem } from '../uuid.ts';
import { dateTimeProblem } from './date-time.ts';
import { debugText } from './debug-text.ts';
import { JsonCursor, JsonError, isDigit } from './json-cursor.ts';
import { describeNumber } from './json-number.ts';
import { skipColon, skipValue } from './json-skip.ts';
import { readString } from './json-string.ts';

/** The result of the server's parser: the list, or the server's message. */
export type RegistrationsReading =
  | { readonly value: readonly HelsinkiRegisteredCompletion[] }
  | { readonly problem: string };

/**
 * Parses a list of registrations like the server: `serde_json::from_slice::<Vec<RegisteredCompletion>>`, with serde's
 * derived code for the struct. It ignores unknown members, accepts a list instead of an object, and refuses a duplicate
 * member. The order of the steps determines which of several errors is reported.
 */
export function readRegistrations(bytes: Uint8Array): RegistrationsReading {
  const cursor = new JsonCursor(bytes);
  try {
    const value = readList(cursor);
    if (cursor.skipSpace() !== undefined) throw cursor.peekError('trailing characters');
    return { value };
  } catch (error) {
    if (error instanceof JsonError) return { problem: error.message };
    throw error;
  }
}

type Name = keyof HelsinkiRegisteredCompletion;

interface Member {
  readonly name: Name;
  readonly expected: string;
  /** Why the server refuses a text. Undefined if it accepts it. */
  problemOf(text: string): string | undefined;
}

/** The members of the struct, in order. */
const MEMBERS: readonly Member[] = [
  {
    name: 'completion_id',
    expected: 'a formatted UUID string',
    problemOf: (text) => (parseUuid(text) === undefined ? uuidProblem(text) : undefined),
  },
  { name: 'student_number', expected: 'a string', problemOf: () => undefined },
  {
    name: 'registration_date',
    expected: 'an RFC 3339 formatted date and time string',
    problemOf: dateTimeProblem,
  },
];

function readList(cursor: JsonCursor): readonly HelsinkiRegisteredCompletion[] {
  const byte = cursor.skipSpace();
  if (byte === undefined) throw cursor.peekError('EOF while parsing a value');
  if (!cursor.takes('[')) throw invalidType(cursor, 'a sequence');
  const items: HelsinkiRegisteredCompletion[] = [];
  while (hasItem(cursor, items.length === 0)) items.push(readItem(cursor));
  endList(cursor);
  return items;
}

function readItem(cursor: JsonCursor): HelsinkiRegisteredCompletion {
  const byte = cursor.skipSpace();
  if (byte === undefined) throw cursor.peekError('EOF while parsing a value');
  if (cursor.takes('{')) return readObject(cursor);
  if (cursor.takes('[')) return readTuple(cursor);
  throw invalidType(cursor, 'struct RegisteredCompletion');
}

function readObject(cursor: JsonCursor): HelsinkiRegisteredCompletion {
  const values: Partial<Record<Name, string>> = {};
  for (let isFirst = true; hasKey(cursor, isFirst); isFirst = false) {
    cursor.index += 1;
    const key = readString(cursor);
    const member = MEMBERS.find(({ name }) => name === key);
    if (member === undefined) {
      skipColon(cursor);
      skipValue(cursor);
      continue;
    }
    if (values[member.name] !== undefined) throw atEnd(cursor, endObject, `duplicate field \`${key}\``);
    skipColon(cursor);
    values[member.name] = readMember(cursor, member);
  }
  const { completion_id, student_number, registration_date } = values;
  if (completion_id !== undefined && student_number !== undefined && registration_date !== undefined) {
    endObject(cursor);
    return { completion_id, student_number, registration_date };
  }
  const missing = MEMBERS.find(({ name }) => values[name] === undefined)?.name;
  throw atEnd(cursor, endObject, `missing field \`${missing}\``);
}

/** Reads a list instead of an object: the members without their names. */
function readTuple(cursor: JsonCursor): HelsinkiRegisteredCompletion {
  const [completion_id = '', student_number = '', registration_date = ''] = MEMBERS.map((member, index) => {
    if (hasItem(cursor, index === 0)) return readMember(cursor, member);
    throw atEnd(cursor, endList, `invalid length ${index}, expected struct RegisteredCompletion with 3 elements`);
  });
  endList(cursor);
  return { completion_id, student_number, registration_date };
}

function readMember(cursor: JsonCursor, { expected, problemOf }: Member): string {
  const byte = cursor.skipSpace();
  if (byte === undefined) throw cursor.peekError('EOF while parsing a value');
  if (!cursor.takes('"')) throw invalidType(cursor, expected);
  const text = readString(cursor);
  const problem = problemOf(text);
  if (problem !== undefined) throw cursor.error(problem);
  return text;
}

/** The error of a value with another type (`peek_invalid_type`). Lists and objects are not read. */
function invalidType(cursor: JsonCursor, expected: string): JsonError {
  const found = describeValue(cursor);
  return found === undefined
    ? cursor.peekError('expected value')
    : cursor.error(`invalid type: ${found}, expected ${expected}`);
}

function describeValue(cursor: JsonCursor): string | undefined {
  if (cursor.isAt('[')) return 'sequence';
  if (cursor.isAt('{')) return 'map';
  if (isDigit(cursor.peek())) return describeNumber(cursor, { isNegative: false });
  if (cursor.takes('-')) return describeNumber(cursor, { isNegative: true });
  if (cursor.takes('"')) return `string ${debugText(readString(cursor))}`;
  const word = WORDS.find(({ text }) => cursor.takes(text.slice(0, 1)));
  if (word === undefined) return undefined;
  cursor.skipWord(word.text.slice(1));
  return word.name;
}

const WORDS = [
  { text: 'null', name: 'null' },
  { text: 'true', name: 'boolean `true`' },
  { text: 'false', name: 'boolean `false`' },
] as const;

/** Goes to the next item of a list. Returns false at its end (`has_next_element`). */
function hasItem(cursor: JsonCursor, isFirst: boolean): boolean {
  const byte = cursor.skipSpace();
  if (byte === undefined) throw cursor.peekError('EOF while parsing a list');
  if (cursor.isAt(']')) return false;
  if (isFirst) return true;
  if (!cursor.takes(',')) throw cursor.peekError('expected `,` or `]`');
  const next = cursor.skipSpace();
  if (next === undefined) throw cursor.peekError('EOF while parsing a value');
  if (cursor.isAt(']')) throw cursor.peekError('trailing comma');
  return true;
}

/** Goes to the next key of an object. Returns false at its end (`has_next_key`). */
function hasKey(cursor: JsonCursor, isFirst: boolean): boolean {
  const byte = cursor.skipSpace();
  if (byte === undefined) throw cursor.peekError('EOF while parsing an object');
  if (cursor.isAt('}')) return false;
  if (!isFirst) {
    if (!cursor.takes(',')) throw cursor.peekError('expected `,` or `}`');
    const next = cursor.skipSpace();
    if (next === undefined) throw cursor.peekError('EOF while parsing a value');
    if (cursor.isAt('}')) throw cursor.peekError('trailing comma');
  }
  if (cursor.isAt('"')) return true;
  throw cursor.peekError('key must be a string');
}

/** Skips the bracket at the end of a list (`end_seq`). */
function endList(cursor: JsonCursor): void {
  const byte = cursor.skipSpace();
  if (byte === undefined) throw cursor.peekError('EOF while parsing a list');
  if (cursor.takes(']')) return;
  if (!cursor.takes(',')) throw cursor.peekError('trailing characters');
  cursor.skipSpace();
  throw cursor.peekError(cursor.isAt(']') ? 'trailing comma' : 'trailing characters');
}

/** Skips the brace at the end of an object (`end_map`). */
function endObject(cursor: JsonCursor): void {
  const byte = cursor.skipSpace();
  if (byte === undefined) throw cursor.peekError('EOF while parsing an object');
  if (cursor.takes('}')) return;
  throw cursor.peekError(cursor.isAt(',') ? 'trailing comma' : 'trailing characters');
}

/** An error of serde's derived code, which has no place. serde_json searches the end first, and then adds its place. */
function atEnd(cursor: JsonCursor, end: (cursor: JsonCursor) => void, message: string): JsonError {
  try {
    end(cursor);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
  }
  return cursor.error(message);
}
