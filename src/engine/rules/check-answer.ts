import type { ResponseOutline } from '../../contract/outline.ts';
import { breachInTime } from '../../contract/reply/reply-schema.ts';
import { quote } from '../../contract/violation.ts';
import { faultProblem } from '../faults/faults.ts';
import { successesOf } from '../faults/targets.ts';
import { mergePatch } from './merge-patch.ts';
import type { RuleTarget } from './rule-targets.ts';
import { waitHeader } from '../reply/retry-after.ts';
import { RuleError } from './rule.ts';
import type { RuleAnswer } from './rule.ts';

export interface AnswerCheck {
  /** The place of the answer in the rule: `answer` or `answer.sequence.2`. */
  readonly member: string;
  readonly targets: readonly RuleTarget[];
  readonly offContract: boolean;
}

const LET_IT = 'Set "offContract": true to allow it';

/** Headers for framing, which only the server sets. A fault can break the framing. */
const FRAMING = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'trailer', 'upgrade']);

/**
 * Checks an answer when its rule is added: that its members can be combined, and that each operation of the rule has such an
 * answer.
 *
 * @throws {RuleError}
 */
export function checkAnswer(answer: RuleAnswer, check: AnswerCheck): void {
  checkMembers(answer, check);
  // A fault must be possible, even with `offContract`.
  const wrong = answer.fault && faultProblem(answer.fault, check.targets);
  if (wrong !== undefined)
    throw new RuleError([check.member, 'fault', wrong.member ?? []].flat().join('.'), wrong.problem);
  for (const target of check.targets) {
    if (answer.example !== undefined) checkExample(answer, target, check);
    if (check.offContract) continue;
    if (answer.patch !== undefined) checkPatch(answer.patch, target, check);
    if (answer.status !== undefined) checkForced(answer, answer.status, target, check);
  }
}

function checkMembers(answer: RuleAnswer, { member }: AnswerCheck): void {
  const isForced = answer.status !== undefined || answer.example !== undefined;
  const isChanged = answer.patch !== undefined || answer.rows !== undefined;
  const kinds = [isForced, isChanged, answer.normal === true].filter(Boolean).length;
  if (kinds > 1)
    throw new RuleError(member, 'must have only one of these three: a status or an example, a patch or rows, normal');
  if (answer.status === undefined && (answer.headers !== undefined || 'body' in answer))
    throw new RuleError(member, 'headers and a body need a status');
  if ('body' in answer && answer.example !== undefined)
    throw new RuleError(`${member}.body`, 'must have either a body or an example, not both');
  if (kinds === 0 && answer.fault === undefined)
    throw new RuleError(member, 'must have a status, an example, a patch, rows, normal or a fault');
  for (const name of Object.keys(answer.headers ?? {})) {
    if (FRAMING.has(name.toLowerCase()))
      throw new RuleError(`${member}.headers`, `the server sets ${name}; use a fault such as cut to break a message`);
  }
}

/** An example must exist, even with `offContract`. */
function checkExample({ status, example = '' }: RuleAnswer, { operation }: RuleTarget, { member }: AnswerCheck): void {
  const named = [...operation.responses.values()].flatMap((response) =>
    status === undefined || response.status === status
      ? examplesOf(response).map((name) => ({ name, text: `${name} (${response.status})` }))
      : [],
  );
  if (named.some(({ name }) => name === example)) return;
  const of = status === undefined ? operation.operationId : `the response ${status} of ${operation.operationId}`;
  const all = named.length === 0 ? 'there are none' : `the examples are ${named.map(({ text }) => text).join(', ')}`;
  throw new RuleError(`${member}.example`, `${of} has no example ${quote(example)}; ${all}`);
}

function checkForced(
  answer: RuleAnswer,
  status: number,
  { api, operation }: RuleTarget,
  { member }: AnswerCheck,
): void {
  const { operationId, responses, openStatuses = [] } = operation;
  const response = operation.responseOf(status);
  if (response === undefined) {
    const all = [...responses.keys(), ...openStatuses].join(', ');
    throw new RuleError(
      `${member}.status`,
      `${operationId} has no response ${status}; its responses are ${all}. ${LET_IT}`,
    );
  }
  if ('body' in answer && response.mediaTypes.size === 0)
    throw new RuleError(`${member}.body`, `the response ${status} of ${operationId} has no body. ${LET_IT}`);
  for (const [name, { schema }] of response.mediaTypes) {
    const breach = 'body' in answer ? breachInTime(() => schema?.explain(answer.body)) : undefined;
    if (breach !== undefined)
      throw new RuleError(`${member}.body`, `breaks the contract of ${operationId} (${name}): ${breach}. ${LET_IT}`);
  }
  const { 'Retry-After': inBody } = waitHeader(api, { status, body: answer.body });
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    if (inBody !== undefined && name.toLowerCase() === 'retry-after' && Number(inBody) !== Number(value))
      throw new RuleError(
        `${member}.body`,
        `has a wait of ${inBody} seconds, but ${name} is ${quote(value)}. ${LET_IT}`,
      );
    const header = response.headers().get(name.toLowerCase());
    const reason = header === undefined ? `the response ${status} does not have this header` : header.breachOf(value);
    if (reason !== undefined)
      throw new RuleError(`${member}.headers.${name}`, `breaks the contract of ${operationId}: ${reason}. ${LET_IT}`);
  }
}

/** Applies a patch to the contract's examples. If the result breaks the contract, the patch would break real answers, too. */
function checkPatch(patch: object, { operation }: RuleTarget, { member }: AnswerCheck): void {
  for (const { mediaTypes } of successesOf(operation)) {
    for (const [name, { examples, schema }] of mediaTypes) {
      const example = [...examples.values()].find((one) => schema?.rowsIn(one)?.length !== 0);
      const rows = schema?.rowsIn(example);
      const value: unknown = rows === undefined ? example : rows[0];
      const breachOf = rows === undefined ? schema?.explain : schema?.explainRow;
      const isChecked = value !== undefined && breachOf !== undefined;
      const breach = isChecked ? breachInTime(() => breachOf(mergePatch(value, patch))) : undefined;
      if (breach === undefined) continue;
      const reason = `breaks the contract of ${operation.operationId} (${name}): ${breach}`;
      throw new RuleError(`${member}.patch`, `${reason}. ${LET_IT}`);
    }
  }
}

function examplesOf({ mediaTypes }: ResponseOutline): readonly string[] {
  return [...new Set(Array.from(mediaTypes.values(), ({ examples }) => [...examples.keys()]).flat())];
}
