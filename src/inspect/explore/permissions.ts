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

/** The result of a call of an operation by a persona. */
export interface Permission {
  readonly api: string;
  readonly operationId: string;
  /** A persona of the fixtures, `(no credentials)` or `(wrong credentials)`. */
  readonly persona: string;
  readonly status: number;
  /** Absent if it was not refused. */
  readonly reason?: RefusalReason;
  /** The part of the campus that is hidden from the persona. */
  readonly scope?: string;
  /** The number of the API's records that the persona can read, and of all records; absent if it is refused. */
  readonly records?: { readonly seen: number; readonly all: number };
}

/** Maximum number of learners up to which records are counted, since counting iterates over all of them. */
const MAX_COUNTED_LEARNERS = 100_000;

/** The session and campus for which permissions are listed. */
export interface PermissionOptions {
  readonly campus: ReadableCampusView;
  /** The session whose time and variants are used. */
  readonly like: Session;
  /** Runs steps to their end, and lets other work run in between. */
  readonly inTurns: <T>(steps: Iterator<void, T>) => Promise<T>;
}

/**
 * Calls every operation as every persona, for a record that exists. Each call has a new session with the variants of the
 * given one, but without its rules.
 */
export async function permissionsOf(
  services: readonly Service[],
  { campus, like, inTurns }: PermissionOptions,
): Promise<readonly Permission[]> {
  // Some operations write, and that would change the result of the next call.
  const newSession = (): Session => {
    const session = createSessions({ now: like.now, journal: 0, clock: () => 0 }).default;
    for (const [api, chosen] of like.variants) session.chooseVariants(api, chosen);
    return session;
  };
  const permissions: Permission[] = [];
  for (const service of services) {
    const records = await inTurns(countRecords(service, campus));
    for (const operation of service.contract.operations.values()) {
      // Without a security scheme the headers do not identify a caller.
      if (operation.security.isNone) continue;
      const request = requestOf(service, operation);
      for (const [persona, headers] of callersOf(service, like)) {
        const { reply, reason, scope } = await service.handle(
          { ...request, headers: { ...request.headers, ...headers } },
          newSession(),
        );
        const { status } = reply;
        const seen = records.get(persona);
        permissions.push({
          api: service.name,
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
  const [address = '', query = ''] = path.split('?');
  return {
    method,
    path: address,
    query,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(bytes.length) }) },
    readBody: async () => ({ kind: 'whole', bytes }),
  };
}

/** The personas, a caller without credentials, and one with wrong credentials. */
function callersOf(service: Service, session: Session): ReadonlyMap<string, RequestHeaders> {
  const { personas, credentialOf } = service.apiFor(session);
  const callers = new Map<string, RequestHeaders>(personas.map(({ name, headers }) => [name, headers]));
  const [first] = personas;
  callers.set('(no credentials)', {});
  // Only the headers that contain the secret are changed.
  const wrong = Object.entries(first?.headers ?? {}).map(([name, value]) => {
    return [name, credentialOf({ [name]: value }) === undefined ? value : `${value}-wrong`];
  });
  callers.set('(wrong credentials)', Object.fromEntries(wrong));
  return callers;
}

/** The number of records that each persona can read, counted in steps. */
function* countRecords(
  { name: apiName, api }: Service,
  campus: ReadableCampusView,
): Generator<void, ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  if (!isApiName(apiName) || campus.learnerCount > MAX_COUNTED_LEARNERS) return counts;
  for (const { name } of api.personas) {
    let count = 0;
    for (const batch of campus.truthRows(apiName, name).batches()) {
      count += batch.length;
      yield;
    }
    counts.set(name, count);
  }
  return counts;
}
