/**
 * Limits the time of a check that a schema could make long: a pattern with nested repetition, `uniqueItems` over
 * objects, references that branch. The timeout of `node:vm` also interrupts V8's regular expressions, unlike a check
 * of the time in our own code.
 *
 * A run costs 0.1 to 0.3 ms for the thread of the timeout. So only checks that may take long are run here:
 * those with `mayTakeLong(schema)` (schema-cost.ts), which is called once when a schema is compiled, or with a body of over
 * {@link SMALL_BODY_BYTES}. A compiled schema uses it as follows:
 *
 *     const inTime = createTimeLimit();
 *     const outcome = isLong || bytes > SMALL_BODY_BYTES ? await inTime(() => validate(value)) : { value: validate(value) };
 *     if ('limitMs' in outcome) …no verdict: answer with the note noVerdict('request', outcome.limitMs)…
 */
import { Script, createContext } from 'node:vm';
import type { Context } from 'node:vm';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Checks of bodies up to this length are fast, unless `mayTakeLong(schema)`. */
export const SMALL_BODY_BYTES = 4_096;

/** Thrown when a check did not end in time. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
  readonly code = 'ERR_LMS_MOCK_OUT_OF_TIME';
  readonly limitMs: number;

  constructor(limitMs: number) {
    super(`It took longer than ${limitMs} ms.`);
    this.limitMs = limitMs;
  }
}

/** The result of a check, or the time after which it was stopped. */
export type TimedOutcome<T> = { readonly value: T } | { readonly limitMs: number };

/** Runs a check with a time limit. Rethrows its errors. */
export type TimeLimit = <T>(check: () => T) => Promise<TimedOutcome<T>>;

/** Longer for the first check, because its code is not optimised yet. */
const FIRST_MS = 2_000;
const USUAL_MS = 250;
const LEAST_MS = 60;

/**
 * Makes a limit for the checks of one operation. Each check that runs out of time halves the time of the next ones,
 * down to 60 ms, and each that ends in time doubles it again, so that a client that repeats an expensive request does not
 * delay others for the full time again.
 */
export function createTimeLimit(): TimeLimit {
  let hasRun = false;
  let usualMs = USUAL_MS;
  return async (check) => {
    for (;;) {
      await ownTurn();
      const limitMs = hasRun ? usualMs : FIRST_MS;
      hasRun = true;
      const outcome = run(limitMs, check);
      if (outcome === 'compiling') continue;
      usualMs = outcome === 'stopped' ? Math.max(LEAST_MS, Math.ceil(usualMs / 2)) : Math.min(USUAL_MS, usualMs * 2);
      return outcome === 'stopped' ? { limitMs } : outcome;
    }
  };
}

/** The note of an exchange without a verdict, for the client, the journal and the report. */
export function noVerdict(checked: 'request' | 'answer of the rule', limitMs: number): string {
  return `The ${checked} was not checked, because the check took longer than ${limitMs} ms.`;
}

/**
 * Runs a synchronous function with a time limit.
 *
 * @throws {OutOfTimeError} if it took too long.
 */
export function withinTime<T>(limitMs: number, check: () => T): T {
  for (;;) {
    const outcome = run(limitMs, check);
    if (outcome === 'stopped') throw new OutOfTimeError(limitMs);
    if (outcome !== 'compiling') return outcome.value;
  }
}

/**
 * Runs a function with a time limit. `compiling`: it was stopped, but has compiled schemas. They are kept, so the next run
 * needs less time.
 */
function run<T>(limitMs: number, check: () => T): { readonly value: T } | 'stopped' | 'compiling' {
  let outcome: { readonly value: T } | undefined;
  const compiledBefore = finishCompiling();
  sandbox.run = () => void (outcome = { value: check() });
  try {
    script.runInContext((context ??= createContext(sandbox)), { timeout: limitMs });
  } catch (error) {
    if (Reflect.get(Object(error), 'code') !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return finishCompiling() > compiledBefore ? 'compiling' : 'stopped';
  }
  return outcome ?? 'stopped';
}

const sandbox: { run: () => void } = { run: () => undefined };
/** Made for the first check, because it takes 2 ms. */
let context: Context | undefined;
const script = new Script('run()');

let last: Promise<void> = Promise.resolve();

/** Gives each check its own turn of the event loop, so that other requests are answered between two checks. */
function ownTurn(): Promise<void> {
  last = last.then(() => nextTurn());
  return last;
}

/** The progress of compiling schemas within a check. */
interface Compiling {
  /** The number of compiled schemas. */
  count: number;
  /** Compiles the schema whose compilation a time limit has stopped. Undefined if there is none. */
  unfinished: (() => void) | undefined;
}

const compiling: Compiling = { count: 0, unfinished: undefined };

/** Compiles a schema that a value has reached. A time limit may stop it. */
export function compileWithin(compile: () => void): void {
  compiling.unfinished = compile;
  try {
    compile();
  } finally {
    // A time limit stops the code without running this block.
    compiling.unfinished = undefined;
    compiling.count += 1;
  }
}

/** Completes the compilation that a time limit has stopped. Returns the number of compiled schemas. */
function finishCompiling(): number {
  const { unfinished } = compiling;
  if (unfinished !== undefined) compileWithin(unfinished);
  return compiling.count;
}
