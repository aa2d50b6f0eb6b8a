/**
 * Compiles a pattern as ECMA-262 reads it: with the flag `u`, as JSON Schema recommends, else without, where escapes such
 * as `\@` and `\-` are allowed (Annex B).
 *
 * @returns undefined where it is no pattern.
 */
export function patternOf(
  pattern: string,
  { isStrict = false }: { readonly isStrict?: boolean } = {},
): RegExp | undefined {
  for (const flags of isStrict ? ['u'] : ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // The next flags may do.
    }
  }
  return undefined;
}
