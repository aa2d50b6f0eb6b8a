import { INSTANT_RANGE, parseInstant } from '../campus/instant.ts';
import type { Instant } from '../campus/instant.ts';

/** An invalid option. The message names the option, the values that are allowed and the value. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
  readonly code = 'ERR_LMS_MOCK_OPTION';

  constructor(option: string, expected: string, got: unknown) {
    super(`${option} must be ${expected}, got ${shown(got)}.`);
  }
}

const MAX_SHOWN = 200;

/** The value as JSON, cut when it is long. */
function shown(value: unknown): string {
  if (typeof value === 'number') return String(value); // JSON has no NaN
  try {
    const text = JSON.stringify(value) ?? String(value);
    return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  } catch {
    // It is nested too deeply, or refers to itself.
    return "a value that JSON can't express";
  }
}

/**
 * Reads an option from a command line's text, or from a value of a program or file.
 *
 * @throws {OptionError} if the value is invalid. `option` is the name of the option in the message.
 */
export type OptionReader<T> = (value: unknown, option: string) => T;

export function wholeNumber(least: number, most: number): OptionReader<number> {
  return (value, option) => {
    const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most) return number;
    throw new OptionError(option, `a whole number from ${least} to ${most}`, value);
  };
}

export function someText(expected: string): OptionReader<string> {
  return (value, option) => {
    if (typeof value === 'string' && value !== '') return value;
    throw new OptionError(option, expected, value);
  };
}

/** Texts, as a list or separated by commas. */
export function someTexts(expected: string): OptionReader<readonly string[]> {
  return (value, option) => {
    const texts: unknown = typeof value === 'string' ? value.split(',').map((text) => text.trim()) : value;
    if (isTexts(texts)) return texts;
    throw new OptionError(option, expected, value);
  };
}

/** Origins of web pages. `null` is the origin of a file, and `*` is any. */
export function someOrigins(value: unknown, option: string): readonly string[] {
  const expected = 'comma-separated origins such as http://app.example:5173, null or *';
  const origins = someTexts(expected)(value, option);
  const isOrigin = (text: string): boolean => ['*', 'null'].includes(text) || URL.parse(text)?.origin === text;
  if (origins.every(isOrigin)) return origins;
  throw new OptionError(option, expected, value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string' && text !== '');
}

export function yesOrNo(value: unknown, option: string): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new OptionError(option, 'true or false', value);
}

export function instant(value: unknown, option: string): Instant {
  const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value;
  const read = typeof text === 'string' ? parseInstant(text) : undefined;
  if (read !== undefined) return read;
  throw new OptionError(
    option,
    `an ISO 8601 date and time with a zone, such as 2026-09-01T09:00:00Z, ${INSTANT_RANGE}`,
    value,
  );
}

export function oneOf<T extends string>(...choices: readonly T[]): OptionReader<T> {
  return (value, option) => {
    const choice = choices.find((name) => name === value);
    if (choice !== undefined) return choice;
    throw new OptionError(option, `one of ${choices.join(', ')}`, value);
  };
}

/** One or more of these names, as a list or separated by commas. */
export function someOf<T extends string>(choices: readonly T[]): OptionReader<readonly T[]> {
  return (value, option) => {
    const names: unknown = typeof value === 'string' ? value.split(',').map((name) => name.trim()) : value;
    const chosen = choices.filter((choice) => Array.isArray(names) && names.includes(choice));
    if (Array.isArray(names) && names.length > 0 && new Set(names).size === chosen.length) return chosen;
    throw new OptionError(option, `a comma-separated list of ${choices.join(', ')}`, value);
  };
}
