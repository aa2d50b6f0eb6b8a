const isNightly = process.env['TEST_RUNS'] === 'nightly';
const isThorough = process.env['TEST_RUNS'] === 'thorough';

/**
 * How properties are generated. By default they are the same in each run, so that a failure is caused by the change.
 * `npm run test:nightly` generates others each time, and fast-check prints the seed that repeats a failure.
 */
export const RUNS: {
  readonly parameters: { readonly seed?: number };
  readonly test: { readonly timeout: number };
} = {
  parameters: isNightly ? {} : { seed: 1 },
  test: { timeout: isNightly ? 3_600_000 : 180_000 },
};

/** The number of runs of a property: `thorough` in `npm run test:slow`, a fifth of that in `npm test`. */
export function runs(thorough: number, nightly: number): number {
  if (isNightly) return nightly;
  return isThorough ? thorough : Math.ceil(thorough / 5);
}
