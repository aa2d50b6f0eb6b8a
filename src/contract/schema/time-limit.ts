/**
 * Bounds the time of a check that a schema could make long: a pattern with nested repetition, `uniqueItems` over
 * objects, references that branch. The timeout of `node:vm` interrupts V8's regular expressions too, which no check
 * between two of them could.
 *
 * A run costs 0.1 to 0.3 ms, for the thread that watches it. So only checks that may take long are run here:
 * `mayTakeLong(schema)` (schema-cost.ts), asked once when a schema is compiled, or a body of over
 * {@link SMALL_BODY_BYTES}. A compiled schema uses it as follows:
 *
 *     const inTime = createTimeLimit();
 *     const outcome = isLong || bytes > SMALL_BODY_BYTES ? await inTime(() => validate(value)) : { value: validate(value) };
 *     if ('limitMs' in outcome) …no verdict: the request is answered, with the note noVerdict('request', outcome.limitMs)…
 */
import { Script, createContext } from 'node:vm';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Bodies up to this length are checked fast by every schema that `mayTakeLong` doesn't name. */
export const SMALL_BODY_BYTES = 4_096;

/** A check that has not ended in time. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
  readonly code = 'ERR_LMS_MOCK_OUT_OF_TIME';
  readonly limitMs: number;

  constructor(limitMs: number) {
    super(`It took longer than ${limitMs} ms.`);
    this.limitMs = limitMs;
  }
}

/** What a check says, or the time after which it was stopped. */
export type TimedOutcome<T> = { readonly value: T } | { readonly limitMs: number };

/** Runs a check within a time. What it throws is thrown. */
export type TimeLimit = <T>(check: () => T) => Promise<TimedOutcome<T>>;

/** The code of a first check is not optimised yet. */
const FIRST_MS = 2_000;
const USUAL_MS = 250;
const LEAST_MS = 60;

/**
 * Makes a limit for the checks of one operation. Each check that runs out of time halves the time of the next ones,
 * down to 60 ms, and each that ends in time doubles it again: a client that repeats an expensive request does not keep
 * others waiting each time as long.
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

/** The note that a client, the journal and the report get with an exchange that has no verdict. */
export function noVerdict(checked: 'request' | 'answer of the rule', limitMs: number): string {
  return `The ${checked} was not checked: that took longer than ${limitMs} ms.`;
}

/**
 * Runs something synchronous, and stops it where it takes too long.
 *
 * @throws {OutOfTimeError} where it was stopped.
 */
export function withinTime<T>(limitMs: number, check: () => T): T {
  for (;;) {
    const outcome = run(limitMs, check);
    if (outcome === 'stopped') throw new OutOfTimeError(limitMs);
    if (outcome !== 'compiling') return outcome.value;
  }
}

/**
 * Runs something within a time. `compiling`: it was stopped, and has compiled schemas. They are kept, so the next run
 * needs less time.
 */
function run<T>(limitMs: number, check: () => T): { readonly value: T } | 'stopped' | 'compiling' {
  let outcome: { readonly value: T } | undefined;
  const compiledBefore = finishCompiling();
  watched.run = () => void (outcome = { value: check() });
  try {
    script.runInContext(context, { timeout: limitMs });
  } catch (error) {
    if (Reflect.get(Object(error), 'code') !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return finishCompiling() > compiledBefore ? 'compiling' : 'stopped';
  }
  return outcome ?? 'stopped';
}

const watched: { run: () => void } = { run: () => undefined };
const context = createContext(watched);
const script = new Script('run()');

let last: Promise<void> = Promise.resolve();

/** Waits until the checks before have each had a turn of the event loop: between two of them, others are answered. */
function ownTurn(): Promise<void> {
  last = last.then(() => nextTurn());
  return last;
}

/** The schemas that were compiled since a check began. */
interface Compiling {
  /** Grows with each schema. */
  count: number;
  /** Compiles the schema that a time limit has stopped from being compiled; undefined where it has stopped none. */
  unfinished: (() => void) | undefined;
}

const compiling: Compiling = { count: 0, unfinished: undefined };

/** Compiles a schema that a value has reached, maybe within a time limit. */
export function compileWithin(compile: () => void): void {
  compiling.unfinished = compile;
  try {
    compile();
  } finally {
    // A time limit stops the program without a finally.
    compiling.unfinished = undefined;
    compiling.count += 1;
  }
}

/** How many schemas were compiled. One that a time limit has stopped is compiled now. */
function finishCompiling(): number {
  const { unfinished } = compiling;
  if (unfinished !== undefined) compileWithin(unfinished);
  return compiling.count;
}
