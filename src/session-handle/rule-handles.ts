import type { FaultInput } from '../engine/faults/faults.ts';
import type { Service } from '../engine/service.ts';
import { parseRule } from '../engine/rules/parse-rule.ts';
import type { SessionRule } from '../engine/rules/rules.ts';
import type { Session } from '../engine/session/session.ts';
import type { RuleAnswer, RuleInput, RuleMatch } from './rule-types.ts';

/** A rule of a session. */
export interface RuleHandle {
  readonly id: string;
  /** Number of requests that it has answered. */
  readonly callCount: number;
  /** Removes the rule. Does nothing if it has been removed. */
  remove(): void;
}

export interface RuleOptions {
  /** Lets the answer break the contract. Default false. */
  readonly offContract?: boolean;
}

/** The option without which an answer must have a status of the contract. */
type OffContract = RuleOptions & { readonly offContract: true };

/**
 * Adds the rule with an answer. Each call adds one. All throw {@link RuleError} if the answer is invalid.
 *
 * @typeParam S the statuses of the operation.
 */
export interface RuleBuilder<S extends number = number> {
  /** A status or an example of the contract: `reply({ status: 429, headers: { 'Retry-After': '2' } })`. */
  reply(answer: Omit<RuleAnswer<S>, 'patch' | 'normal'>, options?: RuleOptions): RuleHandle;
  /** Any other status, which breaks the contract: `reply({ status: 418 }, { offContract: true })`. */
  reply(answer: Omit<RuleAnswer, 'patch' | 'normal'>, options: OffContract): RuleHandle;
  /** The normal answer with some members replaced, in each row of a list: `patch({ completion: '1.0' })`. */
  patch(patch: Readonly<Record<string, unknown>>, options?: RuleOptions): RuleHandle;
  /** The normal answer with a fault: `fault({ kind: 'reset' })`. */
  fault(fault: FaultInput): RuleHandle;
  /** One answer after the other, then the rule is used up: `sequence([{ status: 429 }, { normal: true }])`. */
  sequence(answers: readonly RuleAnswer<S>[], options?: RuleOptions): RuleHandle;
  sequence(answers: readonly RuleAnswer[], options: OffContract): RuleHandle;
}

/** The rules of a session, the oldest first. The first rule that matches a request answers it. */
export interface MockRules extends Iterable<SessionRule> {
  /** Adds a rule in the JSON form of the control API. @throws {RuleError} if it is invalid. */
  add(rule: RuleInput): RuleHandle;
  /** Removes the rule with this id. Returns false if there is none. */
  remove(id: string): boolean;
  /** The ids of the rules without a match. A test that relied on one did not test it. */
  unmatched(): readonly SessionRule[];
  clear(): void;
}

/** Its `add` accepts any value and checks it. */
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
