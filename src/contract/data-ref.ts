/** What stands for `$ref` where it is data, in an example, and no reference. */
export const DATA_REF = '\u0000$ref';
