import { isApiName } from '../../apis/index.ts';
import type { Operation } from '../../contract/operation.ts';
import type { RequestHeaders } from '../../engine/request.ts';
import type { Service } from '../../engine/service.ts';
import type { EngineRequest } from '../../engine/request.ts';
import type { RefusalReason } from '../../engine/outcome.ts';
import { createSessions } from '../../engine/session/sessions.ts';
import type { Session } from '../../engine/session/session.ts';
import { exampleRequestOf } from '../explain/example-request.ts';
import type { ReadableCampusView } from './campus-view.ts';

/** What comes of an operation when somebody calls it. */
export interface Permission {
  readonly api: string;
  readonly operationId: string;
  /** A persona of the fixtures, `(no credentials)` or `(wrong credentials)`. */
  readonly persona: string;
  readonly status: number;
  /** Why it was refused. */
  readonly reason?: RefusalReason;
  /** What of the campus is hidden from the persona. */
  readonly scope?: string;
  /** How many records of the API the persona can come to know, and how many there are; absent where it is refused. */
  readonly records?: { readonly seen: number; readonly all: number };
}

/** Beyond so many learners the records are not counted: that would walk all of them. */
const MAX_COUNTED_LEARNERS = 100_000;

/** Of which session and campus the permissions are. */
export interface PermissionsAsked {
  readonly campus: ReadableCampusView;
  /** The session whose moment and variants count. */
  readonly like: Session;
  /** Takes steps to their end, and lets others have their turn in between. */
  readonly inTurns: <T>(steps: Iterator<void, T>) => Promise<T>;
}

/**
 * Who may call what: asks the APIs themselves, as a session without rules, for a thing that is there. So it is what
 * the vendors' documents are read to mean, in the session's variants.
 */
export async function permissionsOf(
  services: readonly Service[],
  { campus, like, inTurns }: PermissionsAsked,
): Promise<readonly Permission[]> {
  const session = createSessions({ now: like.now, journal: 0, clock: () => 0 }).default;
  for (const [api, chosen] of like.variants) session.chooseVariants(api, chosen);
  const permissions: Permission[] = [];
  for (const service of services) {
    const records = await inTurns(countRecords(service, campus));
    for (const operation of service.contract.operations.values()) {
      // Without a security scheme the headers do not identify a caller.
      if (operation.security.isNone) continue;
      const request = requestOf(service, operation);
      for (const [persona, headers] of callersOf(service, session)) {
        const { reply, reason, scope } = await service.handle(
          { ...request, headers: { ...request.headers, ...headers } },
          session,
        );
        const { status } = reply;
        const seen = records.get(persona);
        permissions.push({
          api: service.api.name,
          operationId: operation.operationId,
          persona,
          status,
          ...(reason === undefined ? {} : { reason }),
          ...(scope === undefined ? {} : { scope }),
          ...(status >= 300 || seen === undefined ? {} : { records: { seen, all: Math.max(...records.values()) } }),
        });
      }
    }
  }
  return permissions;
}

/** The example of the operation, without credentials. */
function requestOf(service: Service, operation: Operation): EngineRequest {
  const { method, path, headers, body } = exampleRequestOf(service, operation);
  const bytes = new TextEncoder().encode(body);
  return {
    method,
    path,
    query: '',
    headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(bytes.length) }) },
    readBody: async () => ({ kind: 'whole', bytes }),
  };
}

/** The personas, and two that are none. */
function callersOf(service: Service, session: Session): ReadonlyMap<string, RequestHeaders> {
  const { personas, credentialOf } = service.apiFor(session);
  const callers = new Map<string, RequestHeaders>(personas.map(({ name, headers }) => [name, headers]));
  const [first] = personas;
  callers.set('(no credentials)', {});
  // Of all headers, those that carry the secret are spoilt.
  const wrong = Object.entries(first?.headers ?? {}).map(([name, value]) => {
    return [name, credentialOf({ [name]: value }) === undefined ? value : `${value}-wrong`];
  });
  callers.set('(wrong credentials)', Object.fromEntries(wrong));
  return callers;
}

/** How many records each persona can come to know, counted a step at a time. */
function* countRecords({ api }: Service, campus: ReadableCampusView): Generator<void, ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  if (!isApiName(api.name) || campus.learnerCount > MAX_COUNTED_LEARNERS) return counts;
  for (const { name } of api.personas) {
    let count = 0;
    for (const batch of campus.truthRows(api.name, name).batches()) {
      count += batch.length;
      yield;
    }
    counts.set(name, count);
  }
  return counts;
}
