import { patternOf } from './pattern.ts';
import type { TextSchema } from './sample-scalar.ts';
import { OutOfTimeError, withinTime } from './time-limit.ts';

const TRIES = 40;
const MAX_MS = 250;

/**
 * Makes texts by chance until one fits its pattern and its lengths.
 *
 * @param make makes a text for a pattern; the same seed gives the same text.
 */
export function findPatternText(
  { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: TextSchema,
  make: (pattern: string, seed: string) => unknown,
): string | undefined {
  const regex = patternOf(pattern);
  if (regex === undefined) return undefined;
  const fits = (text: string): boolean => {
    const { length } = Array.from(text);
    return length >= minLength && length <= maxLength && regex.test(text);
  };
  for (let seed = 0; seed < TRIES; seed += 1) {
    const text = make(pattern, String(seed));
    try {
      if (typeof text === 'string' && withinTime(MAX_MS, () => fits(text))) return text;
    } catch (error) {
      // A pattern of a document may take for ever.
      if (error instanceof OutOfTimeError) return undefined;
      throw error;
    }
  }
  return undefined;
}
