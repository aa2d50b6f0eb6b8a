import type { FaultInput } from '../engine/faults/faults.ts';
import type { Service } from '../engine/service.ts';
import { parseRule } from '../engine/rules/parse-rule.ts';
import type { RuleAnswer, RuleInput, RuleMatch } from '../engine/rules/rule.ts';
import type { SessionRule } from '../engine/rules/rules.ts';
import type { Session } from '../engine/session/session.ts';

/** A rule that was made. */
export interface RuleHandle {
  readonly id: string;
  /** How often it has answered. */
  readonly callCount: number;
  /** Does nothing where it is gone already. */
  remove(): void;
}

export interface RuleOptions {
  /** Lets the answer break the contract. Default false. */
  readonly offContract?: boolean;
}

/** Ends a rule with what it answers; each call makes one. All throw {@link RuleError} where that can't be answered. */
export interface RuleBuilder {
  /** A status or an example of the contract: `reply({ status: 429, headers: { 'Retry-After': '2' } })`. */
  reply(answer: Omit<RuleAnswer, 'patch' | 'normal'>, options?: RuleOptions): RuleHandle;
  /** The normal answer with some members replaced, in each row of a list: `patch({ completion: '1.0' })`. */
  patch(patch: Readonly<Record<string, unknown>>, options?: RuleOptions): RuleHandle;
  /** The normal answer with a fault: `fault({ kind: 'reset' })`. */
  fault(fault: FaultInput): RuleHandle;
  /** One answer after the other, then the rule is used up: `sequence([{ status: 429 }, { normal: true }])`. */
  sequence(answers: readonly RuleAnswer[], options?: RuleOptions): RuleHandle;
}

/** The rules of a session, in the order in which they were made; the first that is for a request answers it. */
export interface MockRules extends Iterable<SessionRule> {
  /** Adds a rule as the control API takes it. @throws {RuleError} where it can't be. */
  add(rule: RuleInput): RuleHandle;
  /** Removes the rule of an id; false if there is none. */
  remove(id: string): boolean;
  /** Those that never answered: a test that made them did not test what it meant to. */
  unmatched(): readonly SessionRule[];
  clear(): void;
}

/** Its `add` takes any value, and checks it. */
export function createMockRules(
  session: Session,
  services: readonly Service[],
): MockRules & { add(rule: unknown): RuleHandle } {
  return {
    add: (rule: unknown) => addRule(rule, session, services),
    remove: (id) => session.rules?.remove(id) === true,
    unmatched: () => [...(session.rules ?? [])].filter(({ callCount }) => callCount === 0),
    clear: () => session.rules?.clear(),
    *[Symbol.iterator]() {
      yield* session.rules ?? [];
    },
  };
}

export function createRuleBuilder(match: RuleMatch, session: Session, services: readonly Service[]): RuleBuilder {
  const add = (answer: RuleInput['answer'], options: RuleOptions = {}): RuleHandle =>
    addRule({ match, answer, ...options }, session, services);
  return {
    reply: add,
    patch: (patch, options) => add({ patch }, options),
    fault: (fault) => add({ fault }),
    sequence: (sequence, options) => add({ sequence }, options),
  };
}

function addRule(input: unknown, session: Session, services: readonly Service[]): RuleHandle {
  const rules = session.openRules();
  const rule = rules.add(parseRule(input, services));
  return {
    id: rule.id,
    get callCount() {
      return rule.callCount;
    },
    remove: () => void rules.remove(rule.id),
  };
}
