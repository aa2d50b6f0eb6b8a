import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ParameterValues } from '../contract/request/request-reader.ts';
import { problem } from '../engine/reply/problem.ts';
import type { Reply } from '../engine/reply/reply.ts';
import type { Session } from '../engine/session/session.ts';
import type { Sessions } from '../engine/session/sessions.ts';
import { jsonReply } from '../server/json-reply.ts';
import { outerPathOf } from '../server/mounts.ts';
import { refuseTooManySessions } from '../server/session-of.ts';
import type { SessionHandle } from '../session-handle/session-handle.ts';

/** A request to the control API. Its values have been checked against the document. */
export interface ControlCall {
  readonly values: ParameterValues;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** `streamed`: the operation writes its answer itself, and has begun. */
export type ControlOutcome = Reply | 'streamed';

/** The handler of each operation of the document, by its operationId. */
export type ControlOperations = Readonly<
  Record<string, (call: ControlCall) => ControlOutcome | Promise<ControlOutcome>>
>;

export const NO_CONTENT: Reply = { status: 204, headers: {}, isStreamed: false };

/** Answers with JSON. */
export function jsonOf(answer: (call: ControlCall) => unknown): (call: ControlCall) => Promise<Reply> {
  return async (call) => jsonReply(await answer(call));
}

/** The operations of one session, by its id in the path. */
export interface SessionCalls {
  /** Reads a session. One that does not exist is a 404. */
  ofSession(answer: (handle: SessionHandle, call: ControlCall) => ControlOutcome | Promise<ControlOutcome>): Operation;
  /** Reads a session and answers with JSON. */
  show(answer: (handle: SessionHandle, call: ControlCall) => unknown): Operation;
  /** Changes a session. It is created if it does not exist, and removed again if the change is refused. */
  change(make: (handle: SessionHandle, call: ControlCall) => ControlOutcome | Promise<ControlOutcome>): Operation;
}

type Operation = ControlOperations[string];

/** Makes the handle of a session for one call. */
export type HandleOf = (session: Session, call: ControlCall) => SessionHandle;

export function createSessionCalls(sessions: Sessions, handleOf: HandleOf): SessionCalls {
  const ofSession: SessionCalls['ofSession'] = (answer) => (call) => {
    const id = idOf(call);
    const session = sessions.find(id);
    if (session !== undefined) return answer(handleOf(session, call), call);
    return problem(
      404,
      'No such session',
      `The session ${JSON.stringify(id)} does not exist. A first write, or a first request to an API, creates it.`,
    );
  };
  return {
    ofSession,
    show: (answer) => ofSession(async (handle, call) => jsonReply(await answer(handle, call))),
    change: (make) => async (call) => {
      const id = idOf(call);
      const isNew = sessions.find(id) === undefined;
      const session = sessions.get(id);
      if (session === undefined) return refuseTooManySessions(sessions);
      try {
        return await make(handleOf(session, call), call);
      } catch (error) {
        if (isNew) sessions.delete(id);
        throw error;
      }
    },
  };
}

/** The session's id in the path. */
export function idOf({ values }: ControlCall): string {
  return String(values.path['id']);
}

/** The origin that the caller uses. The guard has checked the Host. */
export function originOf({ request }: ControlCall): string {
  return `http://${request.headers.host ?? 'localhost'}${outerPathOf(request)}`;
}
