import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ParameterValues } from '../contract/request/request-reader.ts';
import { problem } from '../engine/reply/problem.ts';
import type { Reply } from '../engine/reply/reply.ts';
import type { Session, Sessions } from '../engine/session/session.ts';
import { jsonReply } from '../server/json-reply.ts';
import { refuseForRoom } from '../server/session-of.ts';

/** A request to the control API, which the document holds: its values are what the document says they are. */
export interface ControlCall {
  readonly values: ParameterValues;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** `streamed`: it writes its answer itself, and has begun. */
export type ControlOutcome = Reply | 'streamed';

/** What each operation of the document answers, by its operationId. */
export type ControlOperations = Readonly<
  Record<string, (call: ControlCall) => ControlOutcome | Promise<ControlOutcome>>
>;

/** Answers with JSON. */
export function telling(answer: (call: ControlCall) => unknown): (call: ControlCall) => Promise<Reply> {
  return async (call) => jsonReply(await answer(call));
}

/** Answers from a session that is there; to look at one makes none. */
export function ofSession(
  sessions: Sessions,
  answer: (session: Session, call: ControlCall) => ControlOutcome | Promise<ControlOutcome>,
): ControlOperations[string] {
  return (call) => {
    const id = idOf(call);
    const session = sessions.find(id);
    if (session !== undefined) return answer(session, call);
    return problem(404, 'No such session', `Nobody has used the session ${JSON.stringify(id)} yet.`);
  };
}

/** Changes a session, which is made where there is none. */
export function inSession(sessions: Sessions, call: ControlCall, answer: (session: Session) => Reply): Reply {
  const session = sessions.get(idOf(call));
  return session === undefined ? refuseForRoom(sessions) : answer(session);
}

/** The session's id in the path. */
export function idOf({ values }: ControlCall): string {
  return String(values.path['id']);
}
