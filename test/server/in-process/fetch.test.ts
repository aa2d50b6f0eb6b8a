import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 40 });
const GRADES = '/api/so2/v1/grades';
const admin = mock.apis.moocit.personas.admin.headers;

/** The headers without those that differ between requests. */
function fixed({ headers }: Response): readonly (readonly [string, string])[] {
  return [...headers].filter(([name]) => !['date', 'connection', 'keep-alive', 'request-id'].includes(name));
}

test.for([
  { title: 'a list', path: `/moocit${GRADES}`, init: { headers: admin } },
  { title: 'a refusal', path: `/moocit${GRADES}`, init: {} },
  { title: 'an unknown path', path: '/nope', init: {} },
  { title: 'HEAD', path: `/moocit${GRADES}`, init: { method: 'HEAD', headers: admin } },
  {
    title: 'a preflight',
    path: `/moocit${GRADES}`,
    init: { method: 'OPTIONS', headers: { origin: 'http://a.example' } },
  },
  {
    title: 'a body',
    path: '/helsinki/api/v0/study-registry/completion-registered-to-study-registry',
    init: { method: 'POST', body: '[]', headers: mock.apis.helsinki.personas.registrar.headers },
  },
  {
    title: 'a stream',
    path: '/helsinki/api/v0/study-registry/completions/BSCS1001',
    init: { headers: mock.apis.helsinki.personas.registrar.headers },
  },
])('answers $title as over HTTP', async ({ path, init }) => {
  await using listening = createMock({ learners: 40 });
  const { url } = await listening.listen();
  const [got, want] = await Promise.all([mock.fetch(path, init), fetch(`${url}${path}`, init)]);
  expect([got.status, got.statusText, fixed(got)]).toEqual([want.status, want.statusText, fixed(want)]);
  expect(await got.text()).toBe(await want.text());
  expect(new URL(got.url).pathname).toBe(path);
});

test('accepts a Request, a URL or a path, with any host', async () => {
  const session = mock.session();
  const target = `${session.apis.moocit.path}${GRADES}`;
  await mock.fetch(new Request(`https://courses.example${target}`, { headers: admin }));
  await mock.fetch(new URL(target, 'http://localhost'), { headers: admin });
  await mock.fetch(target, { headers: admin });
  expect([...session.journal].map(({ reply, persona }) => [reply?.status, persona])).toEqual([
    [200, 'admin'],
    [200, 'admin'],
    [200, 'admin'],
  ]);
  expect([...session.journal][0]?.sentBytes).toBeGreaterThan(1_000);
});

test('calls the control API', async () => {
  const init = { method: 'POST', body: '{"days":2}', headers: { 'content-type': 'application/json' } };
  const response = await mock.fetch('/__mock/sessions/in-process/advance', init);
  expect([response.status, await response.json()]).toMatchObject([200, { now: '2026-09-03T09:00:00.000000Z' }]);
  expect((await mock.fetch('http://evil.example/__mock/health')).status).toBe(403);
});

test('a reset rejects the call, and a cut stream rejects reading the body', async () => {
  const session = mock.session();
  const target = `${session.apis.moocit.path}${GRADES}`;
  session.on('listGrades', { times: 1 }).fault({ kind: 'reset' });
  await expect(mock.fetch(target, { headers: admin })).rejects.toMatchObject({
    message: 'fetch failed',
    cause: { code: 'ECONNRESET' },
  });
  session.on('listGrades', { times: 1 }).fault({ kind: 'cut', afterBytes: 20 });
  const response = await mock.fetch(target, { headers: admin });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('aborted');
  expect([...session.journal].map(({ isAborted }) => isAborted)).toEqual([true, true]);
});

test('an abort ends a request that waits for its answer, and one whose body is being read', async () => {
  const session = mock.session();
  const target = `${session.apis.moocit.path}${GRADES}`;
  await expect(mock.fetch(target, { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  expect([...session.journal]).toEqual([]);

  session.on('listGrades').fault({ kind: 'no-answer' });
  const waiting = mock.fetch(target, { headers: admin, signal: AbortSignal.timeout(20) });
  await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' });
  session.rules.clear();

  session.on('listGrades').fault({ kind: 'slow-body', chunkBytes: 1, everyMs: 1_000 });
  const leaving = new AbortController();
  const response = await mock.fetch(target, { headers: admin, signal: leaving.signal });
  leaving.abort();
  await expect(response.text()).rejects.toMatchObject({ name: 'AbortError' });
  const exchanges = await session.waitFor('listGrades', { count: 2 });
  expect(exchanges.map(({ isAborted }) => isAborted)).toEqual([true, true]);
});

test('a long list is generated only as fast as it is read', async () => {
  const large = createMock({ learners: 200_000, courses: 2 });
  const session = large.session();
  const response = await large.fetch(`${session.apis.moocit.path}/api/so2/v1/completion`, { headers: admin });
  const reader = response.body?.getReader();
  expect((await reader?.read())?.value?.length).toBeGreaterThan(1_000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const [open] = session.journal.exchanges();
  expect(open).toMatchObject({ isOpen: true });
  await reader?.cancel();
  const [exchange] = await session.waitFor('listCompletions');
  expect(exchange?.isAborted).toBe(true);
  expect(exchange?.sentBytes).toBeLessThan(2_000_000);
});

test('close() ends requests that wait for their answer', async () => {
  const own = createMock({ learners: 3 });
  own.session('held').on('listGrades').fault({ kind: 'no-answer' });
  const waiting = own.fetch(`/sessions/held/moocit${GRADES}`, { headers: admin });
  const outcome = waiting.then(
    () => 'answered',
    (error: unknown) => String(error),
  );
  await own
    .session('held')
    .waitFor('listGrades', { timeoutMs: 0 })
    .catch(() => undefined);
  await own.close();
  expect(await outcome).toBe('TypeError: fetch failed');
});
