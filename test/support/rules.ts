import request from 'supertest';

import type { Mock, MockSession } from '../../src/index.ts';

/** A new session, and a function that calls its MOOCit as the admin. */
export interface RuleSession {
  readonly session: MockSession;
  ask(path?: string, headers?: Readonly<Record<string, string>>): request.Test;
}

export function openSession(mock: Mock): RuleSession {
  const session = mock.session();
  const admin = session.apis.moocit.personas.admin.headers;
  return {
    session,
    ask: (path = '/api/so2/v1/completion?username=johndoe', headers = admin) =>
      request(mock.app)
        .get(session.apis.moocit.path + path)
        .set(headers),
  };
}

/** Calls an API as the first of its personas, or with the given headers. */
export function askApi(
  mock: Mock,
  {
    session,
    api,
    path,
    headers = {},
  }: {
    readonly session: MockSession;
    readonly api: 'stackone' | 'ispring' | 'helsinki';
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
  },
): request.Test {
  const persona = Object.values(session.apis[api].personas)[0]?.headers ?? {};
  return request(mock.app)
    .get(session.apis[api].path + path)
    .set({ ...persona, ...headers });
}
