import { createJournal, createJournalRoom } from './journal.ts';
import type { JournalRoom } from './journal.ts';
import { ownCopy } from './own-copy.ts';
import { createLedger, createLedgerRoom } from './ledger.ts';
import { createRuleRoom, createRules } from '../rules/rules.ts';
import { createTally, createTallyRoom } from './tally.ts';
import type { Tally } from './tally.ts';
import type { Variation } from '../variation/variation.ts';
import { createWritten, createWrittenRoom } from './written.ts';
import { createExpectationRoom, createExpectations } from './expectations.ts';
import type { Expectation } from './expectations.ts';
import { createSession } from './session.ts';
import type { Session, SessionBeginning } from './session.ts';

export interface SessionsOptions {
  /** The moment at which a session begins. */
  readonly now: number;
  /** Decides what its rules leave to chance. Default 1. */
  readonly seed?: number;
  /** Violations that every session expects. Default none. */
  readonly allowed?: readonly Expectation[];
  /** The variation with which a session begins. Default none. */
  readonly variation?: Variation | undefined;
  /** Live sessions there may be, besides the default one. Default 10000. */
  readonly limit?: number;
  /** How long a session must have been idle before another may take its place. Default one minute. */
  readonly idleMs?: number;
  /** Exchanges that a session's journal keeps. Default 1000. */
  readonly journal?: number;
  /** Milliseconds that only grow. */
  readonly clock: () => number;
}

/** The live sessions. Whoever sends no session's id shares the default one. */
export interface Sessions extends Iterable<Session> {
  readonly default: Session;
  readonly limit: number;
  /** How long a session must have been idle before another may take its place. */
  readonly idleMs: number;
  /** Told of each exchange of any session when it has ended. */
  readonly listeners: JournalRoom['listeners'];
  /** What the exchanges of all sessions come to, those that are gone included; a session is added a step. */
  tally(): Generator<void, Tally>;
  /** The session of an id, made where there is none; undefined where there is no room for it. */
  get(id: string): Session | undefined;
  /** The session of an id; undefined where there is none. It counts as used when `get` returns it, not here. */
  find(id: string): Session | undefined;
  /** Removes a session and what it holds; the default one is reset. False where there is none of that id. */
  delete(id: string): boolean;
}

const DEFAULT_SESSION_ID = 'default';

const MINUTE_MS = 60_000;

/** What a session may be called: it stands in paths, headers and file names. */
export function isSessionId(id: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(id);
}

export function createSessions({
  now,
  variation,
  allowed = [],
  seed = 1,
  limit = 10_000,
  idleMs = MINUTE_MS,
  journal = 1000,
  clock,
}: SessionsOptions): Sessions {
  const room = createRuleRoom();
  const journals = createJournalRoom(journal);
  const writtenRoom = createWrittenRoom();
  const ledgerRoom = createLedgerRoom();
  const tallyRoom = createTallyRoom();
  const expectationRoom = createExpectationRoom();
  const gone = createTally();
  const begin: SessionBeginning = {
    now,
    variation,
    makeExpectations: () => createExpectations(allowed, expectationRoom),
    makeRules: () => createRules(seed, room),
    makeJournal: (id) => createJournal(id, journals),
    makeWritten: () => createWritten(writtenRoom),
    makeLedger: () => createLedger(ledgerRoom),
    makeTally: () => createTally(tallyRoom),
    keepTally(tally) {
      gone.add(tally);
      tally.release();
    },
  };
  const main = createSession(DEFAULT_SESSION_ID, begin);
  // In the order of their last use, the longest unused first.
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
      all.add(gone);
      // A session that goes meanwhile is counted once: what it had is in its tally still.
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
    *[Symbol.iterator]() {
      yield main;
      for (const { session } of live.values()) yield session;
    },
  };
}
