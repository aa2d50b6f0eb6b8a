import { isDigit } from './json-cursor.ts';
import type { JsonCursor } from './json-cursor.ts';

const MAX_U64 = 2n ** 64n - 1n;
const MIN_I64_DIGITS = 2n ** 63n;
const MAX_I32 = 2_147_483_647;
/** Exponent of the largest power of ten in an f64. */
const MAX_POWER = 308;

/**
 * Reads a number from its first digit on, after its sign (`parse_integer` of serde_json without the features
 * `arbitrary_precision` and `float_roundtrip`), and describes it as in serde's `invalid type: …`.
 */
export function describeNumber(cursor: JsonCursor, { isNegative }: { readonly isNegative: boolean }): string {
  const first = cursor.next();
  if (first === undefined) throw cursor.error('EOF while parsing a value');
  if (!isDigit(first)) throw cursor.error('invalid number');
  if (first === ZERO && isDigit(cursor.peek())) throw cursor.peekError('invalid number');
  cursor.index -= 1;
  const { significand, isFull } = readDigits(cursor, 0n);
  // Digits that don't fit into a u64 become the exponent.
  const exponent = isFull ? skipDigits(cursor) : 0;
  const float = cursor.isAt('.')
    ? readDecimal(cursor, significand, exponent)
    : isExponent(cursor)
      ? readExponent(cursor, significand, exponent)
      : isFull
        ? toFloat(cursor, significand, exponent)
        : undefined;
  if (float !== undefined) return describeFloat(isNegative ? -float : float);
  if (!isNegative) return `integer \`${significand}\``;
  // -0, and numbers that don't fit into an i64, are floats.
  return significand === 0n || significand > MIN_I64_DIGITS
    ? describeFloat(-Number(significand))
    : `integer \`-${significand}\``;
}

/** Skips a number from its first digit on, after its sign (`ignore_integer`). */
export function skipNumber(cursor: JsonCursor): void {
  const first = cursor.next();
  if (!isDigit(first)) throw cursor.error('invalid number');
  if (first === ZERO && isDigit(cursor.peek())) throw cursor.peekError('invalid number');
  skipDigits(cursor);
  if (cursor.takes('.') && skipDigits(cursor) === 0) throw cursor.peekError('invalid number');
  if (!isExponent(cursor)) return;
  cursor.index += 1;
  if (cursor.isAt('+') || cursor.isAt('-')) cursor.index += 1;
  if (!isDigit(cursor.next())) throw cursor.error('invalid number');
  skipDigits(cursor);
}

const ZERO = 0x30;

function isExponent(cursor: JsonCursor): boolean {
  return cursor.isAt('e') || cursor.isAt('E');
}

function skipDigits(cursor: JsonCursor): number {
  const start = cursor.index;
  while (isDigit(cursor.peek())) cursor.index += 1;
  return cursor.index - start;
}

interface Digits {
  readonly significand: bigint;
  /** Number of digits that were read. */
  readonly count: number;
  /** Whether the next digit doesn't fit into a u64. */
  readonly isFull: boolean;
}

/** Appends digits to a significand while they fit into a u64. */
function readDigits(cursor: JsonCursor, given: bigint): Digits {
  let significand = given;
  for (let count = 0; ; count += 1) {
    const byte = cursor.peek();
    if (byte === undefined || !isDigit(byte)) return { significand, count, isFull: false };
    const longer = significand * 10n + BigInt(byte - ZERO);
    if (longer > MAX_U64) return { significand, count, isFull: true };
    significand = longer;
    cursor.index += 1;
  }
}

function readDecimal(cursor: JsonCursor, given: bigint, exponent: number): number {
  cursor.index += 1;
  const { significand, count, isFull } = readDigits(cursor, given);
  if (isFull) skipDigits(cursor);
  else if (count === 0)
    throw cursor.peekError(cursor.peek() === undefined ? 'EOF while parsing a value' : 'invalid number');
  const scaled = exponent - count;
  return isExponent(cursor) ? readExponent(cursor, significand, scaled) : toFloat(cursor, significand, scaled);
}

function readExponent(cursor: JsonCursor, significand: bigint, given: number): number {
  cursor.index += 1;
  const isNegative = cursor.isAt('-');
  if (isNegative || cursor.isAt('+')) cursor.index += 1;
  const first = cursor.next();
  if (first === undefined) throw cursor.error('EOF while parsing a value');
  if (!isDigit(first)) throw cursor.error('invalid number');
  let exponent = first - ZERO;
  for (let byte = cursor.peek(); byte !== undefined && isDigit(byte); byte = cursor.peek()) {
    cursor.index += 1;
    exponent = exponent * 10 + (byte - ZERO);
    if (exponent <= MAX_I32) continue;
    if (significand !== 0n && !isNegative) throw cursor.error('number out of range');
    skipDigits(cursor);
    return 0;
  }
  return toFloat(cursor, significand, given + (isNegative ? -exponent : exponent));
}

/** `f64_from_parts`: powers of ten are multiplied, so the last digit may differ from the nearest float's. */
function toFloat(cursor: JsonCursor, significand: bigint, given: number): number {
  let float = Number(significand);
  let exponent = given;
  while (Math.abs(exponent) > MAX_POWER && float !== 0) {
    if (exponent > 0) throw cursor.error('number out of range');
    float /= 1e308;
    exponent += MAX_POWER;
  }
  if (float === 0) return 0;
  if (exponent < 0) return float / powerOfTen(-exponent);
  float *= powerOfTen(exponent);
  if (float === Infinity) throw cursor.error('number out of range');
  return float;
}

/** The nearest float of a power of ten. `**` is not exact. */
function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

/** Writes an f64 like the crate zmij: shortest digits, with an exponent below 1e-5 and from 1e16 on. */
function describeFloat(float: number): string {
  return `floating point \`${formatFloat(float)}\``;
}

function formatFloat(float: number): string {
  const scientific = float.toExponential();
  const exponent = Number(scientific.slice(scientific.indexOf('e') + 1));
  if (float !== 0 && (exponent < -5 || exponent > 15)) return scientific;
  const fixed = Object.is(float, -0) ? '-0' : String(float);
  return fixed.includes('.') ? fixed : `${fixed}.0`;
}
