import { fileURLToPath } from 'node:url';

import { apiNames } from '../src/apis/index.ts';
import type { ApiName } from '../src/apis/index.ts';
import { createMock } from '../src/index.ts';
import type { Mock } from '../src/index.ts';
import { exampleRequestOf } from '../src/inspect/explain/example-request.ts';
import type { Target } from './exchange.ts';
import type { Recipe } from './server.ts';

/** lms-mock as packaged by `npm run build`, with options. Its log is written, but discarded. */
export function lmsMock(...flags: readonly string[]): Recipe {
  const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
  return {
    name: 'lms-mock',
    commandLine: (port) => [process.execPath, main, '--port', String(port), ...flags],
  };
}

/** MOOCit documents a header as required that only browsers set. The showcase omits it, but Prism requires it. */
const PREFLIGHT = { 'Access-Control-Request-Headers': 'authorization' };

/** The documented request of each API, as its first persona sends it. */
export function documentedTargets(): ReadonlyMap<ApiName, Target> {
  return new Map(
    apiNames.map((name) => {
      const { api } = serviceOf(name);
      const { path, headers } = api.showcase;
      return [name, { path, headers: { ...PREFLIGHT, ...api.personas[0]?.headers, ...headers } }];
    }),
  );
}

/** A request for each operation in the contract of an API, made of its examples, by operationId. */
export function operationTargets(name: ApiName): ReadonlyMap<string, Target> {
  const service = serviceOf(name);
  const credentials = service.api.personas[0]?.headers;
  return new Map(
    Array.from(service.contract.operations.values(), (operation): [string, Target] => {
      const { headers, ...example } = exampleRequestOf(service, operation);
      return [operation.operationId, { ...example, headers: { ...credentials, ...headers } }];
    }),
  );
}

function serviceOf(name: ApiName): Mock['services'][number] {
  const service = createMock().services.find((one) => one.name === name);
  if (service === undefined) throw new Error(`lms-mock does not serve ${name}`);
  return service;
}
