import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Contract } from '../contract/contract.ts';
import type { Redact } from '../engine/redact/redact.ts';
import type { Service } from '../engine/service.ts';
import type { Sessions } from '../engine/session/sessions.ts';
import type { Report } from '../inspect/report/report.ts';
import type { GuardOptions } from '../server/guard.ts';
import { jsonReply } from '../server/json-reply.ts';
import { listVariants } from '../session-handle/read-variants.ts';
import type { SessionHandle } from '../session-handle/session-handle.ts';
import { NO_CONTENT, createSessionCalls, jsonOf } from './call.ts';
import type { ControlCall, ControlOperations, HandleOf, SessionCalls } from './call.ts';
import { showCampus } from './campus.ts';
import { contractOperations } from './contracts.ts';
import { createDispatch } from './dispatch.ts';
import { controlContract, shownDocument } from './document.ts';
import { expectationOperations } from './expectations.ts';
import { explainOperations } from './explain.ts';
import { journalOperations } from './journal.ts';
import type { OpenStreams } from './journal.ts';
import { reportOperations } from './report.ts';
import type { Reloads } from './reloads.ts';
import { ruleOperations } from './rules.ts';

/** The parts of the server that the control API uses. */
export interface ControlParts {
  readonly services: readonly Service[];
  readonly sessions: Sessions;
  readonly handleOf: HandleOf;
  /** The report of all sessions. */
  readonly report: () => Promise<Report>;
  readonly redact: Redact;
  readonly reloads: Reloads;
  readonly guard: GuardOptions;
  readonly streams: OpenStreams;
  /** Checks each answer against the document before it is sent. */
  readonly validateReplies: boolean;
  /** Its compiled document, read on the first request. Defaults to specs/control.yaml. */
  readonly contract?: () => Contract;
}

/** The control API, below `/__mock`: the session handles over HTTP. Only programs of this machine may call it. */
export function createControl(
  parts: ControlParts,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const {
    contract = controlContract,
    guard,
    validateReplies,
    services,
    sessions,
    handleOf,
    report,
    ...journals
  } = parts;
  const calls = createSessionCalls(sessions, handleOf);
  const operations = {
    getDocument: jsonOf(() => shownDocument(contract())),
    ...serverOperations(parts),
    ...sessionOperations(calls),
    ...contractOperations(services),
    ...explainOperations(services),
    ...ruleOperations(calls, (id) => sessions.find(id) !== undefined),
    ...expectationOperations(calls),
    ...journalOperations(calls, { ...journals, sessions }),
    ...reportOperations(calls, report),
  };
  return createDispatch({ contract, operations, guard, validateReplies });
}

function serverOperations({ services, sessions, reloads, handleOf }: ControlParts): ControlOperations {
  const main = (call: ControlCall): SessionHandle => handleOf(sessions.default, call);
  return {
    getHealth: jsonOf(() => ({ status: 'ok', ...(reloads.last === undefined ? {} : { reload: reloads.last }) })),
    listVariants: jsonOf(() => listVariants(services)),
    listPermissions: jsonOf((call) => main(call).permissions()),
    getCampus: jsonOf((call) => showCampus(main(call).campus, call)),
    listCampus: jsonOf((call) => showCampus(main(call).campus, call)),
    listSessions: jsonOf((call) => Array.from(sessions, (session) => describe(handleOf(session, call)))),
  };
}

function sessionOperations({ ofSession, show, change }: SessionCalls): ControlOperations {
  /** Changes a session by the body, and shows it. */
  const apply = (make: (handle: SessionHandle, body: unknown) => void): ControlOperations[string] =>
    change((handle, { values }) => {
      make(handle, values.body);
      return jsonReply(describe(handle));
    });
  return {
    getSession: show(describe),
    deleteSession: ofSession((handle) => {
      handle.delete();
      return NO_CONTENT;
    }),
    getSessionCampus: show(({ campus }, call) => showCampus(campus, call)),
    listSessionCampus: show(({ campus }, call) => showCampus(campus, call)),
    listSessionPermissions: show((handle) => handle.permissions()),
    getSessionVariants: show(({ variants }) => variants),
    getCallbacks: show(({ callbacks }) => callbacks),
    setSessionVariants: apply((handle, body) => handle.setVariants(body)),
    advanceSession: apply((handle, body) => handle.advance(body)),
    varySession: apply((handle, body) => handle.varyAs(body)),
    openLedger: apply((handle) => handle.openLedger()),
    resetSession: apply((handle) => handle.reset()),
  };
}

/** A session as it is shown. */
export type SessionDescription = Pick<SessionHandle, 'id' | 'now'> & {
  readonly variation?: SessionHandle['variation'];
};

function describe({ id, now, variation }: SessionHandle): SessionDescription {
  return { id, now, ...(variation === undefined ? {} : { variation }) };
}
