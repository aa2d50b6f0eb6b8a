import { fileURLToPath } from 'node:url';

import { createMock } from '../../src/index.ts';

/** A request of an ordinary client. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The requests with which a server is attacked. */
export interface Target {
  /** Requests without a body. */
  readonly reads: readonly [Call, ...Call[]];
  /** Requests with a body. */
  readonly writes: readonly [Call, ...Call[]];
  /** Requests that only programs of this machine may send; empty if there are none. */
  readonly controls: readonly Call[];
  /** The small request whose answer times are measured during the attack. */
  readonly probe: Call;
}

export const documentFile: string = fileURLToPath(new URL('document.json', import.meta.url));

/** The document of the attack below a path, which lms-mock, Prism and Mockoon serve alike. */
export function documentTarget(base: string): Target {
  const list: Call = { method: 'GET', path: `${base}/things`, headers: {} };
  return {
    reads: [list, { ...list, path: `${base}/things?limit=2&tags=a&tags=b` }],
    writes: [{ method: 'POST', path: `${base}/things`, headers: {} }],
    controls: [],
    probe: list,
  };
}

/** All of lms-mock: the four APIs, the control API, and the document, mounted. */
export function wholeTarget(): Target {
  const { services } = createMock({ learners: 1 });
  const document = documentTarget('/doc');
  const local = { 'Content-Type': 'application/json' };
  const showcases = services.map(({ api }): Call => {
    const { path, headers } = api.showcase;
    return { method: 'GET', path, headers: { ...api.personas[0]?.headers, ...headers } };
  });
  const helsinki = services.find((service) => service.name === 'helsinki')?.api.personas[0]?.headers ?? {};
  const registration = '/api/v0/study-registry/completion-registered-to-study-registry';
  return {
    reads: [...document.reads, ...showcases, { method: 'GET', path: '/', headers: {} }],
    writes: [
      ...document.writes,
      { method: 'POST', path: registration, headers: helsinki },
      { method: 'POST', path: '/__mock/sessions/attacked/rules', headers: local },
      { method: 'POST', path: '/__mock/sessions/attacked/variants', headers: local },
    ],
    controls: [
      { method: 'GET', path: '/__mock/sessions', headers: {} },
      { method: 'GET', path: '/__mock/sessions/default/journal', headers: {} },
      { method: 'POST', path: '/__mock/sessions/default/reset', headers: local },
      { method: 'DELETE', path: '/__mock/sessions/default/journal', headers: {} },
    ],
    probe: { method: 'GET', path: '/__mock/health', headers: {} },
  };
}
