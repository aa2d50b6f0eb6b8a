import { setMaxListeners } from 'node:events';

import { openShare } from '../budget.ts';
import type { Budget } from '../budget.ts';
import { settleFault } from '../faults/faults.ts';
import type { Fault } from '../faults/faults.ts';
import type { RowCount } from './move-clock.ts';
import { RuleError } from './rule.ts';
import type { Rule, RuleAnswer, RuleCall, RuleInput } from './rule.ts';

/** A rule of a session, and the number of requests that it has answered. */
export interface SessionRule extends RuleInput {
  readonly id: string;
  readonly callCount: number;
}

/** The effect of a rule on one request. */
export interface RuleActivation {
  readonly id: string;
  readonly answer: RuleAnswer;
  readonly fault?: Fault;
  readonly offContract: boolean;
  /** Aborted when delayed replies of the rule must be sent at once: it was removed, or the server closes. */
  readonly released: AbortSignal;
  /** Of all activations of the rule. */
  readonly counted: RowCount;
}

/** The rules of one session, in the order in which they were added. */
export interface Rules extends Iterable<SessionRule> {
  /** @throws {RuleError} if there are too many, or they are too large together. */
  add(rule: Rule): SessionRule;
  /** Removes a rule, and releases its delayed replies. Returns false if there is no rule with this id. */
  remove(id: string): boolean;
  clear(): void;
  /**
   * Checks each rule again, because the content of the server was replaced. A rule that no longer fits is kept for the
   * operations that still exist. Returns the problems of such rules.
   *
   * @param check Throws {RuleError} if a rule doesn't fit.
   */
  recheck(check: (input: RuleInput) => Rule): readonly string[];
  /** Releases all delayed replies. The rules stay. */
  release(): void;
  /** Activates the first rule that matches a request, and counts it. */
  activate(call: RuleCall): RuleActivation | undefined;
}

const MAX_RULES = 1000;
/** Maximum length of the rules of a session together, as JSON. */
const MAX_CHARACTERS = 1_048_576;
/** Approximate memory for the rules of all sessions. */
export const MAX_RULE_BYTES: number = 64 * MAX_CHARACTERS;

interface Entry {
  readonly id: string;
  rule: Rule;
  seen: number;
  callCount: number;
  readonly counted: RowCount;
  /** Created when the rule is first activated. */
  held?: AbortController;
}

/** @param seed The seed of random values: the same seed, rule and call give the same values. */
export function createRules(seed: number, budget: Budget): Rules {
  const entries = new Map<string, Entry>();
  let made = 0;
  let characters = 0;
  const share = openShare(budget);

  function release(entry: Entry): void {
    entry.held?.abort();
    delete entry.held;
  }

  return {
    add(rule) {
      if (entries.size >= MAX_RULES) throw new RuleError('rule', `maximum ${MAX_RULES} rules per session. Remove some`);
      if (characters + rule.characters > MAX_CHARACTERS)
        throw new RuleError('rule', 'maximum 1 MB for the rules of a session. Remove some');
      if (!share.take(rule.bytes))
        throw new RuleError('rule', 'maximum 64 MB for the rules of all sessions. Remove some, or reset a session');
      made += 1;
      characters += rule.characters;
      const entry: Entry = { id: `rule-${made}`, rule, seen: 0, callCount: 0, counted: { rows: 0 } };
      entries.set(entry.id, entry);
      return show(entry);
    },
    remove(id) {
      const entry = entries.get(id);
      if (entry === undefined) return false;
      entries.delete(id);
      characters -= entry.rule.characters;
      share.take(-entry.rule.bytes);
      release(entry);
      return true;
    },
    clear() {
      for (const entry of entries.values()) release(entry);
      entries.clear();
      share.release();
      characters = 0;
    },
    recheck(check) {
      const problems: string[] = [];
      for (const entry of entries.values()) {
        try {
          entry.rule = check(entry.rule.input);
        } catch (error) {
          if (!(error instanceof RuleError)) throw error;
          problems.push(`${entry.id}: ${error.message}`);
        }
      }
      return problems;
    },
    release() {
      for (const entry of entries.values()) release(entry);
    },
    activate(call) {
      for (const entry of entries.values()) {
        const { rule } = entry;
        if (entry.callCount >= rule.times || !rule.matches(call)) continue;
        entry.seen += 1;
        if (entry.seen <= rule.after) continue;
        entry.callCount += 1;
        return activationOf(entry, seed);
      }
      return undefined;
    },
    *[Symbol.iterator]() {
      for (const entry of entries.values()) yield show(entry);
    },
  };
}

/** Shows an entry. Its count is live. */
function show(entry: Entry): SessionRule {
  return {
    id: entry.id,
    get callCount() {
      return entry.callCount;
    },
    ...entry.rule.input,
  };
}

function activationOf(entry: Entry, seed: number): RuleActivation {
  const { id, rule, callCount, counted } = entry;
  const answer = rule.answers[Math.min(callCount, rule.answers.length) - 1];
  if (answer === undefined) throw new Error(`the rule ${id} has no answer`);
  if (entry.held === undefined) {
    entry.held = new AbortController();
    // Each delayed reply adds a listener, and there may be many.
    setMaxListeners(0, entry.held.signal);
  }
  const activation = { id, answer, offContract: rule.offContract, released: entry.held.signal, counted };
  return answer.fault === undefined
    ? activation
    : { ...activation, fault: settleFault(answer.fault, `${seed}/${id}/${callCount}`) };
}
