import { join } from 'node:path';
import request from 'supertest';
import { describe, expect, test } from 'vitest';

import { formatReport, verdict } from '../../src/index.ts';
import type { ExchangeSummary } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';
import { root } from '../support/processes/server-process.ts';

const logged: ExchangeSummary[] = [];
const specs = { library: join(root, 'test/fixtures/mounted/library.yaml') };
const mock = createMock({ learners: 3, specs, onExchange: (summary) => void logged.push(summary) });

const cases = [
  {
    title: 'moocit, unknown path',
    method: 'get',
    path: '/moocit/api/so2/v1/grade',
    want: [404, 'moocit', 'unknown-path', 'did you mean GET /api/so2/v1/grades?'],
  },
  {
    title: 'moocit, wrong method',
    method: 'delete',
    path: '/moocit/api/so2/v1/grades',
    want: [401, 'moocit', 'unknown-method', 'did you mean GET /api/so2/v1/grades?'],
  },
  {
    title: 'moocit, the root of the API',
    method: 'get',
    path: '/api/so2/v1/grade',
    want: [404, 'moocit', 'unknown-path', 'did you mean GET /api/so2/v1/grades?'],
  },
  {
    title: 'stackone, a documented operation that lms-mock does not serve',
    method: 'put',
    path: '/stackone/unified/lms/content',
    want: [
      405,
      'stackone',
      'unknown-method',
      'StackOne has this operation; lms-mock does not serve it: PUT /unified/lms/content',
    ],
  },
  {
    title: 'stackone, unknown path',
    method: 'get',
    path: '/stackone/unified/lms/nope/1',
    want: [404, 'stackone', 'unknown-path', 'did you mean GET /unified/lms/completions/{id}?'],
  },
  {
    title: 'ispring, wrong method',
    method: 'post',
    path: '/ispring/content/123/final_statuses',
    want: [405, 'ispring', 'unknown-method', 'did you mean GET /content/{content_item_id}/final_statuses?'],
  },
  {
    title: 'ispring, a documented operation that lms-mock does not serve, without the name of the API',
    method: 'get',
    path: '/groups',
    want: [404, 'none', 'unknown-path', 'iSpring Learn has this operation; lms-mock does not serve it: GET /groups'],
  },
  {
    title: 'helsinki, wrong method',
    method: 'put',
    path: '/helsinki/api/v0/study-registry/completions/BSCS1001',
    want: [
      404,
      'helsinki',
      'unknown-method',
      'did you mean GET /api/v0/study-registry/completions/{course_id_slug_or_code}?',
    ],
  },
  {
    title: 'a mounted document, unknown path',
    method: 'get',
    path: '/library/book',
    want: [404, 'library', 'unknown-path', 'did you mean GET /books?'],
  },
  {
    title: 'a mounted document, wrong method',
    method: 'patch',
    path: '/library/books',
    want: [405, 'library', 'unknown-method', 'did you mean GET /books?'],
  },
  { title: 'no API', method: 'get', path: '/nowhere', want: [404, 'none', 'unknown-path', 'no API has GET /nowhere'] },
  {
    title: 'no API, because the path lacks its name',
    method: 'get',
    path: '/books',
    want: [404, 'none', 'unknown-path', 'did you mean GET /library/books?'],
  },
  {
    title: 'the index with a wrong method',
    method: 'post',
    path: '/',
    want: [404, 'none', 'unknown-path', 'no API has POST /'],
  },
] as const;

describe('a request that matches no operation is an error', () => {
  test.for(cases)('$title', async ({ method, path, want: [status, api, rule, hint] }) => {
    const session = mock.session();
    const response = await request(mock.app)[method](path).set(session.headers);
    const message: unknown = expect.stringContaining(hint);
    const violation = { location: rule.slice('unknown-'.length), severity: 'error', message };

    expect(response.status).toBe(status);
    expect(JSON.parse(response.headers['x-lms-mock-violations'] ?? '[]')).toMatchObject([violation]);
    expect(session.journal.exchanges()).toMatchObject([{ api, reason: rule, violations: [{ ...violation, rule }] }]);
    expect(session.journal.counts).toMatchObject({ exchanges: 1, errors: 1 });
    expect(session.violations).toMatchObject([{ api, rule, count: 1, message }]);
    expect(logged.find((summary) => summary.session === session.id)).toMatchObject({
      api,
      exchange: { violations: [{ rule }] },
    });
    const report = await session.report();
    expect(verdict(report)).toEqual({ isPassed: false, reasons: ['1 error against the contracts.'] });
    for (const format of ['json', 'junit', 'ctrf', 'markdown', 'html', 'text'] as const)
      expect(formatReport(report, format)).toContain(format === 'markdown' ? rule.slice('unknown-'.length) : rule);
  });
});

test('unmatched requests are distinguished by method and path, up to a maximum', async () => {
  const session = mock.session();
  for (const path of ['/nowhere', '/elsewhere', '/nowhere']) await request(mock.app).get(path).set(session.headers);
  expect(session.violations.map(({ count }) => count)).toEqual([2, 1]);
  for (let index = 0; index < 110; index += 1) await request(mock.app).get(`/nowhere/${index}`).set(session.headers);
  expect(session.violations.length).toBe(101);
  expect(session.violations.reduce((sum, { count }) => sum + count, 0)).toBe(113);
});

test('a request for no API belongs to the session in its path, header or credential, or else to the session default', async () => {
  const of = (id: string): number => mock.session(id).violations.length;
  await request(mock.app).get('/sessions/by-path/nowhere');
  await request(mock.app).get('/nowhere').set('x-lms-mock-session', 'by-header');
  await request(mock.app).get('/nowhere').set('Authorization', 'Bearer moocit-admin-token~by-credential');
  await request(mock.app).get('/nowhere');
  expect(['by-path', 'by-header', 'by-credential', 'default'].map(of)).toEqual([1, 1, 1, 1]);
});

test('a page of any origin can read the 404 for a path of no API', async () => {
  const session = mock.session();
  const plain = await request(mock.app).get('/nowhere').set(session.headers);
  expect(plain.headers).toMatchObject({ 'access-control-allow-origin': '*' });
  const preflight = await request(mock.app)
    .options('/nowhere')
    .set({ ...session.headers, Origin: 'http://localhost:5173', 'Access-Control-Request-Method': 'PATCH' })
    .set('Access-Control-Request-Headers', 'authorization,x-account-id');
  expect(preflight.status).toBe(204);
  expect(preflight.headers['access-control-allow-methods']).toContain('PATCH');
  expect(preflight.headers['access-control-allow-headers']).toContain('x-account-id');
  expect(session.journal.counts.exchanges).toBe(1);
});

describe('the journal leaves out', () => {
  const own = [
    '/',
    '/favicon.ico',
    '/apple-touch-icon.png',
    '/.well-known/appspecific/com.chrome.devtools.json',
    '/__mock/nope',
  ];
  test.for(own)('GET %s', async (path) => {
    const session = mock.session();
    const response = await request(mock.app).get(path).set(session.headers);
    expect(response.headers).not.toHaveProperty('x-lms-mock-violations');
    expect(session.journal.counts.exchanges).toBe(0);
  });

  test('a preflight', async () => {
    const session = mock.session();
    await request(mock.app)
      .options('/moocit/api/so2/v1/grades')
      .set({ ...session.headers, Origin: 'http://localhost:5173', 'Access-Control-Request-Method': 'GET' });
    expect(session.journal.counts).toMatchObject({ exchanges: 0, errors: 0 });
  });
});
