import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { describe, expect, test } from 'vitest';

import { verdict } from '../../src/inspect/report/verdict.ts';
import { formatReport } from '../../src/session-handle/mock-report.ts';
import { createMock } from '../support/create-mock.ts';
import { root } from '../support/processes/server-process.ts';

const folder = join(root, 'test/fixtures/mounted');
const specs = { library: join(folder, 'library.yaml'), parcels: join(folder, 'parcels.json') };
const mock = createMock({ learners: 3, specs, onDefect: (error) => expect.fail(String(error)) });
const token = { Authorization: 'Bearer secret-of-mine' };
const key = { 'X-Key': 'secret-of-mine' };

function get(path: string, headers: Readonly<Record<string, string>>): request.Test {
  return request(mock.app).get(path).set(headers);
}

describe('the journal of a mounted document', () => {
  const reasons = [
    { title: 'an answer', path: '/library/books', headers: token, want: [200, undefined] },
    { title: 'no credentials', path: '/library/books', headers: {}, want: [401, 'credentials'] },
    { title: 'a bad parameter', path: '/library/books?limit=0', headers: token, want: [422, 'request'] },
    { title: 'a malformed path', path: '/parcels/parcels/%ff', headers: key, want: [400, 'request'] },
    { title: 'an unknown path', path: '/library/nope', headers: token, want: [404, 'unknown-path'] },
    { title: 'a wrong method', path: '/library/books/9', headers: token, want: [405, 'unknown-method'] },
    {
      title: 'a media type that the operation does not have',
      path: '/library/books',
      headers: { ...token, Accept: 'image/png' },
      want: [406, 'not-acceptable'],
    },
    {
      title: 'a preference',
      path: '/library/books?limit=0',
      headers: { ...token, Prefer: 'code=401' },
      want: [401, undefined],
    },
  ] as const;
  test.for(reasons)(
    'has the reason of the answer: $title',
    async ({ title, path, headers, want: [status, reason] }) => {
      const session = mock.session(title.replaceAll(' ', '-'));
      await get(path, { ...headers, ...session.headers });
      const [exchange] = session.journal.exchanges();
      expect([exchange?.reply?.status, exchange?.reason]).toEqual([status, reason]);
      expect(JSON.stringify(exchange)).not.toContain('secret-of-mine');
    },
  );

  test('has the rule that answered, and no reason', async () => {
    const session = mock.session();
    session.rules.add({ match: { api: 'library', operation: 'listBooks' }, answer: { status: 200, body: [] } });
    await get(`${session.specs['library']?.path}/books`, {});
    const [exchange] = session.journal.exchanges();
    expect(exchange).toMatchObject({ api: 'library', operationId: 'listBooks', rule: {}, reply: { status: 200 } });
    expect(exchange).not.toHaveProperty('reason');
    expect(exchange?.violations).toMatchObject([{ location: 'header.authorization', rule: 'security' }]);
  });

  test('is exported in each format', async () => {
    const session = mock.session();
    await get(`${session.specs['library']?.path}/books`, token);
    expect(JSON.parse(session.journal.export('har'))).toMatchObject({
      log: { entries: [{ response: { status: 200 } }] },
    });
    expect(session.journal.export('curl')).toContain('/library/books');
  });
});

