import { ContractError } from '../contract/document.ts';
import { isMounted } from '../contract/outline.ts';
import { segmentsOf } from '../contract/match/path-matcher.ts';
import type { Service } from '../engine/service.ts';

/** The API of a request, and the path below it. */
export interface Mount {
  readonly service: Service;
  readonly path: string;
  /** The session id in the path. */
  readonly sessionId?: string;
}

/** Finds the API of a path. */
export type FindMount = (path: string) => Mount;

/** The path of a request's URL, which may be invalid for a URL parser. */
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

/** Files that browsers request by themselves at the root of an origin. */
const BROWSERS_OWN =
  /^\/(favicon\.ico|apple-touch-icon[\w-]*\.png|\.well-known\/appspecific\/com\.chrome\.devtools\.json)$/;

/** Whether a request is for the server itself: the index, the control API, or a file that browsers request by themselves. */
export function isForServer(method: string, path: string): boolean {
  if (path === CONTROL || path.startsWith(`${CONTROL}/`)) return true;
  return (method === 'GET' || method === 'HEAD') && (path === '/' || BROWSERS_OWN.test(path));
}

/**
 * Each API answers below its name (`/ispring/…`), and at the vendor's own paths. An unknown path at the root goes to the API
 * with the most common first segments, so that the vendor refuses it, or to `noApi` if there is none. A mounted document
 * answers only below its name. All paths also work below `/sessions/<id>`, for this session.
 *
 * @throws {ContractError} if two contracts have the same path, or a path begins with the name of an API.
 */
export function createMounts(services: readonly Service[], noApi: Service): FindMount {
  const byName = new Map(services.map((service) => [service.name, service]));
  if (services.some(({ isChecked }) => isChecked !== true)) {
    const atRoot = services.filter(({ contract }) => !isMounted(contract));
    checkDistinct(atRoot);
    checkPrefixes(atRoot, [...byName.keys(), ...RESERVED]);
  }
  const find: FindMount = (path) => {
    const end = path.startsWith(SESSIONS) ? path.indexOf('/', SESSIONS.length) : -1;
    if (end !== -1) {
      return { ...find(path.slice(end)), sessionId: path.slice(SESSIONS.length, end) };
    }
    const segments = segmentsOf(path);
    const named = byName.get(segments[0] ?? '');
    if (named !== undefined) return { service: named, path: path.slice(named.name.length + 1) || '/' };
    return { service: nearest(services, segments) ?? noApi, path };
  };
  return find;
}

function nearest(services: readonly Service[], segments: readonly string[]): Service | undefined {
  let found: Service | undefined;
  let most = 0;
  for (const service of services) {
    let shared = 0;
    // Called for each request at the root, so it allocates nothing.
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

/** The first segments of paths of the server itself. */
const RESERVED: readonly string[] = [SESSIONS, CONTROL].map((path) => segmentsOf(path)[0] ?? '');

/** A path at the root must not begin with the name of an API: it would be read as a path below that name. */
function checkPrefixes(services: readonly Service[], names: readonly string[]): void {
  for (const { name, contract } of services) {
    const root = contract.roots?.find(([first = '']) => names.includes(first));
    if (root === undefined) continue;
    const path = `/${root.join('/')}`;
    throw new ContractError(
      name,
      `#/paths`,
      `the path ${path} must not begin with ${root[0]}, which is the name of an API or of a path of the server`,
    );
  }
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
        throw new ContractError(service.name, `#/paths/${path}`, `the contract ${other.name} has the same path`);
      }
      owners.set(shape, service);
    }
  }
}
