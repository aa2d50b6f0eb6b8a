import type { Journal } from './journal.ts';
import type { Ledger } from './ledger.ts';
import type { Rules } from '../rules/rules.ts';
import type { Tally } from './tally.ts';
import type { ChosenVariants } from '../variant.ts';
import type { Variation } from '../variation/variation.ts';
import type { Written } from './written.ts';
import type { Expectations } from './expectations.ts';

/** One client's own server: what it moves or changes, nobody else sees. */
export interface Session {
  readonly id: string;
  /** The moment at which its campus is seen, in microseconds since 1970, UTC. */
  readonly now: number;
  /**
   * Moves its clock forward.
   *
   * @throws {ClockError} where that would go back, or beyond what a number of microseconds can say.
   */
  advance(microseconds: number): void;
  /** Undefined until it is given some: most sessions have none, and a request pays nothing for that. */
  readonly rules: Rules | undefined;
  /** Its rules, made where there are none yet. */
  openRules(): Rules;
  /** Its answers turn awkward within their contract; undefined where they don't. */
  readonly variation: Variation | undefined;
  vary(variation: Variation | undefined): void;
  /** How it reads what the vendors leave open, by the API's name; an API that isn't there is read as the server does. */
  readonly variants: ReadonlyMap<string, ChosenVariants>;
  chooseVariants(api: string, chosen: ChosenVariants): void;
  /** Numbers the requests of its clients, from 1. */
  numberRequest(): number;
  /** Whether a request of its clients is still being answered. */
  readonly isAnswering: boolean;
  /** Its exchanges; made with the first of them, as is the tally. */
  readonly journal: Journal;
  /** What its exchanges come to. */
  readonly tally: Tally;
  /** Which records its client was given; undefined until it is opened, for it costs. */
  readonly ledger: Ledger | undefined;
  openLedger(): Ledger;
  /** What its clients have written; undefined while that is nothing. */
  readonly written: Written | undefined;
  openWritten(): Written;
  /** The violations that its test causes on purpose. */
  readonly expectations: Expectations;
  /** Makes it what it was when it began; what it has counted stays in the server's own tally. */
  reset(): void;
}

/** A clock that can't be moved so. */
export class ClockError extends Error {
  override readonly name = 'ClockError';
  readonly code = 'ERR_LMS_MOCK_CLOCK';
}

/** What all sessions begin with. */
export interface SessionBeginning {
  readonly now: number;
  readonly variation: Variation | undefined;
  makeExpectations(): Expectations;
  makeRules(): Rules;
  makeJournal(id: string): Journal;
  makeWritten(): Written;
  makeLedger(): Ledger;
  makeTally(): Tally;
  /** Takes over what a session has counted. */
  keepTally(tally: Tally): void;
}

export function createSession(id: string, begin: SessionBeginning): Session {
  let { now, variation } = begin;
  let expectations: Expectations | undefined;
  let rules: Rules | undefined;
  let journal: Journal | undefined;
  let tally: Tally | undefined;
  let ledger: Ledger | undefined;
  let written: Written | undefined;
  let requestCount = 0;
  const variants = new Map<string, ChosenVariants>();
  return {
    variants,
    chooseVariants: (api, chosen) => void variants.set(api, chosen),
    id,
    get now() {
      return now;
    },
    advance(microseconds) {
      if (!Number.isSafeInteger(microseconds) || microseconds < 0 || !Number.isSafeInteger(now + microseconds)) {
        throw new ClockError(
          `The clock of a session can only move forward, to the year 2255 at most. It can't move by ${microseconds} microseconds.`,
        );
      }
      now += microseconds;
    },
    get expectations() {
      return (expectations ??= begin.makeExpectations());
    },
    get rules() {
      return rules;
    },
    openRules: () => (rules ??= begin.makeRules()),
    get variation() {
      return variation;
    },
    vary(wanted) {
      variation = wanted;
    },
    numberRequest: () => (requestCount += 1),
    get isAnswering() {
      return journal?.isOpen === true;
    },
    get journal() {
      return (journal ??= begin.makeJournal(id));
    },
    get ledger() {
      return ledger;
    },
    openLedger: () => (ledger ??= begin.makeLedger()),
    get written() {
      return written;
    },
    openWritten: () => (written ??= begin.makeWritten()),
    get tally() {
      return (tally ??= begin.makeTally());
    },
    reset() {
      ({ now, variation } = begin);
      requestCount = 0;
      expectations?.clear();
      expectations = undefined;
      rules?.clear();
      rules = undefined;
      variants.clear();
      journal?.clear();
      if (tally !== undefined) begin.keepTally(tally);
      tally = undefined;
      ledger?.clear();
      ledger = undefined;
      written?.clear();
      written = undefined;
    },
  };
}
