import type { Persona } from '../api.ts';
import type { RequestContext } from '../request-context.ts';
import type { Exchange } from '../exchange.ts';
import type { Answer } from '../outcome.ts';
import { problem } from '../reply/problem.ts';
import { arrangeRows } from './arrange-rows.ts';
import { forceReply } from './force-reply.ts';
import { patchAnswer } from './patch-answer.ts';
import type { RuleBreach } from './rule.ts';
import type { RuleActivation } from './rules.ts';
import { rowsBefore, spoil } from '../faults/faults.ts';
import { limitRows } from '../faults/first-rows.ts';

/** What a rule does with a request, decided before the request is answered. */
export interface RulePlan {
  /** The rule has its own answer, so the vendor's is not made. */
  readonly isForced: boolean;
  /** Changes the vendor's answer. Absent if the rule doesn't change it. @throws {RuleBreach} */
  readonly change?: ((answer: Answer) => Answer) | undefined;
}

/** The first step of a rule: decides what to do. */
export function planRule<P extends Persona>(activation: RuleActivation, context: RequestContext<P>): RulePlan {
  const { status, example } = activation.answer;
  return status !== undefined || example !== undefined
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
  const made = exchange.reply === undefined ? await forceReply(activation, context) : { reply: exchange.reply };
  const note = made.note ?? exchange.note;
  return {
    ...exchange,
    ...(note === undefined ? {} : { note }),
    ...spoil(made.reply, activation.fault, context.api.brokenStream),
    rule: { id: activation.id, released: activation.released },
  };
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
  { answer: { patch, rows }, fault, offContract }: RuleActivation,
  { match: { operation }, encodeOptions: { accept } }: RequestContext<P>,
): ((answer: Answer) => Answer) | undefined {
  const limit = rowsBefore(fault);
  if (patch === undefined && rows === undefined && limit === undefined) return undefined;
  return (answer) => {
    const arranged = rows === undefined ? answer : arrangeRows(answer, rows);
    if (patch === undefined && rows === undefined) return limitRows(arranged, limit);
    const response = offContract ? undefined : operation.responseOf(answer.status);
    const { schema } = response?.mediaTypes.get(response.negotiate(accept) ?? '') ?? {};
    return limitRows(patchAnswer(arranged, patch ?? {}, { body: schema?.explain, row: schema?.explainRow }), limit);
  };
}
