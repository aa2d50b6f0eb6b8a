import type { DocumentReader, Located } from '../document.ts';
import { mayTakeLong } from './schema-cost.ts';
import { OutOfTimeError, createTimeLimit, withinTime } from './time-limit.ts';
import type { TimeLimit } from './time-limit.ts';

/**
 * Limits the time of checks by these parts of a document. Undefined if the checks are always fast. The documents of the
 * four APIs are tested for this instead.
 */
export function createLimit(reader: DocumentReader, parts: readonly unknown[]): TimeLimit | undefined {
  if (!reader.isLenient) return undefined;
  const resolve = (reference: string): unknown =>
    reader.attempt<unknown>(
      reference,
      () => reader.locate(reference).value,
      () => undefined,
    );
  return mayTakeLong(parts, resolve) ? createTimeLimit() : undefined;
}

/** Maximum time to choose the reading of a text that a schema accepts. */
const MAX_CHOICE_MS = 100;

/** Whether a schema accepts a value, to choose a reading. A value whose check takes too long is accepted. */
export function acceptsInTime(
  reader: DocumentReader,
  schema: Located<object>,
  accepts: (value: unknown) => boolean,
): (value: unknown) => boolean {
  if (createLimit(reader, [schema.value]) === undefined) return accepts;
  return (value) => {
    try {
      return withinTime(MAX_CHOICE_MS, () => accepts(value));
    } catch (error) {
      if (error instanceof OutOfTimeError) return true;
      throw error;
    }
  };
}
