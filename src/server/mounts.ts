import { ContractError } from '../contract/document.ts';
import { isMounted } from '../contract/outline.ts';
import { segmentsOf } from '../contract/match/path-matcher.ts';
import type { Service } from '../engine/service.ts';

/** Which API a request is for, and the path below it. */
export interface Mount {
  readonly service: Service;
  readonly path: string;
  /** The session that the path names. */
  readonly sessionId?: string;
}

/** Finds the API of a path. */
export type FindMount = (path: string) => Mount;

/** The path of a request's address, which may hold what no parser of URLs takes. */
export function pathOf(url: string): string {
  const mark = url.indexOf('?');
  return mark === -1 ? url : url.slice(0, mark);
}

/** A request that another server, or Express, may have shortened. */
interface MountedRequest {
  readonly url?: string | undefined;
  readonly baseUrl?: string;
  readonly originalUrl?: string;
}

/** The path below which another server has mounted this one, `/lms` in Vite's. Empty if there is none. */
export function outerPathOf({ url = '', baseUrl = '', originalUrl = '' }: MountedRequest): string {
  const own = baseUrl + url;
  return originalUrl.endsWith(own) ? originalUrl.slice(0, -own.length) : '';
}

const SESSIONS = '/sessions/';
const CONTROL = '/__mock';

/** Browsers ask for these by themselves, at the root of a page's origin. No client's code has a part in it. */
const BROWSERS_OWN =
  /^\/(favicon\.ico|apple-touch-icon[\w-]*\.png|\.well-known\/appspecific\/com\.chrome\.devtools\.json)$/;

/** Whether a request is for the server itself: the index, the control API, or what browsers ask for by themselves. */
export function isForServer(method: string, path: string): boolean {
  if (path === CONTROL || path.startsWith(`${CONTROL}/`)) return true;
  return (method === 'GET' || method === 'HEAD') && (path === '/' || BROWSERS_OWN.test(path));
}

/**
 * Each API answers below its name (`/ispring/…`), and at the vendor's own paths. A path of the root that no
 * contract has goes to the API whose paths it shares the most first segments with, so that the vendor refuses it; where
 * there is none, to `noApi`. A mounted document has no part of the root. All of it stands again below `/sessions/<id>`,
 * for that session alone.
 *
 * @throws {ContractError} where two contracts claim one path.
 */
export function createMounts(services: readonly Service[], noApi: Service): FindMount {
  const atRoot = services.filter(({ contract }) => !isMounted(contract));
  checkDistinct(atRoot);
  const byName = new Map(services.map((service) => [service.api.name, service]));
  const find: FindMount = (path) => {
    const end = path.startsWith(SESSIONS) ? path.indexOf('/', SESSIONS.length) : -1;
    if (end !== -1) {
      return { ...find(path.slice(end)), sessionId: path.slice(SESSIONS.length, end) };
    }
    const segments = segmentsOf(path);
    const named = byName.get(segments[0] ?? '');
    if (named !== undefined) return { service: named, path: path.slice(named.api.name.length + 1) || '/' };
    return { service: nearest(atRoot, segments) ?? noApi, path };
  };
  return find;
}

function nearest(services: readonly Service[], segments: readonly string[]): Service | undefined {
  let found: Service | undefined;
  let most = 0;
  for (const service of services) {
    let shared = 0;
    // Each request at the root comes here, so nothing is made.
    for (const root of service.contract.roots ?? []) shared = Math.max(shared, sharedSegments(root, segments));
    if (shared === most) found = undefined;
    if (shared <= most) continue;
    found = service;
    most = shared;
  }
  return found;
}

function sharedSegments(root: readonly string[], segments: readonly string[]): number {
  let shared = 0;
  while (shared < root.length && root[shared] === segments[shared]) shared += 1;
  return shared;
}

function checkDistinct(services: readonly Service[]): void {
  const owners = new Map<string, Service>();
  for (const service of services) {
    const { operations, basePaths } = service.contract;
    const own = Array.from(operations.values(), ({ path }) => ['', ...basePaths].map((base) => base + path));
    for (const path of new Set(own.flat())) {
      const shape = path.replaceAll(/\{[^}]*\}/g, '{}');
      const other = owners.get(shape);
      if (other !== undefined && other !== service) {
        throw new ContractError(
          service.api.name,
          `#/paths/${path}`,
          `the contract ${other.api.name} claims the same path`,
        );
      }
      owners.set(shape, service);
    }
  }
}
