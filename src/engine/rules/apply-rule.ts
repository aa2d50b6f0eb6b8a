import type { Persona } from '../api.ts';
import type { RequestContext } from '../request-context.ts';
import type { Exchange } from '../exchange.ts';
import type { Answer } from '../outcome.ts';
import { problem } from '../reply/problem.ts';
import { arrangeRows } from './arrange-rows.ts';
import { forceReply } from './force-reply.ts';
import type { Reply } from '../reply/reply.ts';
import { moveClock, moveClockAfterRows } from './move-clock.ts';
import { patchAnswer } from './patch-answer.ts';
import type { RuleBreach } from './rule.ts';
import type { RuleActivation } from './rules.ts';
import { clockStepOf, errorInsteadOf, rowsBefore, spoil } from '../faults/faults.ts';
import { limitRows } from '../faults/first-rows.ts';

/** The effect of a rule on a request, decided before the request is answered. */
export interface RulePlan {
  /** The rule has its own answer, so the vendor's is not made. */
  readonly isForced: boolean;
  /** Changes the vendor's answer. Absent if the rule doesn't change it. @throws {RuleBreach} */
  readonly change?: ((answer: Answer) => Answer) | undefined;
}

/** The first step of a rule: decides what to do. */
export function planRule<P extends Persona>(activation: RuleActivation, context: RequestContext<P>): RulePlan {
  const { status, example } = activation.answer;
  const error = errorInsteadOf(activation.fault);
  return status !== undefined || example !== undefined || error?.isWritten === false
    ? { isForced: true }
    : { isForced: false, change: changeOf(activation, context) };
}

/**
 * The last step of a rule: adds its own answer, if it has one, and its fault.
 *
 * @param exchange Has no reply if the rule has its own.
 */
export async function finishRule<P extends Persona>(
  activation: RuleActivation,
  context: RequestContext<P>,
  exchange: Omit<Exchange, 'reply'> & Partial<Pick<Exchange, 'reply'>>,
): Promise<Exchange> {
  const made = await replyOf(activation, context, exchange.reply);
  const step = clockStepOf(activation.fault);
  if (step !== undefined && step.afterRows === undefined) moveClock(context.session, step);
  const note = made.note ?? exchange.note;
  return {
    ...exchange,
    ...(note === undefined ? {} : { note }),
    ...spoil(made.reply, activation.fault, context.api.brokenStream),
    rule: { id: activation.id, released: activation.released },
  };
}

/** The error of a fault, or the rule's own answer, or the vendor's. A fault has no error for a request that the vendor refuses. */
async function replyOf<P extends Persona>(
  activation: RuleActivation,
  context: RequestContext<P>,
  reply: Reply | undefined,
): Promise<{ readonly reply: Reply; readonly note?: string | undefined }> {
  const error = errorInsteadOf(activation.fault);
  if (error !== undefined && (reply === undefined || reply.status < 400))
    return forceReply({ ...activation, answer: { status: error.status } }, context);
  return reply === undefined ? forceReply(activation, context) : { reply };
}

/** The last step of a rule whose answer would break the contract: a 409. */
export function refuseBreach(
  { id, released }: RuleActivation,
  { message }: RuleBreach,
  exchange: Omit<Exchange, 'reply'>,
): Exchange {
  const reply = problem(409, 'The rule breaks the contract', message, { rule: id });
  return { ...exchange, reply, rule: { id, released, refused: message } };
}

function changeOf<P extends Persona>(
  { answer: { patch, rows }, fault, offContract, counted }: RuleActivation,
  { match: { operation }, encodeOptions: { accept }, session }: RequestContext<P>,
): ((answer: Answer) => Answer) | undefined {
  const limit = rowsBefore(fault);
  const step = clockStepOf(fault);
  if (step?.afterRows !== undefined) return (answer) => moveClockAfterRows(changed(answer), { session, step, counted });
  return patch === undefined && rows === undefined && limit === undefined ? undefined : changed;

  function changed(answer: Answer): Answer {
    const arranged = rows === undefined ? answer : arrangeRows(answer, rows);
    if (patch === undefined && rows === undefined) return limitRows(arranged, limit);
    const response = offContract ? undefined : operation.responseOf(answer.status);
    const { schema } = response?.mediaTypes.get(response.negotiate(accept) ?? '') ?? {};
    return limitRows(patchAnswer(arranged, patch ?? {}, { body: schema?.explain, row: schema?.explainRow }), limit);
  }
}
