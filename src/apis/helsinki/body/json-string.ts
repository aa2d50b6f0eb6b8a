import type { JsonCursor } from './json-cursor.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
const ESCAPES: Readonly<Record<number, string>> = {
  0x22: '"',
  0x5c: '\\',
  0x2f: '/',
  0x62: '\b',
  0x66: '\f',
  0x6e: '\n',
  0x72: '\r',
  0x74: '\t',
};

/**
 * Reads a string after its opening quote (`parse_str` of serde_json). Surrogates must be in pairs, and the bytes must be
 * UTF-8, which is checked at the end.
 */
export function readString(cursor: JsonCursor): string {
  let text = '';
  let isUtf8 = true;
  for (;;) {
    const start = cursor.index;
    const isAscii = skipPlain(cursor);
    const piece = isAscii ? cursor.bytes.toString('latin1', start, cursor.index) : decode(cursor, start);
    if (piece === undefined) isUtf8 = false;
    text += piece ?? '';
    const byte = cursor.peek();
    if (byte === undefined) throw cursor.error('EOF while parsing a string');
    cursor.index += 1;
    if (byte === QUOTE) {
      if (!isUtf8) throw cursor.error('invalid unicode code point');
      return text;
    }
    if (byte !== BACKSLASH) throw cursor.error(CONTROL_CHARACTER);
    text += readEscape(cursor);
  }
}

/** Skips a string after its opening quote (`ignore_str`). Its bytes and its surrogates are not checked. */
export function skipString(cursor: JsonCursor): void {
  for (;;) {
    skipPlain(cursor);
    const byte = cursor.peek();
    if (byte === undefined) throw cursor.error('EOF while parsing a string');
    if (byte !== QUOTE && byte !== BACKSLASH) throw cursor.error(CONTROL_CHARACTER);
    cursor.index += 1;
    if (byte === QUOTE) return;
    const escape = nextOrEnd(cursor);
    if (escape === LETTER_U) readHex(cursor);
    else if (ESCAPES[escape] === undefined) throw cursor.error('invalid escape');
  }
}

const CONTROL_CHARACTER = 'control character (\\u0000-\\u001F) found while parsing a string';

/** Goes to the next quote, backslash or control character. Returns whether all skipped bytes are ASCII. */
function skipPlain(cursor: JsonCursor): boolean {
  const { bytes } = cursor;
  let all = 0;
  let { index } = cursor;
  for (; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x20 || byte === QUOTE || byte === BACKSLASH) break;
    all |= byte;
  }
  cursor.index = index;
  return all < 0x80;
}

function decode({ bytes, index }: JsonCursor, start: number): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(start, index));
  } catch {
    return undefined;
  }
}

function readEscape(cursor: JsonCursor): string {
  const byte = nextOrEnd(cursor);
  if (byte === LETTER_U) return readUnicode(cursor);
  const character = ESCAPES[byte];
  if (character === undefined) throw cursor.error('invalid escape');
  return character;
}

function readUnicode(cursor: JsonCursor): string {
  const first = readHex(cursor);
  if (isLast(first)) throw cursor.error('lone leading surrogate in hex escape');
  if (first < 0xd800 || first > 0xdbff) return String.fromCharCode(first);
  for (const expected of [BACKSLASH, LETTER_U]) {
    if (nextOrEnd(cursor) !== expected) throw cursor.error('unexpected end of hex escape');
  }
  const second = readHex(cursor);
  if (!isLast(second)) throw cursor.error('lone leading surrogate in hex escape');
  return String.fromCharCode(first, second);
}

/** Whether a code unit is the second one of a pair. */
function isLast(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function readHex(cursor: JsonCursor): number {
  const { bytes, index } = cursor;
  if (index + 4 > bytes.length) {
    cursor.index = bytes.length;
    throw cursor.error('EOF while parsing a string');
  }
  cursor.index += 4;
  const digits = String.fromCharCode(...bytes.subarray(index, cursor.index));
  if (!/^[\da-f]{4}$/i.test(digits)) throw cursor.error('invalid escape');
  return Number.parseInt(digits, 16);
}

function nextOrEnd(cursor: JsonCursor): number {
  const byte = cursor.next();
  if (byte === undefined) throw cursor.error('EOF while parsing a string');
  return byte;
}