describe('the coverage of a mounted document', () => {
  test('lists the called operations with their declared items', async () => {
    const session = mock.session();
    const path = session.specs['library']?.path ?? '';
    await get(`${path}/books?sort=title&limit=0`, { ...token, 'X-Trace': 'a' });
    await get(`${path}/books?sort=nope`, token);
    await request(mock.app).delete(`${path}/books/9780262510875`).set(token);
    const own = session.coverage.items.filter(({ api }) => api === 'library');
    expect(own.map(({ operationId, name, count }) => [operationId, name, count])).toEqual([
      ['listBooks', 'listBooks', 2],
      ['listBooks', 'query.limit', 0],
      ['listBooks', 'query.sort', 1],
      ['listBooks', 'header.x-trace', 1],
      ['listBooks', 'query.sort=title', 1],
      ['listBooks', 'query.sort=year', 0],
      ['listBooks', '200', 0],
      ['listBooks', '401', 0],
      ['listBooks', 'application/json', 0],
      ['listBooks', 'text/csv', 0],
      ['removeBook', 'removeBook', 1],
      ['removeBook', 'path.isbn', 1],
      ['removeBook', '204', 1],
    ]);
    expect(session.coverage.missing('listBooks')).toHaveLength(6);
  });

  test('counts the bodies that conform to the document', async () => {
    const session = mock.session();
    const post = async (type: string, body: string): Promise<unknown> =>
      request(mock.app)
        .post(`${session.specs['library']?.path}/books`)
        .set({ ...token, 'Content-Type': type })
        .send(body);
    await post('Application/JSON; charset=utf-8', '{"title":"A"}');
    await post('application/json', '{"title":7}');
    await post('application/json', '{');
    await post('application/x-www-form-urlencoded', 'title=A&tags=b');
    await post('text/plain', 'A');
    const own = session.coverage.items.filter(({ api, name }) => api === 'library' && name.startsWith('body'));
    expect(own.map(({ kind, name, count }) => [kind, name, count])).toEqual([
      ['parameter', 'body', 2],
      ['media-type', 'body application/json', 1],
      ['media-type', 'body application/x-www-form-urlencoded', 1],
      ['media-type', 'body application/xml', 0],
    ]);
  });

  test('has the line of the document that was violated', async () => {
    const session = mock.session();
    const path = session.specs['library']?.path ?? '';
    await get(`${path}/books?limit=x`, token);
    const file = 'test/fixtures/mounted/library.yaml';
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    const line = lines.findIndex((text) => text.includes('name: limit')) + 1;
    expect(formatReport(await session.report(), 'text')).toContain(`${file}:${line}`);
  });

  test('does not count for the gate before the document is called', async () => {
    const plain = createMock({ learners: 3 });
    const session = mock.session();
    const share = (items: Iterable<unknown>): number => [...items].length;
    expect(share(session.coverage)).toBe(share(plain.session().coverage));
    await get(`${session.specs['library']?.path}/scim`, {});
    expect(share(session.coverage)).toBe(share(plain.session().coverage) + 3);
    expect(verdict(await session.report(), { minCoverage: 50 }).reasons).toEqual([
      expect.stringMatching(/\(3 of \d+\)/),
    ]);
  });

  test('is part of each report, with its violations', async () => {
    const session = mock.session();
    await get(`${session.specs['library']?.path}/books?limit=x`, token);
    expect(session.violations).toMatchObject([
      {
        api: 'library',
        operationId: 'listBooks',
        location: 'query.limit',
        pointer: '#/paths/~1books/get/parameters/0',
      },
    ]);
    for (const format of ['text', 'json', 'junit', 'ctrf', 'markdown', 'html'] as const)
      expect(formatReport(await session.report(), format), format).toContain('listBooks');
    const answered = await get(`/__mock/sessions/${session.id}/coverage`, { Host: 'localhost' });
    expect(answered.body).toContainEqual(expect.objectContaining({ api: 'library', name: 'query.limit' }));
  });

  test('is computed quickly for a huge document', async () => {
    await using temporary = await mkdtempDisposable(join(tmpdir(), 'lms-mock-huge-'));
    const file = join(temporary.path, 'huge.json');
    const parameters = Array.from({ length: 10 }, (_, index) => ({
      name: `p${index}`,
      in: 'query',
      schema: { enum: ['a', 'b'] },
    }));
    const paths = Object.fromEntries(
      Array.from({ length: 1500 }, (_, index) => [
        `/x${index}`,
        { get: { parameters, responses: { 200: { description: 'It' } } } },
      ]),
    );
    writeFileSync(file, JSON.stringify({ openapi: '3.1.0', info: { title: 'Huge', version: '1' }, paths }));
    const huge = createMock({ apis: ['moocit'], learners: 0, specs: { huge: file } });
    expect((await request(huge.app).get('/huge/x700?p1=a')).status).toBe(200);
    const { coverage } = huge.report();
    expect(coverage.filter(({ api }) => api === 'huge')).toHaveLength(1 + 10 + 20 + 1);
  });
});

test('permissions and variants exist only for the APIs', async () => {
  expect(new Set((await mock.permissions()).map(({ api }) => api))).not.toContain('library');
  const variants = await get('/__mock/variants', { Host: 'localhost' });
  expect(variants.body).toMatchObject({ library: [] });
});
