/**
 * Why the server can't parse a date and time, in the words of its crate chrono (0.4.44). Undefined if it can. Chrono
 * accepts a relaxed form of RFC 3339 (`FromStr` of `DateTime<FixedOffset>`): spaces between the parts, one digit instead of
 * two, a space instead of `T`, an offset without its colon, `UTC`.
 */
export function dateTimeProblem(text: string): string | undefined {
  try {
    readDateTime({ text });
    return undefined;
  } catch (error) {
    if (error instanceof DateTimeError) return error.message;
    throw error;
  }
}

class DateTimeError extends Error {
  override readonly name = 'DateTimeError';
  readonly code = 'ERR_LMS_MOCK_DATE_TIME';
}

const OUT_OF_RANGE = 'input is out of range';
const INVALID = 'input contains invalid characters';
const TOO_SHORT = 'premature end of input';
const TOO_LONG = 'trailing input';

const MAX_I32 = 2_147_483_647;
const MAX_I64 = 2n ** 63n - 1n;
/** The range of years of `NaiveDate`. */
const MAX_YEAR = 262_142;
const MIN_YEAR = -262_143;

/** The rest of a text. */
interface Rest {
  text: string;
}

function readDateTime(rest: Rest): void {
  const year = readYear(rest);
  const month = readField(rest, { before: '-', min: 1, max: 12 });
  const day = readField(rest, { before: '-', min: 1, max: 31 });
  if (rest.text === '') throw new DateTimeError(TOO_SHORT);
  if (!/^[tT ]/.test(rest.text)) throw new DateTimeError(INVALID);
  rest.text = rest.text.slice(1);
  readField(rest, { before: '', min: 0, max: 23 });
  readField(rest, { before: ':', min: 0, max: 59 });
  readField(rest, { before: ':', min: 0, max: 60 });
  if (rest.text.startsWith('.')) {
    rest.text = rest.text.slice(1);
    readDigits(rest, 9);
    rest.text = rest.text.replace(/^\d+/, '');
  }
  skipSpace(rest);
  const offsetSeconds = readOffset(rest);
  skipSpace(rest);
  if (rest.text !== '') throw new DateTimeError(TOO_LONG);
  if (!isDate(year, month, day) || Math.abs(offsetSeconds) >= 86_400) throw new DateTimeError(OUT_OF_RANGE);
}

/** Reads at most four digits, or any number of digits after a sign. */
function readYear(rest: Rest): number {
  skipSpace(rest);
  const sign = /^[+-]/.exec(rest.text)?.[0];
  if (sign !== undefined) rest.text = rest.text.slice(1);
  const digits = readDigits(rest, sign === undefined ? 4 : Infinity);
  if (BigInt(digits) > MAX_I64 || Number(digits) > MAX_I32 + (sign === '-' ? 1 : 0))
    throw new DateTimeError(OUT_OF_RANGE);
  return sign === '-' ? -Number(digits) : Number(digits);
}

/** Reads one or two digits after a separator. */
function readField(
  rest: Rest,
  { before, min, max }: { readonly before: string; readonly min: number; readonly max: number },
): number {
  if (before !== '') {
    skipSpace(rest);
    if (rest.text === '') throw new DateTimeError(TOO_SHORT);
    if (!rest.text.startsWith(before)) throw new DateTimeError(INVALID);
    rest.text = rest.text.slice(1);
  }
  skipSpace(rest);
  const value = Number(readDigits(rest, 2));
  if (value < min || value > max) throw new DateTimeError(OUT_OF_RANGE);
  return value;
}

function readDigits(rest: Rest, maxCount: number): string {
  if (rest.text === '') throw new DateTimeError(TOO_SHORT);
  const digits = (/^\d+/.exec(rest.text)?.[0] ?? '').slice(0, maxCount);
  if (digits === '') throw new DateTimeError(INVALID);
  rest.text = rest.text.slice(digits.length);
  return digits;
}

/** Reads an offset in seconds: `Z`, `UTC`, or hours and minutes after a sign, with colons, spaces or nothing between them. */
function readOffset(rest: Rest): number {
  const name = /^(utc|z)/i.exec(rest.text)?.[0];
  if (name !== undefined) {
    rest.text = rest.text.slice(name.length);
    return 0;
  }
  if (rest.text === '') throw new DateTimeError(TOO_SHORT);
  // The last one is the minus sign, U+2212.
  const sign = /^[+\-\u2212]/u.exec(rest.text)?.[0];
  if (sign === undefined) throw new DateTimeError(INVALID);
  rest.text = rest.text.slice(1);
  const hours = readPair(rest);
  rest.text = rest.text.replace(/^[:\p{White_Space}]+/u, '');
  const minutes = readPair(rest);
  if (minutes > 59) throw new DateTimeError(OUT_OF_RANGE);
  return (sign === '+' ? 1 : -1) * (hours * 3600 + minutes * 60);
}

/** Reads two digits. The length is checked in bytes. */
function readPair(rest: Rest): number {
  if (Buffer.byteLength(rest.text) < 2) throw new DateTimeError(TOO_SHORT);
  const digits = /^\d{2}/.exec(rest.text)?.[0];
  if (digits === undefined) throw new DateTimeError(INVALID);
  rest.text = rest.text.slice(2);
  return Number(digits);
}

function skipSpace(rest: Rest): void {
  rest.text = rest.text.replace(/^\p{White_Space}+/u, '');
}

function isDate(year: number, month: number, day: number): boolean {
  if (year > MAX_YEAR || year < MIN_YEAR) return false;
  // The calendar repeats after 400 years. Date reads years below 100 as those of the 20th century.
  const sameYear = 2000 + (year % 400);
  return new Date(Date.UTC(sameYear, month - 1, day)).getUTCMonth() === month - 1;
}
