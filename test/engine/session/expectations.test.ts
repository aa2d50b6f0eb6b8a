import { expect, test } from 'vitest';

import { formatReport, verdict } from '../../../src/index.ts';
import type { MockSession } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';

const GRADES = '/moocit/api/so2/v1/grades';
const BEARER = { authorization: 'Bearer moocit-admin-token' };

async function started(options: Parameters<typeof createMock>[0] = {}) {
  const mock = createMock({ port: 0, learners: 5, ...options });
  const { url } = await mock.listen();
  const session = mock.session();
  const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${url}/sessions/${session.id}${path}`, { headers });
  return { mock, url, session, get, [Symbol.asyncDispose]: () => mock.close() };
}

/** The locations of the unexpected and of the expected violations. */
async function placesOf(session: MockSession) {
  const { violations, expected = [] } = await session.report();
  return [violations, expected].map((list) =>
    list.filter(({ severity }) => severity === 'error').map(({ location }) => location),
  );
}

test('an expected violation does not fail the session, is listed separately and counts for coverage', async () => {
  await using server = await started();
  const { session, get } = server;
  session.expectViolation({ operation: 'listGrades', location: 'header.authorization' });
  expect((await get(GRADES)).status).toBe(401);
  expect(await placesOf(session)).toEqual([[], ['header.authorization']]);
  const report = await session.report();
  expect(verdict(report)).toEqual({ isPassed: true, reasons: [] });
  expect(report.unmetExpectations).toBeUndefined();
  expect(report.coverage.find(({ operationId, name }) => operationId === 'listGrades' && name === '401')?.count).toBe(
    1,
  );
  expect(session.journal.counts.errors).toBe(0);
});

test('other violations of the same request are still unexpected', async () => {
  await using server = await started();
  const { session, get } = server;
  session.expectViolation({ api: 'moocit', rule: 'unknown-path' });
  await get(GRADES);
  await get('/moocit/nope');
  expect(await placesOf(session)).toEqual([['header.authorization'], ['path']]);
  expect(verdict(await session.report()).isPassed).toBe(false);
});

test('an unmatched request is expected by its method and path', async () => {
  await using server = await started();
  const { session, get } = server;
  session.expectViolation({ operation: 'GET /nope' });
  await get('/moocit/nope');
  await get('/moocit/other');
  expect((await session.report()).violations.map(({ message }) => message)).toEqual([
    expect.stringContaining('/other'),
  ]);
  expect((await session.report()).expected).toHaveLength(1);
});

test('the report lists expected violations that did not happen, in every format', async () => {
  await using server = await started();
  const { session } = server;
  session.expectViolation({ operation: 'listGrades', location: 'query.username' });
  const report = await session.report();
  expect(report.unmetExpectations).toEqual(['listGrades query.username']);
  expect(verdict(report, { failOn: 'warning' }).reasons).toEqual(['1 expected violation did not happen.']);
  for (const format of ['text', 'json', 'markdown', 'html', 'junit', 'ctrf'] as const)
    expect(formatReport(report, format), format).toMatch(/listGrades.{0,20}query.{0,5}\.?username/);
});

test('the report lists expected violations, in every format', async () => {
  await using server = await started();
  const { session, get } = server;
  session.expectRefusals();
  await get(GRADES);
  for (const format of ['text', 'json', 'markdown', 'html', 'junit', 'ctrf'] as const)
    expect(formatReport(await session.report(), format), format).toMatch(/expected/i);
  expect(formatReport(await session.report(), 'text')).toContain('0 errors');
});

test('expectRefusals() covers documented refusals of known operations, and nothing else', async () => {
  await using server = await started();
  const { session, get } = server;
  session.expectRefusals();
  const { headers } = session.apis.stackone.personas.integrator;
  expect((await get(GRADES)).status).toBe(401);
  expect((await get('/stackone/unified/lms/completions/nope', { ...headers, 'x-account-id': 'other' })).status).toBe(
    404,
  );
  expect((await get('/moocit/nope', BEARER)).status).toBe(404);
  const [unexpected] = await placesOf(session);
  expect(unexpected).toEqual(['path']);
});

test('expectations belong to one session, and a reset removes them', async () => {
  await using server = await started();
  const { mock, session, get } = server;
  session.expectRefusals();
  session.reset();
  await get(GRADES);
  expect(await placesOf(session)).toEqual([['header.authorization'], []]);
  expect((await mock.session().report()).unmetExpectations).toBeUndefined();
});

test('the control API declares, lists and removes expectations', async () => {
  await using server = await started();
  const { url, session, get } = server;
  const at = `${url}/__mock/sessions/${session.id}/expectations`;
  const post = (body: unknown): Promise<Response> =>
    fetch(at, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect((await post({ refusals: true })).status).toBe(201);
  await get(GRADES);
  expect(await (await fetch(at)).json()).toEqual({
    expectations: [{ refusals: true, count: expect.any(Number) }],
  });
  expect(await (await fetch(at, { method: 'DELETE', headers: { 'content-type': 'application/json' } })).json()).toEqual(
    { expectations: [] },
  );
  const wrong = await post({ operation: 'listGradez' });
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toContain('did you mean');
});

test('the options allow and allowRefusals apply to every session', async () => {
  await using server = await started({ allow: ['moocit:listGrades:header.authorization', 'none:GET /nowhere'] });
  const { mock, url, get } = server;
  await get(GRADES);
  await fetch(`${url}/nowhere`);
  await get('/moocit/api/so2/v1/completion');
  const errors = mock.report().violations.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ operationId }) => operationId)).toEqual(['listCompletions']);
  await using lenient = await started({ allowRefusals: true });
  await lenient.get(GRADES);
  expect(verdict(lenient.mock.report()).isPassed).toBe(true);
});

test.for([
  [{ operation: 'listGradez' }, /did you mean "listGrades"/],
  [{ api: 'moodle' }, /one of moocit/],
  [{ place: 'query' }, /must be one of api, operation/],
] as const)('%o is refused', ([given, message]) => {
  const session = createMock().session();
  const expectation: object = given;
  expect(() => session.expectViolation(expectation)).toThrow(message);
});

test.for(['moocit', 'moocit:listGradez', 'moodle:listGrades'])('allow: %s is refused', (allow) => {
  expect(() => createMock({ allow: [allow] })).toThrow(/--allow/);
});
