import type { Persona } from '../api.ts';
import type { Asked } from '../asked.ts';
import type { Exchange } from '../exchange.ts';
import type { Answer } from '../outcome.ts';
import { problem } from '../reply/problem.ts';
import { forceReply } from './force-reply.ts';
import { patchAnswer } from './patch-answer.ts';
import type { RuleBreach } from './rule.ts';
import type { RuleTurn } from './rules.ts';
import { rowsBefore, spoil } from '../faults/faults.ts';
import { limitRows } from '../faults/first-rows.ts';

/** What a rule does with a request, settled before the request is answered. */
export interface RulePlan {
  /** The rule has an answer of its own, so the vendor's is not made. */
  readonly isForced: boolean;
  /** Changes the vendor's answer. Absent where that stays. @throws {RuleBreach} */
  readonly change?: ((answer: Answer) => Answer) | undefined;
}

/** The first step of a rule: what is to be done. */
export function planRule<P extends Persona>(turn: RuleTurn, asked: Asked<P>): RulePlan {
  const { status, example } = turn.answer;
  return status !== undefined || example !== undefined
    ? { isForced: true }
    : { isForced: false, change: changeOf(turn, asked) };
}

/**
 * The last step of a rule: its own answer where it has one, and its fault.
 *
 * @param exchange has no reply where the rule has its own.
 */
export async function finishRule<P extends Persona>(
  turn: RuleTurn,
  asked: Asked<P>,
  exchange: Omit<Exchange, 'reply'> & Partial<Pick<Exchange, 'reply'>>,
): Promise<Exchange> {
  const made = exchange.reply === undefined ? await forceReply(turn, asked) : { reply: exchange.reply };
  const note = made.note ?? exchange.note;
  return {
    ...exchange,
    ...(note === undefined ? {} : { note }),
    ...spoil(made.reply, turn.fault, asked.api.brokenStream),
    rule: { id: turn.id, released: turn.released },
  };
}

/** The last step of a rule whose answer would break the contract. */
export function refuseBreach(
  { id, released }: RuleTurn,
  { message }: RuleBreach,
  exchange: Omit<Exchange, 'reply'>,
): Exchange {
  const reply = problem(409, 'The rule breaks the contract', message, { rule: id });
  return { ...exchange, reply, rule: { id, released, refused: message } };
}

function changeOf<P extends Persona>(
  { answer: { patch }, fault, offContract }: RuleTurn,
  { match: { operation }, encodeOptions: { accept } }: Asked<P>,
): ((answer: Answer) => Answer) | undefined {
  const rows = rowsBefore(fault);
  if (patch === undefined && rows === undefined) return undefined;
  return (answer) => {
    if (patch === undefined) return limitRows(answer, rows);
    const response = offContract ? undefined : operation.responseOf(answer.status);
    const { schema } = response?.mediaTypes.get(response.negotiate(accept) ?? '') ?? {};
    return limitRows(patchAnswer(answer, patch, { body: schema?.explain, row: schema?.explainRow }), rows);
  };
}
