/** Replaces the key `$ref` where it is data of an example, not a reference. */
export const DATA_REF = '\u0000$ref';
