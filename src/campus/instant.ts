/** Microseconds since 1970-01-01T00:00:00Z: an integer between -2^53 and 2^53, so the years 1684 to 2255. */
export type Instant = number;

/** The range of an `Instant`, for messages. */
export const INSTANT_RANGE = 'between 1684-07-28 and 2255-06-05';

/** A millisecond, in microseconds. */
export const MILLISECOND_US = 1_000;
const SECOND_US = 1_000_000;
/** An hour, in microseconds. */
export const HOUR_US: number = 3_600 * SECOND_US;
/** A day, in microseconds. Leap seconds are ignored. */
export const DAY_US: number = 24 * HOUR_US;

/** How an instant is written. */
export interface InstantFormat {
  /** Digits of the fraction of a second, cut and not rounded. `auto` takes 0, 3 or 6: the fewest that lose nothing. Default 6. */
  readonly fractionDigits?: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 'auto';
  /** The text between date and time. Default `T`. */
  readonly separator?: 'T' | ' ';
  /** The text for UTC; may be empty. Default `Z`. */
  readonly zone?: 'Z' | '+00:00' | '';
}

/** Numbers with leading zeros. A look-up is much faster than formatting. */
const TWO = numbersOf(2);
const THREE = numbersOf(3);

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/**
 * Parses an RFC 3339 date-time with its zone. Digits beyond the microsecond are cut.
 *
 * Returns undefined if the text is not a date-time, names a day that does not exist, has a leap second, or is out of the
 * range of an `Instant`.
 */
export function parseInstant(text: string): Instant | undefined {
  const parts = PATTERN.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHour = '0', zoneMinute = '0'] = parts;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second) };
  if (
    !isCalendarDay(date) ||
    !isTimeOfDay(time) ||
    !isTimeOfDay({ hour: Number(zoneHour), minute: Number(zoneMinute), second: 0 })
  ) {
    return undefined;
  }
  const offsetMinutes = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1);
  const seconds = (daysSinceEpoch(date) * 24 + time.hour) * 3_600 + (time.minute - offsetMinutes) * 60 + time.second;
  const instant = seconds * SECOND_US + Number(fraction.slice(0, 6).padEnd(6, '0'));
  return Number.isSafeInteger(instant) ? instant : undefined;
}

/**
 * Writes an instant as RFC 3339 in UTC.
 *
 * @example formatInstant(0, { fractionDigits: 3 }) // '1970-01-01T00:00:00.000Z'
 */
export function formatInstant(
  instant: Instant,
  { fractionDigits = 6, separator = 'T', zone = 'Z' }: InstantFormat = {},
): string {
  const seconds = Math.floor(instant / SECOND_US);
  const microseconds = instant - seconds * SECOND_US;
  const days = Math.floor(seconds / 86_400);
  const secondOfDay = seconds - days * 86_400;
  const minutes = Math.trunc(secondOfDay / 60);
  const hours = Math.trunc(minutes / 60);
  const time = `${TWO[hours]}:${TWO[minutes - hours * 60]}:${TWO[secondOfDay - minutes * 60]}`;
  return `${dateText(days)}${separator}${time}${fractionText(microseconds, fractionDigits)}${zone}`;
}

function fractionText(microseconds: number, digits: NonNullable<InstantFormat['fractionDigits']>): string {
  const digitCount = digits === 'auto' ? fewestDigits(microseconds) : digits;
  if (digitCount === 0) return '';
  const milliseconds = Math.trunc(microseconds / MILLISECOND_US);
  const text = `.${THREE[milliseconds]}${THREE[microseconds - milliseconds * MILLISECOND_US]}`;
  return digitCount === 6 ? text : text.slice(0, 1 + digitCount);
}

function fewestDigits(microseconds: number): 0 | 3 | 6 {
  if (microseconds === 0) return 0;
  return microseconds % MILLISECOND_US === 0 ? 3 : 6;
}

interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function isCalendarDay({ year, month, day }: CalendarDay): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  if (month === 2) return day <= (isLeapYear(year) ? 29 : 28);
  return day <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function isTimeOfDay({ hour, minute, second }: { hour: number; minute: number; second: number }): boolean {
  return hour < 24 && minute < 60 && second < 60;
}

// The next two functions count in years that begin in March. So a leap day is the last day of its year, and
// months need no table (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). `Date` takes four times
// as long, and a stream formats two or three instants per row.
const DAYS_TO_EPOCH = 719_468;
const DAYS_A_CENTURY_CYCLE = 146_097;

function daysSinceEpoch({ year, month, day }: CalendarDay): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const cycle = Math.floor(shiftedYear / 400);
  const yearOfCycle = shiftedYear - cycle * 400;
  const dayOfYear = Math.trunc((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfCycle = yearOfCycle * 365 + Math.trunc(yearOfCycle / 4) - Math.trunc(yearOfCycle / 100) + dayOfYear;
  return cycle * DAYS_A_CENTURY_CYCLE + dayOfCycle - DAYS_TO_EPOCH;
}

/** Formatted dates are cached: a campus has few days, and a date takes as long as the rest of an instant. */
const RECENT_DATES = 4_096;
const recentDates: ({ readonly days: number; readonly text: string } | undefined)[] = [];

function dateText(days: number): string {
  const place = days & (RECENT_DATES - 1);
  const known = recentDates[place];
  if (known?.days === days) return known.text;
  const text = composeDate(days);
  recentDates[place] = { days, text };
  return text;
}

function composeDate(days: number): string {
  const shifted = days + DAYS_TO_EPOCH;
  const cycle = Math.floor(shifted / DAYS_A_CENTURY_CYCLE);
  const dayOfCycle = shifted - cycle * DAYS_A_CENTURY_CYCLE;
  const leapDays = Math.trunc(dayOfCycle / 1_460) - Math.trunc(dayOfCycle / 36_524) + Math.trunc(dayOfCycle / 146_096);
  const yearOfCycle = Math.trunc((dayOfCycle - leapDays) / 365);
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.trunc(yearOfCycle / 4) - Math.trunc(yearOfCycle / 100));
  const shiftedMonth = Math.trunc((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.trunc((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${TWO[month]}-${TWO[day]}`;
}

function numbersOf(digits: number): readonly string[] {
  return Array.from({ length: 10 ** digits }, (_, value) => String(value).padStart(digits, '0'));
}
