import type { RequestHandler } from 'express';

import { problem } from '../engine/problem.ts';
import { receiveBody } from './receive-body.ts';
import { writeReply } from './write-reply.ts';

const MAX_BODY_BYTES = 65_536;

/**
 * Reads the JSON of a request to the control API into its `body`; the guard has seen to it that it is called so. Express's
 * own reader waits for the end of a body that is too large before it says so, however much that is.
 */
export const readJsonBody: RequestHandler = async (request, response, next) => {
  request.body = {};
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  const received = await receiveBody(request, response);
  if (received.kind === 'unread')
    return writeReply(response, problem(received.status, 'Not understood', received.reason));
  if (received.bytes.length > MAX_BODY_BYTES)
    return writeReply(response, problem(413, 'Too large', `A body may have ${MAX_BODY_BYTES} bytes here.`));
  if (received.bytes.length === 0) return next();
  try {
    request.body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(received.bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return writeReply(response, problem(400, 'Not understood', `The body is no JSON: ${reason}.`));
  }
  return next();
};
