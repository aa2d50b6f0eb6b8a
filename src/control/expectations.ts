import type { Service } from '../engine/service.ts';
import type { Session, Sessions } from '../engine/session/session.ts';
import { inSession, ofSession } from './call.ts';
import type { ControlOperations } from './call.ts';
import { jsonReply } from '../server/json-reply.ts';
import { addExpectation } from '../session-handle/read-expectation.ts';

/** The expectations of a session: listed, added, removed. */
export function expectationOperations({
  services,
  sessions,
}: {
  readonly services: readonly Service[];
  readonly sessions: Sessions;
}): ControlOperations {
  const list = (session: Session): object => ({ expectations: [...session.expectations] });
  return {
    listExpectations: ofSession(sessions, (session) => jsonReply(list(session))),
    addExpectation: (call) =>
      inSession(sessions, call, (session) => {
        addExpectation(session, call.values.body, services);
        return jsonReply(list(session), 201);
      }),
    removeExpectations: (call) =>
      inSession(sessions, call, (session) => {
        session.expectations.clear();
        return jsonReply(list(session));
      }),
  };
}
