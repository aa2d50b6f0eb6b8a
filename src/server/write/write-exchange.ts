import type { ServerResponse } from 'node:http';

import type { AppliedRule, Exchange } from '../../engine/exchange.ts';
import { sendFault } from '../../engine/faults/faults.ts';
import { problem } from '../../engine/reply/problem.ts';
import { RuleBreach } from '../../engine/rules/rule.ts';
import { createWire } from './wire.ts';
import { writeReply } from './write-reply.ts';
import type { OnPiece } from './write-reply.ts';

/**
 * Sends a reply, with the fault of a rule. A row that breaks the contract because of a rule is not sent: it ends the
 * connection, or gives a 409 if nothing was sent yet. `onPiece` is called with each sent piece of a body.
 */
export function writeExchange(
  response: ServerResponse,
  exchange: Exchange,
  onPiece: OnPiece,
): Promise<void> | undefined {
  const { reply, rule } = exchange;
  return rule === undefined ? writeReply(response, reply, onPiece) : writeRuled(response, exchange, rule, onPiece);
}

async function writeRuled(
  response: ServerResponse,
  { reply, fault }: Exchange,
  rule: AppliedRule,
  onPiece: OnPiece,
): Promise<void> {
  try {
    if (fault === undefined) await writeReply(response, reply, onPiece);
    else await sendFault(createWire(response, reply, { released: rule.released, onPiece }), fault);
  } catch (error) {
    if (!(error instanceof RuleBreach)) throw error;
    if (response.headersSent) response.destroy();
    else await writeReply(response, problem(409, 'The rule breaks the contract', error.message, { rule: rule.id }));
  }
}
