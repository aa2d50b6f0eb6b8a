import type { RuleAnswer, RuleInput } from '../../../engine/rules/rule.ts';
import type { SessionRule } from '../../../engine/rules/rules.ts';

/**
 * The situations that are on in a session. Each member is a part of an answer, so situations of the same member replace
 * one another, and others are combined.
 */
export interface Situations {
  /** The status of each answer. 429 is for two answers only. */
  readonly status?: number;
  readonly fault?: { readonly kind: 'latency'; readonly delayMs: number } | typeof BROKEN_STREAM;
  /** Number of rows of each list. */
  readonly count?: number;
  /** The ids of the learners that come first. */
  readonly first?: readonly string[];
}

export const BROKEN_STREAM = { kind: 'cut', afterBytes: 200 } as const;

const STATUSES = new Set<number | undefined>([401, 403, 404, 429, 500]);
const COUNTS = new Set<number | undefined>([0, 1000]);

/** The rules of a session that the page has made of situations. They are kept nowhere else, so other tabs see them too. */
export function rulesOfSituations(rules: readonly SessionRule[]): readonly SessionRule[] {
  return rules.filter((rule) => {
    const [made] = rulesFor(partsOf(rule));
    return made !== undefined && textOf(made) === textOf(rule);
  });
}

/** The situations that are on. */
export function situationsIn(rules: readonly SessionRule[]): Situations {
  const on: Situations = {};
  const inUse = rulesOfSituations(rules).filter((rule) => !isUsedUp(rule));
  // The oldest rule answers, so its parts count.
  for (const rule of inUse.toReversed()) Object.assign(on, partsOf(rule));
  return on;
}

/** Turns situations on, and off those that they exclude: a refusal has no rows. */
export function withSituations(on: Situations, more: Situations): Situations {
  const next = { ...on, ...more };
  if (next.status === undefined || next.status === 429) return next;
  const { count: _count, first: _first, ...refused } = next;
  if (more.status !== undefined) return refused;
  const { status: _status, ...answered } = next;
  return more.count === undefined && more.first === undefined ? next : answered;
}

/** The rules that make situations, for all operations. An operation whose contract lacks the status has it, too. */
export function rulesFor({ status, fault, count, first }: Situations): readonly RuleInput[] {
  const broken = fault === undefined ? {} : { fault };
  const rows = { ...(count === undefined ? {} : { count }), ...(first === undefined ? {} : { first }) };
  const normal = { ...(Object.keys(rows).length === 0 ? {} : { rows }), ...broken };
  const others = Object.keys(normal).length === 0 ? [] : [{ answer: normal }];
  if (status === undefined) return others;
  const refusal = { status, ...broken };
  return status === 429
    ? [{ answer: { sequence: [refusal, refusal] }, offContract: true }, ...others]
    : [{ answer: refusal, offContract: true }];
}

/** A rule as text, to compare it with others. */
export function textOf({ match, answer, offContract = false }: RuleInput): string {
  return JSON.stringify([match, answer, offContract]);
}

/** Whether a rule has given the last answer of its sequence. */
export function isUsedUp({ answer, callCount }: SessionRule): boolean {
  return 'sequence' in answer && callCount >= answer.sequence.length;
}

function partsOf({ answer }: RuleInput): Situations {
  const { status, fault, rows = {} }: RuleAnswer = 'sequence' in answer ? (answer.sequence[0] ?? {}) : answer;
  return {
    ...(STATUSES.has(status) && status !== undefined ? { status } : {}),
    ...faultOf(fault),
    ...(COUNTS.has(rows.count) && rows.count !== undefined ? { count: rows.count } : {}),
    ...(rows.first === undefined ? {} : { first: rows.first }),
  };
}

function faultOf(fault: RuleAnswer['fault']): Pick<Situations, 'fault'> {
  if (fault?.kind === 'cut') return { fault: BROKEN_STREAM };
  if (fault?.kind !== 'latency' || !('delayMs' in fault) || typeof fault.delayMs !== 'number') return {};
  return { fault: { kind: 'latency', delayMs: fault.delayMs } };
}
