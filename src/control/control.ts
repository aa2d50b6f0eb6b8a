import type { IncomingMessage, ServerResponse } from 'node:http';

import { formatInstant } from '../campus/instant.ts';
import { problemsOf } from '../contract/contract.ts';
import type { Contract } from '../contract/contract.ts';
import type { CampusView } from '../inspect/explore/campus-view.ts';
import type { ApiService, Service } from '../engine/service.ts';
import type { Session, Sessions } from '../engine/session/session.ts';
import type { Ledger } from '../inspect/report/report.ts';
import { inSession, ofSession, telling } from './call.ts';
import type { ControlOperations } from './call.ts';
import { showCampus } from './campus.ts';
import { createDispatch } from './dispatch.ts';
import { controlContract, shownDocument } from './document.ts';
import { expectationOperations } from './expectations.ts';
import { explainOperations } from './explain.ts';
import { journalOperations } from './journal.ts';
import { reportOperations } from './report.ts';
import { ruleOperations } from './rules.ts';
import { listVariants, setVariants, variantsOf } from '../session-handle/read-variants.ts';
import { parseVariation } from '../session-handle/read-variation.ts';
import type { GuardOptions } from '../server/guard.ts';
import { jsonReply } from '../server/json-reply.ts';
import { findGaps } from '../session-handle/mock-ledger.ts';
import type { ReportingParts } from '../session-handle/mock-report.ts';
import { permissionsOf } from '../inspect/explore/permissions.ts';
import { parseSpan } from '../session-handle/span.ts';
import { inTurns } from '../server/turn.ts';

/** What the control API reaches. */
export interface ControlParts {
  readonly services: readonly Service[];
  /** Those of them that are vendors' APIs. */
  readonly apis: readonly ApiService[];
  readonly sessions: Sessions;
  /** The campus as a session sees it. */
  readonly campusOf: (session: Session) => CampusView;
  readonly guard: GuardOptions;
  readonly reporting: ReportingParts;
  /** Answers that go on until the server closes. */
  readonly streams: Set<ServerResponse>;
  /** Its answers are held against its document before they are sent. */
  readonly validateReplies: boolean;
  /** Its document, compiled: asked for with the first request. Default that of specs/control.yaml. */
  readonly contract?: () => Contract;
}

/** The control API, below `/__mock`: what there is, and the sessions. Only this machine's own programs may call it. */
export function createControl(
  parts: ControlParts,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const {
    contract = controlContract,
    guard,
    validateReplies,
    services,
    sessions,
    campusOf,
    reporting,
    streams,
  } = parts;
  /** Others are answered meanwhile; it ends where the client has left. */
  async function gapsOf(session: Session, response: ServerResponse): Promise<Ledger | undefined> {
    if (session.ledger === undefined) return undefined;
    return inTurns(findGaps(session.ledger, campusOf(session)), () => response.closed);
  }
  const operations = {
    getDocument: telling(() => shownDocument(contract())),
    ...serverOperations(parts),
    ...sessionOperations(parts),
    ...explainOperations(services),
    ...ruleOperations({ services, sessions }),
    ...expectationOperations({ services, sessions }),
    ...journalOperations({ ...reporting, sessions, streams }),
    ...reportOperations({ ...reporting, sessions, gapsOf }),
  };
  return createDispatch({ contract, operations, guard, validateReplies });
}

function serverOperations({ services, apis, sessions, campusOf }: ControlParts): ControlOperations {
  const main = sessions.default;
  return {
    getHealth: telling(() => ({ status: 'ok' })),
    listApis: telling(() =>
      services.map(({ api, contract }) => {
        const { title, operations } = contract;
        const unread = problemsOf(contract);
        return {
          name: api.name,
          title,
          operations: [...operations.keys()],
          ...(unread.length === 0 ? {} : { unread }),
        };
      }),
    ),
    listVariants: telling(() => listVariants(services)),
    listPermissions: telling(() => permissionsOf(apis, { campus: campusOf(main), like: main, inTurns })),
    getCampus: telling((call) => showCampus(campusOf(main), call)),
    listCampus: telling((call) => showCampus(campusOf(main), call)),
    listSessions: telling(() => Array.from(sessions, describe)),
  };
}

function sessionOperations({ services, apis, sessions, campusOf }: ControlParts): ControlOperations {
  const tell = (answer: (...of: Parameters<Parameters<typeof ofSession>[1]>) => unknown): ControlOperations[string] =>
    ofSession(sessions, async (session, call) => jsonReply(await answer(session, call)));
  /** The body is read before there is a session, so that one that is refused makes none. */
  const change =
    <T>(read: (body: unknown) => T, make: (session: Session, given: T) => void): ControlOperations[string] =>
    (call) => {
      const given = read(call.values.body);
      return inSession(sessions, call, (session) => {
        make(session, given);
        return jsonReply(describe(session));
      });
    };
  const nothing = (): undefined => undefined;
  return {
    getSession: tell(describe),
    deleteSession: ofSession(sessions, ({ id }) => {
      sessions.delete(id);
      return { status: 204, headers: {}, isStreamed: false };
    }),
    getSessionCampus: tell((session, call) => showCampus(campusOf(session), call)),
    listSessionCampus: tell((session, call) => showCampus(campusOf(session), call)),
    listSessionPermissions: tell((session) =>
      permissionsOf(apis, { campus: campusOf(session), like: session, inTurns }),
    ),
    getSessionVariants: tell((session) => variantsOf(services, session)),
    setSessionVariants: change(
      (body) => body,
      (session, body) => setVariants(services, session, body),
    ),
    advanceSession: change(parseSpan, (session, microseconds) => session.advance(microseconds)),
    varySession: change(parseVariation, (session, variation) => session.vary(variation)),
    openLedger: change(nothing, (session) => session.openLedger()),
    resetSession: change(nothing, (session) => session.reset()),
  };
}

function describe({ id, now, variation }: Session): Readonly<Record<string, unknown>> {
  return { id, now: formatInstant(now), ...(variation === undefined ? {} : { variation }) };
}
