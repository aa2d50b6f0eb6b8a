import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, describe, expect, test } from 'vitest';

import { ruleSchema } from '../../src/engine/rules/rule-schema.ts';
import { variationNames } from '../../src/engine/variation/variation.ts';
import { LISTS } from '../../src/inspect/explore/read-query.ts';
import { journalFormats } from '../../src/inspect/journal/exports.ts';
import { reportFormats } from '../../src/inspect/report/formats/formats.ts';
import { createMock } from '../support/create-mock.ts';

const mock = createMock({ port: 0, learners: 8, courses: 2 });
const { url } = await mock.listen();
afterAll(() => mock.close());

interface Described {
  readonly path: string;
  readonly method: string;
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

const document: unknown = await (await fetch(`${url}/__mock/openapi.json`)).json();
const METHODS = new Set(['get', 'post', 'delete', 'put', 'patch']);
const operations: readonly Described[] = entriesOf(at(document, 'paths')).flatMap(([path, item]) =>
  entriesOf(item)
    .filter(([method]) => METHODS.has(method))
    .map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operationId: String(at(operation, 'operationId')),
      responses: Object.fromEntries(entriesOf(at(operation, 'responses'))),
    })),
);

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema(Object(document), 'control');

function at(node: unknown, ...keys: readonly string[]): unknown {
  let found = node;
  for (const key of keys) found = Reflect.get(Object(found), key);
  return found;
}

function entriesOf(node: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(Object(node));
}

/** The declared response of a status, and the JSON pointer to it. */
function responseOf({ path, method, responses }: Described, status: number): readonly [unknown, string] {
  const response = responses[String(status)];
  const reference = at(response, '$ref');
  const escape = (key: string): string => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
  if (typeof reference !== 'string')
    return [response, `#/paths/${escape(path)}/${method.toLowerCase()}/responses/${status}`];
  return [at(document, ...reference.split('/').slice(1)), reference];
}

/** Checks the status, the media type and the body of an answer against the document. */
async function hold(operation: Described, answer: Response): Promise<void> {
  const what = `${operation.operationId} ${answer.status}`;
  const [response, pointer] = responseOf(operation, answer.status);
  expect(response, `${what} is not in the document`).toBeDefined();
  const type = answer.headers.get('content-type');
  const types = Object.keys(Object(at(response, 'content')));
  expect(types.length === 0 ? [null] : types, what).toContain(type);
  if (type?.endsWith('json') !== true) return;
  const escaped = encodeURIComponent(type.replaceAll('/', '~1'));
  const validate = ajv.getSchema(`control${pointer}/content/${escaped}/schema`);
  expect(validate, `${what} has no schema`).toBeDefined();
  expect(validate?.(await answer.json()), `${what}: ${JSON.stringify(validate?.errors)}`).toBe(true);
}

const BODIES: Readonly<Record<string, unknown>> = {
  advanceSession: { days: 1 },
  varySession: { seed: 7 },
  setSessionVariants: { moocit: { 'no-match': 'not-found' } },
  addRule: { match: { operation: 'listGrades' }, answer: { status: 403 } },
};

const QUERIES: Readonly<Record<string, string>> = { waitForExchanges: '?operation=listGrades' };

function ask(
  { path, method, operationId }: Described,
  session: string,
  query = QUERIES[operationId] ?? '',
  body?: unknown,
): Promise<Response> {
  const target = path
    .replace('{id}', session)
    .replace('{api}', 'moocit')
    .replace('{operationId}', 'listGrades')
    .replace('{list}', 'learners')
    .replace('{document}', 'moocit.yaml')
    .replace('{ruleId}', 'rule-1');
  const isRead = method === 'GET' || method === 'HEAD';
  return fetch(`${url}${target}${query}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(isRead ? {} : { body: JSON.stringify(body ?? BODIES[operationId] ?? {}) }),
    signal: AbortSignal.timeout(10_000),
  });
}

/** Returns the answer. An event stream never ends, so it is cancelled. */
async function read(answer: Response): Promise<Response> {
  if (answer.headers.get('content-type') !== 'text/event-stream') return answer;
  await answer.body?.cancel();
  return new Response(null, { status: answer.status, headers: answer.headers });
}

describe('each operation of the document', () => {
  test.for(operations.map((operation) => [operation.operationId, operation] as const))(
    '%s gets an answer that conforms to the document',
    async ([operationId, operation]) => {
      const session = `of-${operationId}`;
      mock.session(session).on('listGrades').reply({ status: 403 });
      await fetch(`${url}/sessions/${session}/moocit/api/so2/v1/grades?nope=1`);
      const good = await read(await ask(operation, session));
      expect(good.status, await good.clone().text()).toBeLessThan(300);
      await hold(operation, good);
      await hold(operation, await read(await ask(operation, 'never%20made')));
      for (const body of [
        null,
        [],
        7,
        { nope: 1 },
        { days: 'x' },
        { seed: -1 },
        { answer: {} },
        { moocit: 1 },
        { __proto__: { a: 1 } },
      ]) {
        const answer = await read(await ask(operation, session, '', body));
        expect(answer.status).toBeLessThan(500);
        await hold(operation, answer);
      }
      for (const query of [
        '?nope=1',
        '?limit=x',
        '?format=nope',
        '?format=',
        '?%',
        '?limit=1&limit=2',
        '?status=9e9',
      ]) {
        const answer = await read(await ask(operation, session, query));
        expect(answer.status).toBeLessThan(500);
        await hold(operation, answer);
      }
    },
  );

  test('callers without permission are refused as documented', async () => {
    for (const operation of operations) {
      const answer = await fetch(`${url}${operation.path.replace(/\{\w+\}/g, 'x')}`, {
        method: operation.method,
        headers: { origin: 'http://evil.example' },
      });
      expect(answer.status).toBe(403);
      await hold(operation, answer);
    }
  });
});

test.for([
  ['format of getReport', Object.keys(reportFormats)],
  ['fail-on of getReport', ['error', 'warning', 'never']],
  ['format of getJournal', Object.keys(journalFormats)],
  ['list of listCampus', LISTS],
  ['list of listSessionCampus', LISTS],
] as const)('the document lists what the server has: %s', ([of, want]) => {
  const [name, operationId] = of.split(' of ');
  const { path, method } = operations.find((one) => one.operationId === operationId) ?? { path: '', method: '' };
  const parameters = entriesOf(at(document, 'paths', path, method.toLowerCase(), 'parameters')).map(([, parameter]) => {
    const reference = at(parameter, '$ref');
    return typeof reference === 'string' ? at(document, ...reference.split('/').slice(1)) : parameter;
  });
  const found = parameters.find((parameter) => at(parameter, 'name') === name);
  expect(at(found, 'schema', 'enum')).toEqual(want);
});

test('the document lists all variations, and has the schema of rules', () => {
  expect(at(document, 'components', 'schemas', 'VariationName', 'enum')).toEqual(variationNames);
  expect(at(document, 'components', 'schemas', 'Rule')).toEqual(ruleSchema);
});
