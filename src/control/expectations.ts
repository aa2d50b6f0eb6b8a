import { jsonReply } from '../server/json-reply.ts';
import type { SessionHandle } from '../session-handle/session-handle.ts';
import type { ControlOperations, SessionCalls } from './call.ts';

/** The expectations of a session: listed, added, removed. */
export function expectationOperations({ show, change }: SessionCalls): ControlOperations {
  const list = ({ expectations }: SessionHandle): object => ({ expectations: [...expectations] });
  return {
    listExpectations: show(list),
    addExpectation: change((handle, { values }) => {
      handle.expectations.add(values.body);
      return jsonReply(list(handle), 201);
    }),
    removeExpectations: change((handle) => {
      handle.expectations.clear();
      return jsonReply(list(handle));
    }),
  };
}
