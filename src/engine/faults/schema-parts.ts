// The descriptions complete the sentence "must be …" in the message of an invalid rule.

/** A whole number. */
export function count(minimum: number, maximum: number): object {
  return { type: 'integer', minimum, maximum, description: `a whole number from ${minimum} to ${maximum}` };
}

/** A number of bytes or rows. */
export const amount: object = count(0, 1_000_000_000);

/** A header's value: no line breaks, nor other controls (RFC 9110, section 5.5). */
export const headerText: object = {
  type: 'string',
  maxLength: 8000,
  pattern: '^[\\t\\u0020-\\u007E\\u0080-\\u00FF]*$',
  description: 'a string of Latin-1 characters without line breaks',
};
