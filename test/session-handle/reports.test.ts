import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import request from 'supertest';
import { expect, test } from 'vitest';

import { LedgerError, formatReport, verdict } from '../../src/index.ts';
import type { ApiName } from '../../src/apis/index.ts';
import type { MockSession } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';
import { root } from '../support/processes/server-process.ts';

const mock = createMock({ learners: 30, courses: 4 });

async function get(session: MockSession, api: ApiName, path: string, headers: Readonly<Record<string, string>> = {}) {
  const [persona] = Object.values(session.apis[api].personas);
  return request(mock.app)
    .get(`${session.apis[api].path}${path}`)
    .set({ ...persona?.headers, ...headers });
}

function control(path: string, headers: Readonly<Record<string, string>> = {}) {
  return request(mock.app)
    .get(`/__mock${path}`)
    .set({ Host: 'localhost', ...headers });
}

/** Requests, with the items of the contract that each exercises. */
const STEPS = [
  { path: '/api/so2/v1/completion', items: ['listCompletions', '200', 'application/json'] },
  {
    path: '/api/so2/v1/completion?username=johndoe',
    items: ['listCompletions', '200', 'query.username', 'application/json'],
  },
  { path: '/api/so2/v1/grades?course_id=nope', items: ['listGrades', '200', 'query.course_id', 'application/json'] },
  { path: '/api/so2/v1/grades', headers: { Authorization: '' }, items: ['listGrades', '401', 'application/json'] },
  {
    path: '/api/so2/v1/grades?username=johndoe&course_id=nope',
    items: ['listGrades', '200', 'query.username', 'query.course_id', 'application/json'],
  },
] as const;

test('coverage counts exactly the exercised items, each time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { maxLength: 8 }), async (steps) => {
      const session = mock.session();
      const want = new Map<string, number>();
      for (const step of steps) {
        await get(session, 'moocit', step.path, 'headers' in step ? step.headers : {});
        const [operation] = step.items;
        for (const item of step.items) want.set(`${operation} ${item}`, (want.get(`${operation} ${item}`) ?? 0) + 1);
      }
      const seen = [...session.coverage].filter(({ count, kind }) => count > 0 && kind !== 'variant');
      expect(new Map(seen.map(({ operationId, name, count }) => [`${operationId} ${name}`, count]))).toEqual(want);
      const chosen = [...session.coverage].filter(({ count, kind }) => count > 0 && kind === 'variant');
      expect(chosen.every(({ api, count }) => api === 'moocit' && count === steps.length)).toBe(true);
      expect((await session.report()).exchanges).toBe(steps.length);
    }),
    { numRuns: 20 },
  );
});

test('each value of a list is counted, and a variant if it was chosen', async () => {
  const session = mock.session();
  const path = '/api/v0/study-registry/completions/BSCS1001';
  await get(session, 'helsinki', `${path}?exclude_already_registered=true`);
  session.setVariants({ helsinki: { 'no-rows': 'bracket' } });
  await get(session, 'helsinki', path);
  const counts = new Map([...session.coverage].toReversed().map(({ api, name, count }) => [`${api} ${name}`, count]));
  expect(counts.get('helsinki query.exclude_already_registered=true')).toBe(1);
  expect(counts.get('helsinki query.exclude_already_registered=false')).toBe(0);
  expect([counts.get('helsinki no-rows=array'), counts.get('helsinki no-rows=bracket')]).toEqual([1, 1]);
  expect(session.coverage.missing('streamCompletions').map(({ name }) => name)).toContain('403');
});

