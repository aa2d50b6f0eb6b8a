import type { ServerResponse } from 'node:http';

import type { Exchange } from '../engine/handle.ts';
import { problem } from '../engine/problem.ts';
import { RuleBreach } from '../engine/rule.ts';
import { writeFault } from './write-fault.ts';
import { writeReply } from './write-reply.ts';

/**
 * Sends what came of a request, with the fault that a rule asks for. A row that breaks the contract because of a rule
 * is not sent: it ends the connection, or makes a 409 where nothing was sent yet.
 */
export async function writeExchange(response: ServerResponse, { reply, fault, rule }: Exchange): Promise<void> {
  if (rule === undefined) return writeReply(response, reply);
  try {
    if (fault === undefined) await writeReply(response, reply);
    else await writeFault(response, reply, { fault, released: rule.released });
  } catch (error) {
    if (!(error instanceof RuleBreach)) throw error;
    if (response.headersSent) response.destroy();
    else await writeReply(response, problem(409, 'The rule breaks the contract', error.message, { rule: rule.id }));
  }
  return undefined;
}
