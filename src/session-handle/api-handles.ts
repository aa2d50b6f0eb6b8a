import { eachApiLate } from '../apis/index.ts';
import type { ApiName } from '../apis/index.ts';
import type { PersonaName } from '../apis/names.ts';
import type { Service } from '../engine/service.ts';
import type { Session } from '../engine/session/session.ts';

/** Address and personas of an API. */
export interface ApiHandle<A extends ApiName = ApiName> {
  /** Path on the server, `/moocit`. For supertest, put it before the vendor's path. */
  readonly path: string;
  /**
   * Base URL for a client, `http://127.0.0.1:4010/moocit`.
   *
   * @throws {Error} if the mock doesn't listen yet.
   */
  readonly baseUrl: string;
  /** The personas by name, with the headers of each. */
  readonly personas: { readonly [P in PersonaName<A>]: PersonaHandle };
}

/** A caller of an API. */
export interface PersonaHandle {
  /** Headers with its credentials, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The handles of all APIs, by name. Reading the handle of an API that is not served throws an error. */
export type ApiHandles = { readonly [A in ApiName]: ApiHandle<A> };

/** The handles of the APIs below a path, for a session. `origin` is called when a base URL is read. */
export function createApiHandles(
  services: readonly Service[],
  prefix: string,
  origin: () => string,
  session?: Session,
): ApiHandles {
  const handleOf = (name: ApiName): ApiHandle => {
    const service = services.find((one) => one.name === name);
    if (service === undefined) {
      const served = services.map((one) => one.name).join(', ');
      throw new Error(`The API ${name} is not served, only ${served}. Add it to the option apis.`);
    }
    const api = session === undefined ? service.api : service.apiFor(session);
    const path = `${prefix}/${name}`;
    const personas = Object.fromEntries(api.personas.map((persona) => [persona.name, { headers: persona.headers }]));
    return {
      path,
      // The fixtures have at least the built-in personas: a file of the user is merged into the built-in one.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      personas: personas as ApiHandle['personas'],
      get baseUrl() {
        return origin() + path;
      },
    };
  };
  return eachApiLate<ApiHandles>(handleOf);
}

/** Address of a mounted document. */
export type SpecHandle = Pick<ApiHandle, 'path' | 'baseUrl'>;

/** Addresses of the mounted documents, by name. */
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