test('violations of one kind are listed once, with the first request and their place in the contract', async () => {
  const session = mock.session();
  await get(session, 'moocit', '/api/so2/v1/grades?usernmae=a');
  await get(session, 'moocit', '/api/so2/v1/grades?usernmae=b');
  await get(session, 'stackone', '/unified/lms/completions/1?raw=7');
  const found = session.violations.filter(({ location }) => location.startsWith('query.'));
  expect(found).toMatchObject([
    {
      location: 'query.usernmae',
      count: 2,
      severity: 'warning',
      example: { method: 'GET', url: expect.stringMatching(/=a$/) },
    },
    {
      location: 'query.raw',
      count: 1,
      severity: 'error',
      pointer: expect.stringMatching(/^#\/paths\/.*parameters\/\d+$/),
    },
  ]);
  expect(verdict(await session.report()).isPassed).toBe(false);
});

test('a client with ever new violations needs no more memory', async () => {
  const session = mock.session();
  for (let one = 0; one < 30; one += 1) {
    const query = Array.from({ length: 30 }, (_, index) => `n${one}-${index}=1`).join('&');
    await get(session, 'moocit', `/api/so2/v1/grades?${query}`);
  }
  expect(session.violations.length).toBe(500);
});

test('each session has its own report, and the report of the server has all of them', async () => {
  const own = createMock({ learners: 3 });
  const before = own.report().exchanges;
  const sessions = Array.from({ length: 20 }, () => own.session());
  await Promise.all(
    sessions.map(async (session, index) => {
      for (let time = 0; time <= index; time += 1) await request(own.app).get(`${session.apis.moocit.path}/x${time}`);
    }),
  );
  const reports = await Promise.all(sessions.map((session) => session.report()));
  expect(reports.map(({ exchanges }) => exchanges)).toEqual(sessions.map((_, index) => index + 1));
  expect(before).toBe(0);
  expect(own.report().exchanges).toBe(210);
  sessions[3]?.reset();
  expect((await sessions[3]?.report())?.exchanges).toBe(0);
  expect(own.report().exchanges).toBe(210);
});

test('rules that no request matched are in the report', async () => {
  const session = mock.session();
  session.on('listGrades').reply({ status: 403 });
  const unused = { id: 'rule-1', description: 'listGrades answers {"status":403}' };
  expect((await session.report()).unusedRules).toEqual([unused]);
  await get(session, 'moocit', '/api/so2/v1/grades');
  expect((await session.report()).unusedRules).toEqual([]);
});

test.for([
  { format: 'text', type: 'text/plain; charset=utf-8', begin: /^Violations\n/ },
  { format: 'json', type: 'application/json', begin: /^\{/ },
  { format: 'junit', type: 'application/xml', begin: /^<\?xml/ },
  { format: 'ctrf', type: 'application/json', begin: /^\{/ },
  { format: 'markdown', type: 'text/markdown; charset=utf-8', begin: /^#/ },
  { format: 'html', type: 'text/html; charset=utf-8', begin: /^<!doctype html>/i },
] as const)('the control API gives a report as $format', async ({ format, type, begin }) => {
  const session = mock.session();
  await get(session, 'moocit', '/api/so2/v1/grades', { Authorization: '' });
  const answer = await control(`/sessions/${session.id}/report?format=${format}`)
    .buffer(true)
    .parse((response, done) => {
      let text = '';
      response.on('data', (piece) => (text += String(piece)));
      response.on('end', () => done(null, text));
    });
  expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
  expect(answer.body).toMatch(begin);
  expect(answer.body).toBe(formatReport(await session.report(), format));
  expect(answer.headers['content-security-policy']).toBe(
    [
      ...(format === 'html' ? ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"] : []),
      "frame-ancestors 'none'",
    ].join('; '),
  );
});

test('the JSON of a report conforms to its published schema', async () => {
  const session = mock.session();
  session.openLedger();
  await get(session, 'moocit', '/api/so2/v1/grades?nope=1');
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const isReport = ajv.compile(JSON.parse(await readFile(join(root, 'src/inspect/report/report.schema.json'), 'utf8')));
  for (const path of [`/sessions/${session.id}/report`, '/report']) {
    const { body } = await control(path);
    expect(isReport(body), JSON.stringify(isReport.errors)).toBe(true);
  }
});

test('without a format the header Accept decides, and thresholds apply', async () => {
  const session = mock.session();
  await get(session, 'moocit', '/api/so2/v1/grades?nope=1');
  const path = `/sessions/${session.id}/report`;
  expect((await control(path)).headers['content-type']).toBe('application/json');
  expect((await control(path, { Accept: 'text/html,*/*;q=0.1' })).headers['content-type']).toMatch(/^text\/html/);
  expect((await control(`${path}?format=text`)).text).toMatch(/^PASSED/m);
  expect((await control(`${path}?format=text&fail-on=warning`)).text).toMatch(/^FAILED/m);
  expect((await control(`${path}?format=text&min-coverage=90`)).text).toMatch(/below 90 %/);
});

test.for([
  ['/report?format=pdf', 400, 'markdown'],
  ['/report?min-coverage=101', 400, 'must be <= 100'],
  ['/report?fail-on=never-ever', 400, 'warning'],
  ['/report?colour=1', 400, 'min-coverage'],
  ['/sessions/nobody-yet/report', 404, 'nobody-yet'],
  ['/sessions/nobody-yet/coverage', 404, 'nobody-yet'],
  ['/sessions/nobody-yet/ledger', 404, 'nobody-yet'],
] as const)('%s is answered with %i', async ([path, status, text]) => {
  expect(await control(path)).toMatchObject({ status, text: expect.stringContaining(text) });
});

test('the ledger finds records that a client never fetched or fetched twice', async () => {
  const session = mock.session();
  const ledger = session.openLedger();
  const courses = Array.from({ length: mock.campus.courseCount }, (_, index) => mock.campus.course(index).slug);
  const fetchCourse = (slug: string) => get(session, 'helsinki', `/api/v0/study-registry/completions/${slug}`);
  for (const slug of courses) await fetchCourse(slug);
  await ledger.expectConsumedOnce('helsinki', 'registrar');
  expect(await ledger.gaps()).toMatchObject({ duplicates: [], missing: [] });
  expect((await ledger.gaps()).given).toBe(mock.campus.truth('helsinki', 'registrar').length);
  const [first = ''] = courses;
  const { body } = await fetchCourse(first);
  await expect(ledger.expectConsumedOnce('helsinki', 'registrar')).rejects.toThrow(LedgerError);
  expect((await ledger.gaps()).duplicates).toEqual(body.map(({ id }: { readonly id: string }) => `helsinki ${id}`));
  expect((await session.report()).ledger).toEqual(await ledger.gaps());
});

test('the ledger has the same records of each API as its truth', async () => {
  const session = mock.session();
  const ledger = session.openLedger();
  for (const operation of ['completion', 'grades']) await get(session, 'moocit', `/api/so2/v1/${operation}`);
  await ledger.expectConsumedOnce('moocit', 'admin');
  for (const { course } of new Map(mock.campus.truth('ispring', 'owner').map((row) => [row.course.id, row])).values())
    await get(session, 'ispring', `/content/${course.id}/final_statuses`);
  await ledger.expectConsumedOnce('ispring', 'owner');
  const completions = mock.campus.truth('stackone', 'integrator');
  for (const { id } of completions.slice(1)) await get(session, 'stackone', `/unified/lms/completions/${id}?fields=id`);
  await expect(ledger.expectConsumedOnce('stackone', 'integrator')).rejects.toThrow(
    `1 were never received: stackone ${completions[0]?.id}`,
  );
  await get(session, 'stackone', `/unified/lms/completions/${completions[0]?.id}`);
  await ledger.expectConsumedOnce('stackone', 'integrator');
});

test('a list that a rule cut short counts the created records as given', async () => {
  const session = mock.session();
  const ledger = session.openLedger();
  session.on('streamCompletions', { times: 1 }).fault({ kind: 'stream-error', afterRows: 2 });
  const slug = mock.campus.truth('helsinki', 'registrar').at(-1)?.course.id;
  await get(session, 'helsinki', `/api/v0/study-registry/completions/${slug}`).catch(() => undefined);
  const { given } = await ledger.gaps('helsinki', 'registrar');
  expect(given).toBeGreaterThanOrEqual(2);
  expect(given).toBeLessThanOrEqual(3);
});

test('a ledger is opened over the control API, records nothing before, and ends with a reset', async () => {
  const session = mock.session();
  await get(session, 'moocit', '/api/so2/v1/completion');
  expect((await control(`/sessions/${session.id}/ledger`)).body).toEqual({ isOpen: false });
  expect((await session.report()).ledger).toBeUndefined();
  await request(mock.app).post(`/__mock/sessions/${session.id}/ledger`).set('Host', 'localhost').send({}).expect(200);
  await get(session, 'moocit', '/api/so2/v1/completion?username=johndoe');
  const { body } = await control(`/sessions/${session.id}/ledger`);
  expect(body).toMatchObject({ isOpen: true, duplicates: [] });
  expect(body.given).toBeGreaterThan(0);
  expect(body.missing.length).toBe(mock.campus.truth('moocit', 'admin').length - body.given);
  session.reset();
  expect((await control(`/sessions/${session.id}/ledger`)).body).toEqual({ isOpen: false });
});

test('violations of further kinds than a report lists are counted, and it fails', async () => {
  const { app, session: open } = createMock({ learners: 1, courses: 1 });
  const session = open();
  const { headers } = session.apis.moocit.personas.admin;
  for (let index = 0; index < 12; index += 1) {
    const names = Array.from({ length: 50 }, (_, place) => `n${index}_${place}=1`).join('&');
    await request(app).get(`${session.apis.moocit.path}/api/so2/v1/grades?${names}`).set(headers);
  }
  const { unlistedViolations = 0, summary } = await session.report();
  expect(unlistedViolations).toBeGreaterThan(50);
  expect(summary.reasons).toContain(`${unlistedViolations} violations of further kinds, too many to list.`);
});
