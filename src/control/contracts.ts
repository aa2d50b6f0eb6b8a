import { problemsOf } from '../contract/contract.ts';
import type { DocumentProblem } from '../contract/document.ts';
import { problem } from '../engine/reply/problem.ts';
import type { Reply } from '../engine/reply/reply.ts';
import type { ExampleRequest } from '../inspect/explain/example-request.ts';
import type { Service } from '../engine/service.ts';
import { jsonReply } from '../server/json-reply.ts';
import { originOf, jsonOf } from './call.ts';
import type { ControlOperations } from './call.ts';

/** An API, with the data that a client needs. */
export interface ApiDescription {
  readonly name: string;
  readonly title: string;
  /** Base URL for a client of the session `default`. */
  readonly baseUrl: string;
  /** The operationIds. */
  readonly operations: readonly string[];
  readonly personas: readonly { readonly name: string; readonly headers: Readonly<Record<string, string>> }[];
  /** A request that shows what the API is for, without credentials. Its path is relative to the root of the server. */
  readonly showcase: ExampleRequest;
  /** The parts of a mounted document that are not understood, so they are not checked. */
  readonly unread?: readonly DocumentProblem[];
}

/** The APIs that are served, with the data that a client needs, and their documents. */
export function contractOperations(services: readonly Service[]): ControlOperations {
  return {
    listApis: jsonOf((call) => services.map((service) => describe(service, originOf(call)))),
    getSpec: (call) => getSpec(services, String(call.values.path['document'])),
  };
}

function describe({ name, api, contract }: Service, origin: string): ApiDescription {
  const { personas, showcase } = api;
  const unread = problemsOf(contract);
  return {
    name,
    title: contract.title,
    baseUrl: `${origin}/${name}`,
    operations: [...contract.operations.keys()],
    personas: personas.map((persona) => ({ name: persona.name, headers: persona.headers })),
    showcase: { method: 'GET', headers: {}, ...showcase },
    ...(unread.length === 0 ? {} : { unread }),
  };
}

/** Returns the document of an API, `moocit.json` or `moocit.yaml`. */
async function getSpec(services: readonly Service[], name: string): Promise<Reply> {
  const files = services.flatMap((service) => [`${service.name}.json`, `${service.name}.yaml`]);
  if (!files.includes(name))
    return problem(
      404,
      'No such document',
      `${JSON.stringify(name.slice(0, 100))} must be one of ${files.join(', ')}.`,
    );
  const service = services.find((one) => name === `${one.name}.json` || name === `${one.name}.yaml`);
  const { document } = service?.contract ?? {};
  if (name.endsWith('.json')) return jsonReply(document);
  // Loaded here, because it takes long and few need it.
  const { stringify } = await import('yaml');
  return {
    status: 200,
    headers: { 'Content-Type': 'text/yaml; charset=utf-8' },
    body: stringify(document, { aliasDuplicateObjects: false }),
    isStreamed: false,
  };
}
