import { MAX_JOURNAL_BYTES, createJournal } from './journal.ts';
import type { JournalParts } from './journal.ts';
import { ownCopy } from './own-copy.ts';
import { MAX_RECORDS, createLedger } from './ledger.ts';
import { MAX_RULE_BYTES, createRules } from '../rules/rules.ts';
import { MAX_OUTBOX_BYTES, createOutbox } from './outbox.ts';
import type { OutboxParts } from './outbox.ts';
import { MAX_TALLY_BYTES, createTally } from './tally.ts';
import type { Tally } from './tally.ts';
import type { Variation } from '../variation/variation.ts';
import { MAX_WRITTEN, createWritten } from './written.ts';
import { MAX_EXPECTATION_BYTES, createExpectations } from './expectations.ts';
import type { Expectation } from './expectations.ts';
import { createSession } from './session.ts';
import type { ReplacedContent, Session, SessionBeginning } from './session.ts';

/** The initial state that a server gives its sessions. */
export interface SessionDefaults {
  /** The initial time of a session's clock. */
  readonly now: number;
  /** The seed of random values in rules. Default 1. */
  readonly seed?: number;
  /** Violations that every session expects. Default none. */
  readonly allowed?: readonly Expectation[];
  /** The variation with which a session begins. Default none. */
  readonly variation?: Variation | undefined;
}

/** The functions for the callbacks of clients. */
export interface SessionCallbacks
  extends Pick<OutboxParts, 'send' | 'onDefect'>, Pick<SessionBeginning, 'clockMoved'> {}

export interface SessionsOptions extends SessionDefaults {
  /** Maximum number of live sessions besides the default one. Default 10000. */
  readonly limit?: number;
  /** Idle time after which another session may replace a session. Default one minute. */
  readonly idleMs?: number;
  /** Maximum number of exchanges in a session's journal. Default 1000. */
  readonly journal?: number;
  /** How sessions call the callbacks of their clients. Default: they call none. */
  readonly callbacks?: SessionCallbacks;
  /** A monotonic clock, in milliseconds. */
  readonly clock: () => number;
}

/** The live sessions. Requests without a session id use the session `default`. */
export interface Sessions extends Iterable<Session> {
  readonly default: Session;
  readonly limit: number;
  /** Idle time after which another session may replace a session. */
  readonly idleMs: number;
  /** Called when an exchange of any session ends. */
  readonly listeners: JournalParts['listeners'];
  /** The counts of all sessions, with the removed ones. Each step adds a session. */
  tally(): Generator<void, Tally>;
  /** The session with an id. Creates it if there is none. Undefined if there are too many. */
  get(id: string): Session | undefined;
  /** The session with an id. Undefined if there is none. Unlike `get`, this doesn't mark it as used. */
  find(id: string): Session | undefined;
  /** Removes a session with its data. The session `default` is reset. Returns false if there is none with this id. */
  delete(id: string): boolean;
  /**
   * Replaces the initial state. Sessions keep what they have changed: a clock that was moved, a variation, the seed of
   * their rules.
   */
  setDefaults(defaults: SessionDefaults): void;
  /** Removes what belongs to replaced content from each session, and from the counts of removed sessions. */
  forget(replaced: ReplacedContent): void;
}

const DEFAULT_SESSION_ID = 'default';

const MINUTE_MS = 60_000;

/** Whether an id is valid. Ids are used in paths, headers and file names. */
export function isSessionId(id: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(id);
}

export function createSessions({
  limit = 10_000,
  idleMs = MINUTE_MS,
  journal = 1000,
  clock,
  callbacks,
  ...given
}: SessionsOptions): Sessions {
  let defaults: SessionDefaults = given;
  const journals: JournalParts = { limit: journal, left: MAX_JOURNAL_BYTES, listeners: new Set() };
  const budgets = {
    rules: { left: MAX_RULE_BYTES },
    written: { left: MAX_WRITTEN },
    records: { left: MAX_RECORDS },
    tallies: { left: MAX_TALLY_BYTES },
    expectations: { left: MAX_EXPECTATION_BYTES },
  };
  const removed = createTally();
  const outboxes = {
    left: MAX_OUTBOX_BYTES,
    send: callbacks?.send ?? (() => Promise.resolve({ problem: 'This server calls no callbacks.' })),
    onDefect: callbacks?.onDefect ?? (() => undefined),
  };
  const begin: SessionBeginning = {
    get now() {
      return defaults.now;
    },
    get variation() {
      return defaults.variation;
    },
    makeExpectations: () => createExpectations(() => defaults.allowed ?? [], budgets.expectations),
    makeRules: () => createRules(defaults.seed ?? 1, budgets.rules),
    makeJournal: (id) => createJournal(id, journals),
    makeWritten: () => createWritten(budgets.written),
    makeLedger: () => createLedger(budgets.records),
    makeTally: () => createTally(budgets.tallies),
    makeOutbox: () => createOutbox(outboxes),
    clockMoved: callbacks?.clockMoved ?? (() => undefined),
    addToTotal(tally) {
      removed.add(tally);
      tally.release();
    },
  };
  const main = createSession(DEFAULT_SESSION_ID, begin);
  // In the order of their last use, the least recently used first.
  const live = new Map<string, { readonly session: Session; readonly usedAtMs: number }>();

  /** Removes the session that was used least recently, when it has been idle long enough and answers no request. */
  function evict(): void {
    for (const [id, { session, usedAtMs }] of live) {
      if (clock() - usedAtMs < idleMs) return;
      if (session.isAnswering) continue;
      remove(id, session);
      return;
    }
  }

  function remove(id: string, session: Session): void {
    live.delete(id);
    session.reset();
  }

  return {
    default: main,
    limit,
    idleMs,
    listeners: journals.listeners,
    *tally() {
      const all = createTally();
      all.add(removed);
      // A session that is removed meanwhile is counted once, because its tally still has its counts.
      for (const tally of Array.from(this, (session) => session.tally)) {
        all.add(tally);
        yield;
      }
      return all;
    },
    get(id) {
      if (id === DEFAULT_SESSION_ID) return main;
      const known = live.get(id)?.session;
      if (known === undefined && live.size >= limit) evict();
      if (known === undefined && live.size >= limit) return undefined;
      const session = known ?? createSession(ownCopy(id), begin);
      live.delete(id);
      live.set(session.id, { session, usedAtMs: clock() });
      return session;
    },
    find: (id) => (id === DEFAULT_SESSION_ID ? main : live.get(id)?.session),
    delete(id) {
      const session = this.find(id);
      if (session !== undefined) remove(id, session);
      return session !== undefined;
    },
    setDefaults(wanted) {
      defaults = wanted;
    },
    forget(replaced) {
      for (const name of replaced.documents) removed.forget(name);
      for (const session of this) session.forget(replaced);
    },
    *[Symbol.iterator]() {
      yield main;
      for (const { session } of live.values()) yield session;
    },
  };
}
