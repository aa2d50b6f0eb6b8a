import { xmlOf } from '../contract/xml-value.ts';
import type { MountedDocument, MountedOperation } from '../contract/mounted.ts';
import type { PrismAnswer, PrismDiagnostic, PrismMount } from '../contract/prism.ts';
import { parseQuery } from '../contract/query.ts';
import type { Violation } from '../contract/violation.ts';
import { headerOf } from './api.ts';
import type { RequestHeaders } from './api.ts';
import type { EngineRequest, Exchange, Service } from './handle.ts';
import { parsePreference } from './preference.ts';
import { problem } from './problem.ts';
import type { Reply } from './reply.ts';
import type { VariantChoices } from './variant.ts';

/** A document of anyone's: Prism answers from its examples and schemas. */
export interface MountedService {
  /** Nothing in its credentials can name a session: anyone's may look anyhow. */
  readonly api: { readonly name: string; credentialOf(headers: RequestHeaders): undefined };
  /** What it has instead of a contract. */
  readonly mounted: MountedDocument;
  readonly contract: undefined;
  readonly variants: readonly [];
  readonly choices: VariantChoices;
  handle(request: EngineRequest): Promise<Exchange>;
}

/** What answers requests: an API, or a document that is mounted. */
export type Served = Service | MountedService;

export function createMountedService(mounted: MountedDocument): MountedService {
  let loading: Promise<PrismMount> | undefined;
  // Prism and the document are read when somebody asks: large ones take seconds.
  async function load(): Promise<PrismMount> {
    const { mountPrism } = await import('../contract/prism.ts');
    return mountPrism(mounted.document);
  }

  return {
    api: { name: mounted.name, credentialOf: () => undefined },
    mounted,
    contract: undefined,
    variants: [],
    choices: {},
    async handle(request) {
      const match = mounted.match(request.method, request.path);
      if (match.kind === 'unknown-path') {
        const detail = `The document ${mounted.name} has no path ${request.path.slice(0, 200)}.`;
        return { reply: problem(404, 'Unknown path', detail), reason: 'unknown-path', violations: [] };
      }
      if (match.kind === 'unknown-method') {
        const reply = problem(
          405,
          'Unknown method',
          `${request.path.slice(0, 200)} takes ${match.allowed.join(', ')}.`,
        );
        const headers = { ...reply.headers, Allow: match.allowed.join(', ') };
        return { reply: { ...reply, headers }, reason: 'unknown-method', violations: [] };
      }
      const { operation, path } = match;
      const prism = await (loading ??= load());
      return answer(prism, operation, path, request);
    },
  };
}

async function answer(
  prism: PrismMount,
  operation: MountedOperation,
  path: string,
  request: EngineRequest,
): Promise<Exchange> {
  const { operationId } = operation;
  const received = await readBody(request);
  if ('status' in received) return { reply: received, operationId, reason: 'request', violations: [] };
  const { code, example, dynamic = false } = parsePreference(headerOf(request.headers, 'prefer')) ?? {};
  const headers = textsOf(request.headers);
  const query = valuesOf(request.query);
  let said: PrismAnswer;
  try {
    const wish = {
      dynamic,
      // The same request gets the same answer.
      seed: operationId,
      ...(code === undefined ? {} : { code }),
      ...(example === undefined ? {} : { exampleKey: example }),
    };
    const method = operation.method.toLowerCase();
    said = prism.answer(operation.path, { method, path, query, headers, body: received.body }, wish);
  } catch (error) {
    // Prism throws at what it can't decode, and where a document's own schema can't be made anything of.
    const detail = `Prism can't answer this: ${error instanceof Error ? error.message : String(error)}.`;
    return { reply: problem(400, 'Not answered', detail), operationId, reason: 'request', violations: [] };
  }
  const violations = said.diagnostics.map(violationOf);
  const isRefused = violations.some(({ severity }) => severity === 'error');
  return { reply: replyOf(said), operationId, violations, ...(isRefused ? { reason: reasonOf(said) } : {}) };
}

function reasonOf({ status }: PrismAnswer): 'credentials' | 'request' {
  return status === 401 ? 'credentials' : 'request';
}

async function readBody(request: EngineRequest): Promise<{ readonly body?: unknown } | Reply> {
  const { headers } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return {};
  const received = await request.readBody();
  if (received.kind === 'unread') return problem(received.status, 'Body not read', received.reason);
  if (received.bytes.length === 0) return {};
  const text = new TextDecoder().decode(received.bytes);
  if (!/[/+]json\b/i.test(headerOf(headers, 'content-type') ?? '')) return { body: text };
  try {
    return { body: JSON.parse(text) };
  } catch (error) {
    return problem(
      400,
      'Broken body',
      `The body is no JSON: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function replyOf({ status, headers, body }: PrismAnswer): Reply {
  const own = Object.entries(headers).filter(
    ([name]) => !/^(content-(type|length)|transfer-encoding|connection)$/i.test(name),
  );
  const sent = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const type = sent === undefined ? undefined : String(sent);
  const head = Object.fromEntries(
    own.map(([name, value]) => [name, String(value).replaceAll(/[^\t\u0020-\u007E]/g, '?')]),
  );
  if (body === undefined || type === undefined) return { status, headers: head, isStreamed: false };
  return { status, headers: { ...head, 'Content-Type': type }, body: textOf(body, type), isStreamed: false };
}

/** A text stays what it is, but in JSON. */
function textOf(body: unknown, type: string): string {
  if (/[/+]json\b/i.test(type)) return typeof body === 'string' && isJson(body) ? body : JSON.stringify(body);
  if (typeof body === 'string') return body;
  return /[/+]xml\b/i.test(type) ? xmlOf(body) : JSON.stringify(body);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function violationOf({ path, message, code, isError }: PrismDiagnostic): Violation {
  const [place = 'request', ...keys] = path;
  const location = place === 'body' ? [place, ...keys].join('/') : [place, ...keys].join('.');
  const rule =
    code === '401' ? 'security' : code === '415' ? 'media-type' : code === 'required' ? 'required' : 'schema';
  return { location, rule, message, severity: isError ? 'error' : 'warning', provenance: 'documented' };
}

function textsOf(headers: RequestHeaders): Readonly<Record<string, string>> {
  const texts = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'object' ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(texts);
}

function valuesOf(query: string): Readonly<Record<string, string | string[]>> {
  const byName = Map.groupBy(parseQuery(query), ({ name }) => name);
  return Object.fromEntries(
    Array.from(byName, ([name, pairs]) => {
      const values = pairs.map(({ value }) => value);
      const [first = ''] = values;
      return [name, values.length === 1 ? first : values];
    }),
  );
}
