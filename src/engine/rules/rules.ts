import { setMaxListeners } from 'node:events';

import { settleFault } from '../faults/faults.ts';
import type { Fault } from '../faults/faults.ts';
import { RuleError } from './rule.ts';
import type { Rule, RuleAnswer, RuleCall, RuleInput } from './rule.ts';

/** A rule of a session, and how often it has answered. */
export interface SessionRule extends RuleInput {
  readonly id: string;
  readonly callCount: number;
}

/** What a rule does with one request. */
export interface RuleTurn {
  readonly id: string;
  readonly answer: RuleAnswer;
  readonly fault?: Fault;
  readonly offContract: boolean;
  /** Aborted where what the rule holds back must be let go: it was removed, or the server closes. */
  readonly released: AbortSignal;
}

/** The rules of one session, in the order in which they were made. */
export interface Rules extends Iterable<SessionRule> {
  /** @throws {RuleError} where there are too many, or they hold too much together. */
  add(rule: Rule): SessionRule;
  /** Removes a rule, and lets go what it holds back; false where there is none of that id. */
  remove(id: string): boolean;
  clear(): void;
  /** Lets go what is held back; the rules stay. */
  release(): void;
  /** The turn of the first rule that is for a request, which counts as answered. */
  take(call: RuleCall): RuleTurn | undefined;
}

const MAX_RULES = 1000;
/** What the rules of a session may hold together, as JSON. */
const MAX_CHARACTERS = 1_048_576;
/** What the rules of all sessions may hold together, in bytes. */
const MAX_BYTES_OF_ALL = 64 * MAX_CHARACTERS;

/** What sessions share: how much more their rules may hold together. */
export interface RuleRoom {
  bytesLeft: number;
}

export function createRuleRoom(): RuleRoom {
  return { bytesLeft: MAX_BYTES_OF_ALL };
}

interface Entry {
  readonly id: string;
  readonly rule: Rule;
  seen: number;
  callCount: number;
  /** Made when it is first asked for. */
  held?: AbortController;
}

/** The seed decides what is left to chance: the same seed, rule and call draw the same. */
export function createRules(seed: number, room: RuleRoom): Rules {
  const entries = new Map<string, Entry>();
  let made = 0;
  let characters = 0;
  let bytes = 0;

  function hold(rule: Rule, sign: 1 | -1): void {
    characters += sign * rule.characters;
    bytes += sign * rule.bytes;
    room.bytesLeft -= sign * rule.bytes;
  }

  function release(entry: Entry): void {
    entry.held?.abort();
    delete entry.held;
  }

  return {
    add(rule) {
      if (entries.size >= MAX_RULES) throw new RuleError('rule', `maximum ${MAX_RULES} rules per session. Remove some`);
      if (characters + rule.characters > MAX_CHARACTERS)
        throw new RuleError('rule', 'maximum 1 MB for the rules of a session. Remove some');
      if (rule.bytes > room.bytesLeft)
        throw new RuleError('rule', 'maximum 64 MB for the rules of all sessions. Remove some, or reset a session');
      made += 1;
      hold(rule, 1);
      const entry: Entry = { id: `rule-${made}`, rule, seen: 0, callCount: 0 };
      entries.set(entry.id, entry);
      return show(entry);
    },
    remove(id) {
      const entry = entries.get(id);
      if (entry === undefined) return false;
      entries.delete(id);
      hold(entry.rule, -1);
      release(entry);
      return true;
    },
    clear() {
      for (const entry of entries.values()) release(entry);
      entries.clear();
      room.bytesLeft += bytes;
      [characters, bytes] = [0, 0];
    },
    release() {
      for (const entry of entries.values()) release(entry);
    },
    take(call) {
      for (const entry of entries.values()) {
        const { rule } = entry;
        if (entry.callCount >= rule.times || !rule.matches(call)) continue;
        entry.seen += 1;
        if (entry.seen <= rule.after) continue;
        entry.callCount += 1;
        return turnOf(entry, seed);
      }
      return undefined;
    },
    *[Symbol.iterator]() {
      for (const entry of entries.values()) yield show(entry);
    },
  };
}

/** Its count goes on as the rule is used. */
function show(entry: Entry): SessionRule {
  return {
    id: entry.id,
    get callCount() {
      return entry.callCount;
    },
    ...entry.rule.input,
  };
}

function turnOf(entry: Entry, seed: number): RuleTurn {
  const { id, rule, callCount } = entry;
  const answer = rule.answers[Math.min(callCount, rule.answers.length) - 1];
  if (answer === undefined) throw new Error(`the rule ${id} has no answer`);
  if (entry.held === undefined) {
    entry.held = new AbortController();
    // Each request that is held back listens; there may be many.
    setMaxListeners(0, entry.held.signal);
  }
  const turn = { id, answer, offContract: rule.offContract, released: entry.held.signal };
  return answer.fault === undefined
    ? turn
    : { ...turn, fault: settleFault(answer.fault, `${seed}/${id}/${callCount}`) };
}
