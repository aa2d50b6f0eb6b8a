/**
 * Compiles a pattern of ECMA-262 with the flag `u`, as JSON Schema recommends, or else without it. Without it, escapes such
 * as `\@` and `\-` are allowed (Annex B).
 *
 * @returns Undefined if it is not a valid pattern.
 */
export function patternOf(
  pattern: string,
  { isStrict = false }: { readonly isStrict?: boolean } = {},
): RegExp | undefined {
  for (const flags of isStrict ? ['u'] : ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Try the next flags.
    }
  }
  return undefined;
}
