import { detailOf } from '../../contract/reply/response-detail.ts';
import type { Persona } from '../api.ts';
import { callerOf } from '../caller.ts';
import { forceReply } from './force-reply.ts';
import type { Exchange } from '../exchange.ts';
import type { Asked } from '../handle.ts';
import type { Answer } from '../outcome.ts';
import type { WholeReading } from '../read-request.ts';
import { patchAnswer } from './patch-answer.ts';
import { problem } from '../reply/problem.ts';
import { RuleBreach } from './rule.ts';
import type { RuleTurn } from './rules.ts';
import { limitRows, rowsBefore, spoil } from './spoil.ts';

/** What is done with a request when no rule changes it. */
export interface NormalWay {
  /** The vendor's answer; what the campus says goes through `change`. */
  answer(change: ((answer: Answer) => Answer) | undefined): Exchange | Promise<Exchange>;
  read(): WholeReading | Promise<WholeReading>;
}

/** Answers a request as a rule of its session wants. The request is held against the contract all the same. */
export async function followRule<P extends Persona>(
  turn: RuleTurn,
  asked: Asked<P>,
  way: NormalWay,
): Promise<Exchange> {
  const rule = { id: turn.id, released: turn.released };
  try {
    const exchange = isForced(turn) ? await force(turn, asked, way) : await way.answer(changeOf(turn, asked));
    return { ...exchange, ...spoil(exchange.reply, turn.fault, asked.api.brokenStream), rule };
  } catch (error) {
    if (!(error instanceof RuleBreach)) throw error;
    const reply = problem(409, 'The rule breaks the contract', error.message, { rule: turn.id });
    return { ...(await about(asked, way)), reply, rule: { ...rule, refused: error.message } };
  }
}

function isForced({ answer }: RuleTurn): boolean {
  return answer.status !== undefined || answer.example !== undefined;
}

async function force<P extends Persona>(turn: RuleTurn, asked: Asked<P>, way: NormalWay): Promise<Exchange> {
  const exchange = await about(asked, way);
  const { reply, note = exchange.note } = await forceReply(turn, asked);
  return { ...exchange, reply, ...(note === undefined ? {} : { note }) };
}

/** What is known of a request that the vendor didn't answer: what it does against the contract, and who sent it. */
async function about<P extends Persona>(
  { api, match, request }: Asked<P>,
  way: NormalWay,
): Promise<Omit<Exchange, 'reply'>> {
  const { values, violations, note } = await way.read();
  const { operationId } = match.operation;
  const persona = callerOf(api, request.headers, { operationId, values });
  return {
    operationId,
    ...(persona === undefined ? {} : { persona }),
    values,
    violations,
    ...(note === undefined ? {} : { note }),
  };
}

function changeOf<P extends Persona>(
  { answer: { patch }, fault, offContract }: RuleTurn,
  { contract, match: { operation }, encodeOptions: { accept } }: Asked<P>,
): ((answer: Answer) => Answer) | undefined {
  const rows = rowsBefore(fault);
  if (patch === undefined && rows === undefined) return undefined;
  return (answer) => {
    if (patch === undefined) return limitRows(answer, rows);
    const mediaType = operation.responseOf(answer.status)?.negotiate(accept);
    const detail = offContract || mediaType === undefined ? undefined : detailOf(contract, operation, answer.status);
    const breachOf = { body: detail?.body(mediaType ?? ''), row: detail?.row(mediaType ?? '') };
    return limitRows(patchAnswer(answer, patch, breachOf), rows);
  };
}
