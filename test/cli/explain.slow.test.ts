import { describe, expect, test } from 'vitest';
import request from 'supertest';

import { formatApi, formatOperation } from '../../src/cli/explain-text.ts';
import { explainApi, explainOperation } from '../../src/inspect/explain/explain.ts';
import { variationNames } from '../../src/engine/variation/variation.ts';
import { createMock } from '../support/create-mock.ts';
import { run } from '../support/processes/server-process.ts';

const mock = createMock({ learners: 0, courses: 0 });
const contracts = mock.services.map(({ contract }) => contract);
const local = { Host: '127.0.0.1:4010' };
const operations = contracts.flatMap((contract) =>
  [...contract.operations.values()].map((operation) => [operation.operationId, contract, operation] as const),
);

/** Each text with this key anywhere in the document, found without the engine. */
function valuesOf(node: unknown, key: string): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [
    ...(name === key && typeof value === 'string' ? [value] : []),
    ...valuesOf(value, key),
  ]);
}

type Raw = Readonly<Record<string, unknown>>;

function at(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined;
}

describe.for(operations)('%s', ([operationId, contract, operation]) => {
  const explained = explainOperation(contracts, contract.name, operationId);
  const raw = at(at(contract.document.paths, operation.path), operation.method.toLowerCase());

  /** A node, or the target of its reference. */
  function resolved(node: unknown): Raw {
    const reference = at(node, '$ref');
    if (typeof reference !== 'string') return { ...Object(node) };
    const found = reference
      .slice(2)
      .split('/')
      .reduce((above: unknown, name) => at(above, name), contract.document);
    return { ...Object(found) };
  }

  test('has every parameter with all its properties in the document', () => {
    const parameters: readonly unknown[] = Object(at(raw, 'parameters') ?? []);
    const want = parameters.map(resolved).map((parameter) =>
      expect.objectContaining({
        name: parameter['name'],
        in: parameter['in'],
        required: parameter['required'],
        severity: parameter['x-severity'],
        provenance: parameter['x-provenance'],
        description: parameter['description'],
      }),
    );
    expect(explained.parameters).toEqual(want);
  });

  test('has the body, if there is one, with all its properties in the document', () => {
    const body = resolved(at(raw, 'requestBody') ?? {});
    expect(explained.body === undefined).toBe(body['content'] === undefined);
    const { required, severity, provenance, source, description, mediaTypes = [] } = explained.body ?? {};
    expect({ required, severity, provenance, source, description }).toEqual({
      required: body['required'],
      severity: body['x-severity'],
      provenance: body['x-provenance'],
      source: body['x-source'],
      description: body['description'],
    });
    expect(mediaTypes.map(({ name }) => name)).toEqual(Object.keys(Object(body['content'] ?? {})));
    const text = formatOperation(explained, 100);
    for (const { path } of mediaTypes.flatMap(({ properties }) => properties))
      expect(text).toContain(path === '' ? '(the body)' : path);
  });

  test('has every status, with its source, its media types and its examples', () => {
    const want = Object.entries<unknown>(Object(at(raw, 'responses'))).map(([status, node]) => {
      const response = resolved(node);
      const content = Object.entries<unknown>(Object(response['content'] ?? {}));
      return expect.objectContaining({
        status: Number(status),
        provenance: response['x-provenance'],
        ...(response['x-source'] === undefined ? {} : { source: response['x-source'] }),
        headers: Object.keys(Object(response['headers'] ?? {})).map((name) => expect.objectContaining({ name })),
        mediaTypes: content.map(([name, mediaType]) =>
          expect.objectContaining({
            name,
            examples: Object.keys(Object(at(mediaType, 'examples') ?? {})).map((example) =>
              expect.objectContaining({ name: example }),
            ),
          }),
        ),
      });
    });
    expect(explained.responses).toEqual(want);
  });

  test('gives the provenance of every property, and the source of undocumented ones', () => {
    const properties = explained.responses.flatMap(({ mediaTypes }) => mediaTypes.flatMap((each) => each.properties));
    expect(properties.length).toBeGreaterThan(5);
    for (const { provenance, source, type, path } of properties) {
      expect(['documented', 'observed', 'assumed'], path).toContain(provenance);
      expect(source === undefined, `${path}: ${source}`).toBe(provenance === 'documented');
      expect(type).not.toBe('');
    }
  });

  test('has the same content as a text for the terminal', () => {
    for (const width of [60, 100, 200]) {
      const text = formatOperation(explained, width);
      const words = text.replaceAll(/\s+/g, ' ');
      for (const { name, in: location } of explained.parameters) expect(text).toContain(`${location}.${name}`);
      for (const { status, provenance, description, mediaTypes } of explained.responses) {
        expect(text).toMatch(new RegExp(`^ {2}${status} +${provenance}`, 'm'));
        expect(words).toContain(description.replaceAll(/\s+/g, ' ').trim());
        for (const { properties } of mediaTypes)
          for (const { path } of properties) expect(text).toContain(path === '' ? '(the body)' : path);
      }
      for (const { name } of explained.variations) expect(text).toContain(`  ${name} `);
      const cells = text.split('\n').filter((line) => line.length > width && /^[^ ]+( [^ ]+)+$/.test(line.trim()));
      expect(cells, 'lines too long that could be wrapped').toEqual([]);
    }
  });

  test('has the same content over HTTP, with an example request', async () => {
    const response = await request(mock.app).get(`/__mock/explain/${contract.name}/${operationId}`).set(local);
    expect(response.status).toBe(200);
    const { request: example, ...rest } = response.body;
    expect(rest).toEqual(JSON.parse(JSON.stringify(explained)));
    expect(example).toMatchObject({ method: expect.any(String), path: expect.stringMatching(/^\//) });
  });
});

test.for(contracts.map((contract) => [contract.name, contract] as const))(
  'shows every source of an operation in the document of %s',
  ([name, contract]) => {
    const shown = JSON.stringify(explainApi(contracts, name));
    const text = formatApi(explainApi(contracts, name), 100).replaceAll(/\s+/g, ' ');
    const { securitySchemes: _, ...components } = { ...contract.document.components };
    for (const source of valuesOf(
      [contract.document.paths, components, Reflect.get(contract.document, 'x-unmatched')],
      'x-source',
    )) {
      expect(shown).toContain(JSON.stringify(source).slice(1, -1));
      expect(text).toContain(source);
    }
  },
);

test('the list has every API and every operation', async () => {
  const { stdout, exitCode } = await run(['explain']);
  expect(exitCode).toBe(0);
  for (const [operationId, contract, { path }] of operations) {
    expect(stdout).toContain(contract.name);
    expect(stdout).toContain(operationId);
    expect(stdout).toContain(path);
  }
  const over = await request(mock.app).get('/__mock/explain').set(local);
  expect(over.body.apis.map(({ name }: { name: string }) => name)).toEqual(contracts.map(({ name }) => name));
});

test('prints an operation as a text and as JSON', async () => {
  const [text, json] = await Promise.all([
    run(['explain', 'moocit', 'listGrades']),
    run(['explain', 'moocit', 'listGrades', '--json']),
  ]);
  expect([text.exitCode, json.exitCode]).toEqual([0, 0]);
  expect(text.stdout).toContain('moocit listGrades: GET /api/so2/v1/grades (documented)');
  expect(JSON.parse(json.stdout)).toEqual(
    JSON.parse(JSON.stringify(explainOperation(contracts, 'moocit', 'listGrades'))),
  );
});

test('every listed variation has a meaning', () => {
  const met = new Set(operations.flatMap(([id, { name }]) => explainOperation(contracts, name, id).variations));
  for (const { name, meaning } of met) {
    expect(variationNames).toContain(name);
    expect(meaning.length).toBeGreaterThan(20);
  }
});

test.for([
  { args: ['moocti'], want: 'There is no API called "moocti"; did you mean moocit? The names are moocit, stackone' },
  { args: ['blackboard'], want: 'There is no API called "blackboard". The names are moocit, stackone' },
  {
    args: ['moocit', 'listgrade'],
    want: 'There is no operation of moocit called "listgrade"; did you mean listGrades? The names are listCompletions',
  },
  { args: ['moocit', 'getCompletion'], want: 'There is no operation of moocit called "getCompletion"' },
  { args: ['moocit', '__proto__'], want: 'There is no operation of moocit called "__proto__"' },
  { args: ['x'.repeat(5000)], want: 'There is no API called "xxx' },
])('refuses $args with the known names', async ({ args, want }) => {
  const { exitCode, stderr, stdout } = await run(['explain', ...args]);
  expect([exitCode, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
  expect(stderr).toContain(want);
  const over = await request(mock.app)
    .get(`/__mock/explain/${args.join('/')}`)
    .set(local);
  expect([over.status, over.type]).toEqual([404, 'application/problem+json']);
  expect(JSON.parse(over.text).detail).toContain(want);
});

test('refuses a third name and an unknown flag', async () => {
  for (const args of [['a', 'b', 'c'], ['--jsno']])
    expect(await run(['explain', ...args])).toMatchObject({ exitCode: 2, stdout: '' });
});
