import { createDocumentReader } from '../contract/document-reader.ts';
import type { OpenApiDocument } from '../contract/document.ts';
import { isMounted } from '../contract/outline.ts';
import type { OperationName } from '../contract/match/nearest-operation.ts';
import { NO_API, createDescribeUnmatched } from '../contract/match/unmatched.ts';
import type { FindUnserved } from '../contract/match/unserved.ts';
import { readCredential } from './caller/credential.ts';
import type { EngineRequest } from './request.ts';
import type { Exchange } from './exchange.ts';
import { createLateService } from './service.ts';
import type { Service } from './service.ts';
import { problem } from './reply/problem.ts';
import { chooseVariants } from './variant.ts';

/** A service that refuses all requests with a violation. The journal, the log and the report treat it like an API. */
export function createNoApi(services: readonly Service[]): Service {
  return createLateService(NO_API, () => makeNoApi(services));
}

function makeNoApi(services: readonly Service[]): Service {
  const describe = createDescribeUnmatched({
    lead: 'no API has',
    operations: services.flatMap(operationsOf),
    unserved: unservedOf(services),
  });
  const paths = services.flatMap(({ name, contract }) =>
    isMounted(contract) ? [`/${name}/…`] : Array.from(contract.operations.values(), ({ path }) => path),
  );
  const detail = `No API has this path. The paths are ${[...new Set(paths)].join(', ')}. Each also works below the name of its API.`;
  const reply = problem(404, 'Unknown path', detail);
  // Pages of any origin can read the 404.
  const readable = { ...reply, headers: { ...reply.headers, 'Access-Control-Allow-Origin': '*' } };

  const api: Service['api'] = {
    personas: [],
    showcase: { path: '/' },
    environment: {},
    credentialOf: (headers) =>
      services
        .map((service) => service.api.credentialOf(headers))
        .find((credential) => credential !== undefined && readCredential(credential).sessionId !== undefined),
  };
  return {
    name: NO_API,
    api,
    contract: {
      name: NO_API,
      title: 'No API',
      document: NO_DOCUMENT,
      reader: createDocumentReader(NO_API, NO_DOCUMENT),
      operations: new Map(),
      unmatched: new Map(),
      match: () => ({ kind: 'unknown-path' }),
      roots: [],
      basePaths: [],
      requestHeaders: services.flatMap(({ contract }) => contract.requestHeaders),
    },
    variants: [],
    choices: {},
    choose: (given) => chooseVariants([], given),
    apiFor: () => api,
    handle({ method, path }: EngineRequest): Exchange {
      const violation = describe({ kind: 'unknown-path', method, path, provenance: 'assumed' });
      return { reply: readable, reason: 'unknown-path', violations: [violation] };
    },
  };
}

const NO_DOCUMENT: OpenApiDocument = { openapi: '3.1.0', info: { title: 'No API', version: '0' }, paths: {} };

/** The operations with the paths that clients call. Mounted documents are served only below their names. */
function operationsOf({ name, contract }: Service): readonly OperationName[] {
  const base = isMounted(contract) ? `/${name}` : '';
  return Array.from(contract.operations.values(), ({ method, path }) => ({ method, path: base + path }));
}

function unservedOf(services: readonly Service[]): FindUnserved {
  return (method, path) => {
    for (const { contract } of services) {
      const found = contract.unserved?.(method, path);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
