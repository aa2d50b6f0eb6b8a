const isNightly = process.env['TEST_RUNS'] === 'nightly';
const isThorough = process.env['TEST_RUNS'] === 'thorough';

/**
 * How properties are generated. By day always the same, so that a failure is caused by the change; by night
 * (`npm run test:nightly`) others each time: fast-check prints the seed that repeats a failure.
 */
export const RUNS: {
  readonly parameters: { readonly seed?: number };
  readonly test: { readonly timeout: number };
} = {
  parameters: isNightly ? {} : { seed: 1 },
  test: { timeout: isNightly ? 3_600_000 : 180_000 },
};

/** The number of runs of a property: in `npm run test:slow`, at night, and a fifth of the first in `npm test`. */
export function runs(thorough: number, nightly: number): number {
  if (isNightly) return nightly;
  return isThorough ? thorough : Math.ceil(thorough / 5);
}
