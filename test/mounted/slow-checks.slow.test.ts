import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { formatReport } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';

const OK = { 200: { description: 'fine', content: { 'application/json': { example: 'fine' } } } };
const taking = (schema: object, mediaType = 'application/json'): object => ({
  post: { requestBody: { content: { [mediaType]: { schema } } }, responses: OK },
});
const branching = { oneOf: [{ $ref: '#/components/schemas/Node' }, { $ref: '#/components/schemas/Node' }] };
const document = {
  openapi: '3.0.3',
  info: { title: 'Slow', version: '1' },
  paths: {
    '/pattern': taking({ type: 'string', pattern: '^(a+)+$' }),
    '/quick': taking({ type: 'string', pattern: '^(b+)+$' }),
    '/email': taking({
      type: 'object',
      properties: { email: { pattern: '^([a-zA-Z0-9])(([-.]|[_]+)?([a-zA-Z0-9]+))*$' } },
    }),
    '/names': taking({ type: 'object', additionalProperties: false, patternProperties: { '^(a|a)*$': {} } }),
    '/unique': taking({ type: 'array', uniqueItems: true, items: { type: 'object' } }),
    '/rows': taking({ type: 'array', items: { type: 'integer', minimum: 10, enum: [20] } }),
    '/form': taking({ type: 'object', additionalProperties: { type: 'integer' } }, 'application/x-www-form-urlencoded'),
    '/tree': taking({ $ref: '#/components/schemas/Node' }),
    '/query': {
      get: {
        parameters: [{ name: 'q', in: 'query', schema: { type: 'string', pattern: '^(x+x+)+y$' } }],
        responses: OK,
      },
    },
    '/answer': {
      get: {
        responses: {
          200: {
            description: 'text',
            content: { 'application/json': { schema: { type: 'string', pattern: '^(a+)+$' } } },
          },
        },
      },
    },
    '/endless': {
      get: {
        responses: {
          200: {
            description: 'tree',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Wide' } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Node: { type: 'object', additionalProperties: false, properties: { below: branching, leaf: { enum: ['a'] } } },
      Wide: {
        type: 'object',
        required: ['rows'],
        properties: {
          rows: {
            type: 'array',
            minItems: 100_000,
            maxItems: 100_000,
            items: { type: 'array', minItems: 1000, items: {} },
          },
        },
      },
    },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'slow-'));
const file = join(folder, 'slow.json');
writeFileSync(file, JSON.stringify(document));
const mock = createMock({
  port: 0,
  learners: 3,
  specs: { slow: file },
  onDefect: (error) => expect.fail(String(error)),
});
beforeAll(() => mock.listen());
afterAll(async () => {
  await mock.close();
  rmSync(folder, { recursive: true });
});

const deep = (levels: number): unknown => (levels === 0 ? { leaf: 'b' } : { below: deep(levels - 1) });
const nearlyA = `${'a'.repeat(60)}!`;
const manyObjects = Array.from({ length: 60_000 }, (_, index) => ({ index }));

interface Sent {
  readonly title: string;
  readonly path: string;
  readonly body?: unknown;
  readonly type?: string | undefined;
}

const cases: readonly Sent[] = [
  { title: 'a pattern with nested repetition', path: '/pattern', body: nearlyA },
  { title: 'a pattern of a published document', path: '/email', body: { email: nearlyA } },
  { title: 'a pattern of the names', path: '/names', body: { [nearlyA]: 1 } },
  { title: 'a pattern of the query', path: `/query?q=${'x'.repeat(60)}` },
];
/** It depends on the machine whether these checks end in time. */
const floods: readonly Sent[] = [
  { title: 'many objects that must differ', path: '/unique', body: manyObjects },
  { title: 'alternatives within alternatives', path: '/tree', body: deep(40) },
  { title: '60 000 mistakes', path: '/rows', body: Array.from({ length: 60_000 }, () => 'x') },
  {
    title: 'a form of 100 000 names',
    path: '/form',
    body: Array.from({ length: 100_000 }, (_, index) => `n${index}=x`).join('&'),
    type: 'application/x-www-form-urlencoded',
  },
];

/** Sends a request. Also measures the longest time that a small concurrent request waits. */
async function send(id: string, { path, body, type }: Sent): Promise<{ response: Response; longestMs: number }> {
  const session = mock.session(id);
  const progress = { isOver: false };
  const answered = fetch(`${session.specs['slow']?.baseUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': type ?? 'application/json' },
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' && type !== undefined ? body : JSON.stringify(body) }),
  }).finally(() => (progress.isOver = true));
  let longestMs = 0;
  while (!progress.isOver) {
    const startedAt = performance.now();
    await (await fetch(`${mock.apis.moocit.baseUrl}/nothing`)).text();
    longestMs = Math.max(longestMs, performance.now() - startedAt);
  }
  return { response: await answered, longestMs };
}

describe('a schema that keeps a check busy', { concurrent: false }, () => {
  // Calls each operation once before: the first check takes longer, because it compiles the schema.
  beforeAll(async () => {
    for (const { path, type } of [...cases, ...floods])
      await send('warm', {
        title: '',
        path: path.replace(/\?.*/, ''),
        body: path.includes('?') ? undefined : {},
        type,
      });
  });

  test.each(cases)('is stopped: $title', async ({ title, ...sent }) => {
    const id = title.replaceAll(/\W/g, '-');
    const { response, longestMs } = await send(id, { title, ...sent });
    expect([response.status, response.headers.get('x-lms-mock-note')]).toEqual([
      200,
      expect.stringMatching(/^The request was not checked, because the check took longer than \d+ ms\.$/),
    ]);
    // The limit is 250 ms; without it, this never ends.
    expect(longestMs).toBeLessThan(5_000);
    const session = mock.session(id);
    expect(session.journal.exchanges()).toMatchObject([{ note: /not checked/, violations: [] }]);
    const report = await session.report();
    const operationId = session.journal.exchanges()[0]?.operationId ?? '';
    expect(report.unchecked).toEqual([{ api: 'slow', operationId, count: 1 }]);
    for (const format of ['text', 'markdown', 'html'] as const)
      expect(formatReport(report, format)).toContain('Answered without a verdict');
  });

  test.each(floods)('does not block other requests: $title', async ({ title, ...sent }) => {
    const id = title.replaceAll(/\W/g, '-');
    const { response, longestMs } = await send(id, { title, ...sent });
    expect(response.status).toBeLessThan(500);
    expect(longestMs).toBeLessThan(5_000);
    const [exchange] = mock.session(id).journal.exchanges();
    expect(exchange?.violations.length).toBeLessThanOrEqual(50);
  });

  test('does not block other requests if there are many', async () => {
    const all = Array.from({ length: 12 }, (_, index) =>
      send(`crowd-${index}`, { title: '', path: '/pattern', body: nearlyA }),
    );
    const outcomes = await Promise.all(all);
    expect(outcomes.map(({ response }) => response.status)).toEqual(outcomes.map(() => 200));
    expect(Math.max(...outcomes.map(({ longestMs }) => longestMs))).toBeLessThan(5_000);
  });

  test('still finds violations that are found quickly', async () => {
    const { response } = await send('short', { title: '', path: '/quick', body: 'abc' });
    expect([response.status, response.headers.get('x-lms-mock-note')]).toEqual([422, null]);
  });

  test('does not delay the answer of a rule', async () => {
    const session = mock.session('rule');
    session.rules.add({ match: { api: 'slow', operation: 'GET /answer' }, answer: { status: 200, body: nearlyA } });
    const { response } = await send('rule', { title: '', path: '/answer' });
    expect([response.status, await response.json(), response.headers.get('x-lms-mock-note')]).toEqual([
      200,
      nearlyA,
      expect.stringContaining('The answer of the rule was not checked'),
    ]);
  });

  test('is generated once: a body that was too large is not generated again', async () => {
    const ask = async (): Promise<number> => {
      const startedAt = performance.now();
      await (await fetch(`${mock.specs['slow']?.baseUrl}/endless`, { headers: { Prefer: 'dynamic=true' } })).text();
      return performance.now() - startedAt;
    };
    // The limit is a second. A busy machine may be slow once, but not each time.
    expect(await ask()).toBeGreaterThan(900);
    const later = [await ask(), await ask(), await ask()];
    expect(Math.min(...later)).toBeLessThan(900);
  });
});
