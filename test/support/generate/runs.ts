const isNightly = process.env['NIGHTLY'] === '1';

/**
 * How much is generated. By day always the same, so that a failure is the change's; by night (NIGHTLY=1)
 * much more, and other things each night: fast-check prints the seed that repeats a failure.
 */
export const RUNS: {
  readonly isNightly: boolean;
  readonly parameters: { readonly seed?: number };
  readonly test: { readonly timeout: number };
} = {
  isNightly,
  parameters: isNightly ? {} : { seed: 1 },
  test: { timeout: isNightly ? 3_600_000 : 180_000 },
};
