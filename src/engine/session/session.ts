import { ClockError } from '../clock-error.ts';
import type { Journal } from './journal.ts';
import type { Outbox } from './outbox.ts';
import type { Ledger } from './ledger.ts';
import type { Rules } from '../rules/rules.ts';
import type { Tally } from './tally.ts';
import type { ChosenVariants } from '../variant.ts';
import type { Variation } from '../variation/variation.ts';
import type { Written } from './written.ts';
import type { Expectations } from './expectations.ts';

/** The isolated state of one client or test. Other sessions don't see its changes. */
export interface Session {
  readonly id: string;
  /** The time of its clock, in microseconds since 1970, UTC. */
  readonly now: number;
  /**
   * Moves its clock forward.
   *
   * @throws {ClockError} if it would go back, or after the year 2255.
   */
  advance(microseconds: number): void;
  /** Undefined until a rule is added, so that sessions without rules cost nothing. */
  readonly rules: Rules | undefined;
  /** Its rules. Creates them if there are none yet. */
  openRules(): Rules;
  /** The variation of its answers. Undefined if there is none. */
  readonly variation: Variation | undefined;
  vary(variation: Variation | undefined): void;
  /** Its choices of variants, by the API's name. APIs that are absent have the server's choices. */
  readonly variants: ReadonlyMap<string, ChosenVariants>;
  chooseVariants(api: string, chosen: ChosenVariants): void;
  /** Numbers the requests of its clients, from 1. */
  numberRequest(): number;
  /** Whether a request of its clients is still being answered. */
  readonly isAnswering: boolean;
  /** Its exchanges. Created with the first exchange, like the tally. */
  readonly journal: Journal;
  /** The counts of its exchanges. */
  readonly tally: Tally;
  /** The records that its client has received. Undefined until it is opened. */
  readonly ledger: Ledger | undefined;
  openLedger(): Ledger;
  /** The data that its clients have written. Undefined if there is none. */
  readonly written: Written | undefined;
  openWritten(): Written;
  /** The messages to the callbacks of its client. Undefined until the client gives an address. */
  readonly outbox: Outbox | undefined;
  openOutbox(): Outbox;
  /** The violations that its test causes on purpose. */
  readonly expectations: Expectations;
  /**
   * Removes what belongs to replaced content: what clients wrote, the ledger, and the coverage of replaced documents. An open
   * ledger starts again.
   */
  forget(replaced: ReplacedContent): void;
  /** Restores the initial state. Its counts stay in the server's total. */
  reset(): void;
}

/** The parts of a server's content that were replaced. */
export interface ReplacedContent {
  readonly isCampusReplaced: boolean;
  /** Names of the documents. */
  readonly documents: readonly string[];
}

/** The initial state of all sessions. It may change, for the sessions that have not changed it themselves. */
export interface SessionBeginning {
  /** The clock of each session that was not moved. It may change, as may `variation`. */
  readonly now: number;
  /** The variation of each session that did not choose. */
  readonly variation: Variation | undefined;
  makeExpectations(): Expectations;
  makeRules(): Rules;
  makeJournal(id: string): Journal;
  makeWritten(): Written;
  makeLedger(): Ledger;
  makeTally(): Tally;
  makeOutbox(): Outbox;
  /** Called when the clock of a session has moved from a time on. */
  clockMoved(session: Session, from: number): void;
  /** Adds the counts of a session to the server's total. */
  addToTotal(tally: Tally): void;
}

export function createSession(id: string, begin: SessionBeginning): Session {
  let ownNow: number | undefined;
  let ownVariation: { readonly variation: Variation | undefined } | undefined;
  let expectations: Expectations | undefined;
  let rules: Rules | undefined;
  let journal: Journal | undefined;
  let tally: Tally | undefined;
  let ledger: Ledger | undefined;
  let written: Written | undefined;
  let outbox: Outbox | undefined;
  let requestCount = 0;
  const variants = new Map<string, ChosenVariants>();
  return {
    variants,
    chooseVariants: (api, chosen) => void variants.set(api, chosen),
    id,
    get now() {
      return ownNow ?? begin.now;
    },
    advance(microseconds) {
      const { now } = this;
      if (!Number.isSafeInteger(microseconds) || microseconds < 0 || !Number.isSafeInteger(now + microseconds)) {
        throw new ClockError(
          `The clock of a session can only move forward, to the year 2255 at most. It can't move by ${microseconds} microseconds.`,
        );
      }
      ownNow = now + microseconds;
      if (microseconds > 0) begin.clockMoved(this, now);
    },
    get expectations() {
      return (expectations ??= begin.makeExpectations());
    },
    get rules() {
      return rules;
    },
    openRules: () => (rules ??= begin.makeRules()),
    get variation() {
      return ownVariation === undefined ? begin.variation : ownVariation.variation;
    },
    vary(next) {
      ownVariation = { variation: next };
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
    get outbox() {
      return outbox;
    },
    openOutbox: () => (outbox ??= begin.makeOutbox()),
    get tally() {
      return (tally ??= begin.makeTally());
    },
    forget({ isCampusReplaced, documents }) {
      for (const name of documents) tally?.forget(name);
      if (!isCampusReplaced) return;
      written?.clear();
      written = undefined;
      ledger?.clear();
      if (ledger !== undefined) ledger = begin.makeLedger();
    },
    reset() {
      ownNow = undefined;
      ownVariation = undefined;
      requestCount = 0;
      expectations?.clear();
      expectations = undefined;
      rules?.clear();
      rules = undefined;
      variants.clear();
      journal?.clear();
      if (tally !== undefined) begin.addToTotal(tally);
      tally = undefined;
      ledger?.clear();
      ledger = undefined;
      written?.clear();
      written = undefined;
      outbox?.close();
      outbox = undefined;
    },
  };
}
