import { eachApi } from '../apis/names.ts';
import type { ApiName } from '../apis/names.ts';
import type { Service } from '../engine/service.ts';
import type { Session } from '../engine/session/session.ts';

/** How a program reaches one API. */
export interface ApiHandle {
  /** Where it is on the server, `/moocit`; what supertest wants before the vendor's own path. */
  readonly path: string;
  /**
   * What a client is given as its base URL, `http://127.0.0.1:4010/moocit`.
   *
   * @throws {Error} where the mock doesn't listen yet.
   */
  readonly baseUrl: string;
  /** The callers, by name, and the headers that each sends. */
  readonly personas: Readonly<Record<string, { readonly headers: Readonly<Record<string, string>> }>>;
}

/** The handles of all APIs, by name. One that the mock doesn't serve says so when it is asked for. */
export type ApiHandles = Readonly<Record<ApiName, ApiHandle>>;

/** The handles of the APIs below a path, for a session of it; `origin` is asked when a base URL is wanted. */
export function createApiHandles(
  services: readonly Service[],
  prefix: string,
  origin: () => string,
  session?: Session,
): ApiHandles {
  const handleOf = (name: ApiName): ApiHandle => {
    const service = services.find(({ api }) => api.name === name);
    if (service === undefined) {
      const served = services.map(({ api }) => api.name).join(', ');
      throw new Error(`The API ${name} is not served, only ${served}. Add it to the option apis.`);
    }
    const api = session === undefined ? service.api : service.apiFor(session);
    const path = `${prefix}/${name}`;
    const personas = Object.fromEntries(api.personas.map((persona) => [persona.name, { headers: persona.headers }]));
    return {
      path,
      personas,
      get baseUrl() {
        return origin() + path;
      },
    };
  };
  return eachApi(handleOf);
}

/** Where a mounted document is. */
export type SpecHandle = Pick<ApiHandle, 'path' | 'baseUrl'>;

/** Where the mounted documents are, by name. */
export type SpecHandles = Readonly<Record<string, SpecHandle>>;

export function createSpecHandles(specs: object, prefix: string, origin: () => string): SpecHandles {
  const handles = Object.keys(specs).map((name): [string, SpecHandle] => {
    const path = `${prefix}/${name}`;
    return [
      name,
      {
        path,
        get baseUrl() {
          return origin() + path;
        },
      },
    ];
  });
  return Object.fromEntries(handles);
}
