import { connect } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import request from 'supertest';
import { expect, test } from 'vitest';

import type { MockSession } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';
import { root } from '../../support/processes/server-process.ts';

const mock = createMock({ learners: 20, courses: 3, redact: ['x-secret', 'key'] });
const path = '/api/so2/v1/completion';
const admin = { Authorization: 'Bearer moocit-admin-token' };

async function ask(
  session: MockSession,
  target: string,
  headers: Readonly<Record<string, string>> = admin,
): Promise<number> {
  const { status } = await request(mock.app).get(`/sessions/${session.id}${target}`).set(headers);
  return status;
}

test('an exchange is recorded with its persona, request, reply and violations', async () => {
  const session = mock.session();
  await ask(session, `/moocit${path}?usernmae=x`);
  const [exchange, ...others] = session.journal.exchanges();
  expect(others).toEqual([]);
  expect(exchange).toMatchObject({
    sequence: 1,
    session: session.id,
    isOpen: false,
    now: '2026-09-01T09:00:00.000000Z',
    api: 'moocit',
    operationId: 'listCompletions',
    persona: 'admin',
    request: { method: 'GET', url: `/sessions/${session.id}/moocit${path}?usernmae=x` },
    reply: { status: 200, headers: { 'Content-Type': 'application/json' } },
    isAborted: false,
  });
  expect(exchange?.violations.map(({ location }) => location)).toContain('query.usernmae');
  expect(exchange?.reply?.body.text).toMatch(/^\[\{"username":/);
  expect(exchange?.sentBytes).toBeGreaterThan(exchange?.reply?.body.text.length ?? Infinity);
  expect(exchange?.durationMs).toBeGreaterThanOrEqual(exchange?.firstByteMs ?? Infinity);
  expect(Date.parse(exchange?.startedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
});

test('shown exchanges contain no secrets', async () => {
  const session = mock.session();
  const ispring = mock.apis.ispring.personas.owner.headers;
  await ask(session, `/moocit${path}?key=hush-1&a=b`, { ...admin, Cookie: 'id=hush-2', 'X-Secret': 'hush-3' });
  await ask(session, '/ispring/content/123/final_statuses', { ...ispring, 'X-Auth-Password': 'hush-4' });
  await ask(session, '/helsinki/api/v0/study-registry/completions/BSCS1001', { Authorization: 'Basic hush-5' });
  const shown = ['json', 'har', 'curl', 'fetch', 'pact'] as const;
  for (const format of shown) {
    const text = session.journal.export(format);
    expect(text, format).not.toContain('hush-');
    expect(text.length).toBeGreaterThan(100);
  }
  expect(JSON.stringify(await session.report())).not.toContain('hush-');
  expect(session.journal.exchanges()[0]?.request).toMatchObject({
    url: expect.stringMatching(/\?key=\*\*\*&a=b$/),
    headers: { authorization: 'Bearer ***', cookie: '***', 'x-secret': '***' },
  });
});

test.for([
  { why: 'credentials', target: `/moocit${path}`, headers: {} },
  { why: 'forbidden', target: `/moocit${path}`, headers: { Authorization: 'Bearer moocit-forbidden-token' } },
  { why: 'not-acceptable', target: `/moocit${path}`, headers: { ...admin, Accept: 'image/png' } },
  { why: 'unknown-path', target: '/moocit/nowhere', headers: admin },
  { why: 'absent', target: '/stackone/unified/lms/completions/404', headers: stackone('stackone-account') },
  { why: 'account', target: '/stackone/unified/lms/completions/1', headers: stackone('stackone-disabled-account') },
  { why: 'account', target: '/stackone/unified/lms/completions/1', headers: stackone('nobody') },
  { why: 'request', target: '/helsinki/api/v0/study-registry/completions/x?exclude_already_registered=7', headers: {} },
])('a refusal has a reason: $why', async ({ why, target, headers }) => {
  const session = mock.session();
  expect(await ask(session, target, headers)).toBeGreaterThanOrEqual(400);
  expect(session.journal.exchanges().map(({ reason }) => reason)).toEqual([why]);
});

test('the scope of a caller is shown, and the persona of a caller that is refused by role', async () => {
  const session = mock.session();
  for (const name of ['owner', 'publisher', 'learner'] as const)
    await ask(session, '/ispring/content/123/final_statuses', { ...mock.apis.ispring.personas[name].headers });
  const seen = session.journal.exchanges().map(({ persona, scope, reason }) => ({ persona, scope, reason }));
  expect(seen).toEqual([
    { persona: 'owner' },
    { persona: 'publisher', scope: expect.stringMatching(/outside of the departments D\d+.* are hidden/) },
    { persona: 'learner', reason: 'forbidden' },
  ]);
});

function stackone(account: string): Readonly<Record<string, string>> {
  return { Authorization: `Basic ${btoa('stackone-api-key:')}`, 'x-account-id': account };
}

test('filters narrow the exchanges', async () => {
  const session = mock.session();
  await ask(session, `/moocit${path}`, { ...admin, ...mock.services[0]?.api.showcase.headers });
  await ask(session, `/moocit${path}?nope=1`);
  await ask(session, `/moocit${path}`, {});
  await ask(session, '/moocit/api/so2/v1/grades');
  const numbers = (...filter: Parameters<MockSession['journal']['exchanges']>): readonly number[] =>
    session.journal.exchanges(...filter).map(({ sequence }) => sequence);
  expect(numbers()).toEqual([1, 2, 3, 4]);
  expect(numbers({ operation: 'listGrades' })).toEqual([4]);
  expect(numbers({ status: 401 })).toEqual([3]);
  expect(numbers({ persona: 'admin', limit: 2 })).toEqual([2, 4]);
  expect(numbers({ violations: 'none' })).toEqual([1]);
  expect(numbers({ violations: 'error' })).toEqual([3]);
  expect(numbers({ violations: 'warning' })).toEqual([2, 3, 4]);
  expect(numbers({ since: 2 })).toEqual([3, 4]);
  expect(numbers({ api: 'ispring' })).toEqual([]);
  const over = await request(mock.app)
    .get(`/__mock/sessions/${session.id}/journal?operation=listGrades&limit=1`)
    .set('Host', 'localhost');
  expect(over.body).toMatchObject({ counts: { exchanges: 4 }, exchanges: [{ sequence: 4 }] });
});

test('the oldest exchanges are dropped first, and are still counted', async () => {
  const small = createMock({ learners: 0, journal: 3 });
  const session = small.session();
  for (let time = 0; time < 700; time += 1)
    await request(small.app).get(`${session.apis.moocit.path}${path}?n=${time}`).set(admin);
  expect(session.journal.exchanges().map(({ sequence }) => sequence)).toEqual([698, 699, 700]);
  expect(session.journal.counts).toMatchObject({ exchanges: 700, dropped: 697, errors: 0, aborted: 0 });
  expect(session.journal.counts.warnings).toBeGreaterThanOrEqual(700);
  session.journal.clear();
  expect(session.journal.counts.exchanges).toBe(0);
});

test('with a journal of size 0 exchanges are counted, but not recorded', async () => {
  const none = createMock({ learners: 0, journal: 0 });
  await request(none.app).get(path).set(admin);
  const session = none.session('default');
  expect(session.journal.exchanges()).toEqual([]);
  expect(session.journal.counts).toMatchObject({ exchanges: 1, dropped: 1 });
});

test('a long body is cut, and its full length is shown', async () => {
  const long = createMock({ learners: 2000 });
  const { text } = await request(long.app).get(path).set(admin);
  const [exchange] = long.session('default').journal;
  expect(exchange?.reply?.body).toMatchObject({ size: text.length, isCut: true });
  expect(text.startsWith(exchange?.reply?.body.text ?? ' ')).toBe(true);
  expect(exchange?.reply?.body.text.length).toBeGreaterThan(10_000);
});

test('open exchanges are listed, and a disconnected client is recorded', async () => {
  await using slow = createMock({ port: 0, learners: 5 });
  const { port } = await slow.listen();
  const session = slow.session('slow');
  session.on('listCompletions').fault({ kind: 'no-answer' });
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `GET /sessions/slow/moocit${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer moocit-admin-token\r\n\r\n`,
  );
  await expect.poll(() => session.journal.exchanges().map(({ isOpen }) => isOpen)).toEqual([true]);
  expect(session.journal.exchanges()[0]).toMatchObject({
    sequence: 0,
    rule: { id: 'rule-1' },
    fault: { kind: 'no-answer' },
  });
  socket.destroy();
  await expect
    .poll(() => session.journal.exchanges()[0])
    .toMatchObject({ sequence: 1, isOpen: false, isAborted: true });
});

test('rules, refused rules, faults and variations are shown with the exchange', async () => {
  const specs = { library: join(root, 'test/fixtures/mounted/library.yaml') };
  const mounting = createMock({ learners: 20, courses: 2, specs });
  const session = mounting.session();
  session.on('listCompletions', { times: 1 }).reply({ status: 403 });
  const match = { api: 'library', operation: 'GET /books/{id}.json' };
  session.rules.add({ match, answer: { patch: { title: 7 } } });
  session.on('listCompletions').fault({ kind: 'invalid-body' });
  session.vary(3);
  const completions = `${session.apis.moocit.path}${path}?username=johndoe`;
  for (const target of [completions, `${session.specs['library']?.path}/books/1.json`, completions])
    await request(mounting.app)
      .get(target)
      .set(admin)
      .buffer(true)
      .parse((_response, done) => done(null, ''));
  const [forced, patched, spoilt] = session.journal.exchanges();
  expect(forced).toMatchObject({ rule: { id: 'rule-1' }, reply: { status: 403 } });
  expect(patched).toMatchObject({ rule: { id: 'rule-2', refused: expect.stringContaining('"offContract": true') } });
  expect(spoilt).toMatchObject({ rule: { id: 'rule-3' }, fault: { kind: 'invalid-body' }, reply: { status: 200 } });
  expect(spoilt?.variations).toBeInstanceOf(Array);
});

test('a reset empties the journal', async () => {
  const session = mock.session();
  await ask(session, `/moocit${path}`);
  session.reset();
  expect([...session.journal]).toEqual([]);
});

test('an unknown session, format or filter is an error', async () => {
  const get = async (target: string) => request(mock.app).get(`/__mock/sessions/${target}`).set('Host', 'localhost');
  expect((await get('nobody/journal')).status).toBe(404);
  mock.session('known');
  expect(await get('known/journal?format=xml')).toMatchObject({ status: 400, text: expect.stringContaining('har') });
  expect(await get('known/journal?statsu=1')).toMatchObject({ status: 400, text: expect.stringContaining('status') });
  expect((await get('known/journal?limit=-1')).status).toBe(400);
});

test('listeners get each exchange after their last position', async () => {
  await using live = createMock({ port: 0, learners: 5 });
  const { url, port } = await live.listen();
  const session = live.session('live');
  const visit = async (): Promise<string> =>
    (await fetch(`${session.apis.moocit.baseUrl}${path}`, { headers: admin })).text();
  await visit();
  const all = await fetch(`${url}/__mock/journal/events`);
  const since = await fetch(`${url}/__mock/sessions/live/journal/events`, { headers: { 'Last-Event-ID': '0' } });
  expect(since.headers.get('content-type')).toBe('text/event-stream');
  await visit();
  expect(await firstEvents(all, 1)).toEqual([{ id: '2', sequence: 2 }]);
  expect(await firstEvents(since, 2)).toEqual([
    { id: '1', sequence: 1 },
    { id: '2', sequence: 2 },
  ]);
  expect(
    (await fetch(`${url}/__mock/sessions/live/journal/events`, { headers: { 'Last-Event-ID': 'x' } })).status,
  ).toBe(400);
  // A connected listener does not delay close().
  const stays = connect(port, '127.0.0.1');
  stays.write('GET /__mock/journal/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  await once(stays, 'data');
  const ended = once(stays, 'close');
  stays.resume();
  await live.close();
  await ended;
});

async function firstEvents(response: Response, count: number): Promise<readonly unknown[]> {
  let text = '';
  for await (const piece of response.body ?? []) {
    text += new TextDecoder().decode(piece);
    const events = text.split('\n\n').slice(0, -1);
    if (events.length >= count) return events.slice(0, count).map(readEvent);
  }
  throw new Error(`the events ended with ${text}`);
}

function readEvent(event: string): unknown {
  const [, id] = /^id: (\d+)$/m.exec(event) ?? [];
  const [, data = ''] = /^data: (.*)$/m.exec(event) ?? [];
  const shown: unknown = JSON.parse(data);
  return { id, sequence: typeof shown === 'object' && shown !== null ? Reflect.get(shown, 'sequence') : undefined };
}

test('the number of listeners is limited', async () => {
  await using live = createMock({ port: 0, learners: 0 });
  const { url } = await live.listen();
  // Keep the responses: fetch closes the connection of a response that is garbage-collected.
  const answers: Response[] = [];
  const stop = new AbortController();
  for (let one = 0; one < 34; one += 1)
    answers.push(await fetch(`${url}/__mock/journal/events`, { signal: stop.signal }));
  expect(answers.slice(30).map(({ status }) => status)).toEqual([200, 200, 429, 429]);
  stop.abort();
});
