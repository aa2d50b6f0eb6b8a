import { patternOf } from './pattern.ts';
import type { TextSchema } from './sample-scalar.ts';
import { OutOfTimeError, withinTime } from './time-limit.ts';

const TRIES = 40;
/** Tried first: they are fast and easy to read. */
const WORDS = ['any', 'Any', 'ANY', '1', '12', '123', '1234'];
const MAX_MS = 250;

/**
 * Makes random texts until one matches the pattern and the lengths.
 *
 * @param make Makes a text for a pattern. The same seed must give the same text. Undefined ends the search.
 */
export function findPatternText(
  { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: TextSchema,
  make: (pattern: string, seed: string) => unknown,
): string | undefined {
  const regex = patternOf(pattern);
  if (regex === undefined) return undefined;
  const fits = (text: string): boolean => {
    const { length } = Array.from(text);
    return length >= minLength && length <= maxLength && withinTime(MAX_MS, () => regex.test(text));
  };
  try {
    const word = WORDS.find(fits);
    if (word !== undefined) return word;
    for (let seed = 0; seed < TRIES; seed += 1) {
      const text = make(pattern, String(seed));
      if (typeof text !== 'string' || fits(text)) return typeof text === 'string' ? text : undefined;
    }
  } catch (error) {
    // A pattern of a mounted document may take very long.
    if (!(error instanceof OutOfTimeError)) throw error;
  }
  return undefined;
}
