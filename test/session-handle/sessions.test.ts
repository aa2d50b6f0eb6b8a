import request from 'supertest';
import { expect, test } from 'vitest';

import { ClockError, OptionError } from '../../src/index.ts';
import type { Mock, MockSession } from '../../src/index.ts';
import { createSessions } from '../../src/engine/session/sessions.ts';
import { createMock } from '../support/create-mock.ts';

const mock = createMock({ learners: 80, courses: 4 });
const path = '/api/so2/v1/completion';
const admin = { Authorization: 'Bearer moocit-admin-token' };
const registry = '/api/v0/study-registry';
const registrar = { Authorization: 'Basic documentationOnlyExampleSecretKey-12345' };

async function rows(
  target: string,
  headers: Readonly<Record<string, string>> = admin,
  from: Mock = mock,
): Promise<string> {
  const response = await request(from.app).get(target).set(headers);
  expect(response.status).toBe(200);
  return response.text;
}

function moved(): MockSession {
  const session = mock.session();
  session.advance({ days: 200 });
  return session;
}

test('only a session that moved its clock sees later events', async () => {
  const before = await rows(path);
  const session = moved();
  const after = await rows(`${session.apis.moocit.path}${path}`);
  expect(after).not.toBe(before);
  expect(JSON.parse(after).length).toBeGreaterThan(JSON.parse(before).length);
  expect(await rows(path)).toBe(before);
  expect(await rows(`${mock.session().apis.moocit.path}${path}`)).toBe(before);
});

test('its data equals that of a server at the same time', async () => {
  const session = moved();
  const later = createMock({ learners: 80, courses: 4, now: session.now });
  for (const { api } of mock.services) {
    const headers = { ...api.personas[0]?.headers };
    const [seen, want] = await Promise.all([
      request(mock.app).get(`/sessions/${session.id}${api.showcase.path}`).set(headers),
      request(later.app).get(api.showcase.path).set(headers),
    ]);
    expect(seen.text).toBe(want.text);
  }
  expect(await rows(`/sessions/${session.id}${path}`)).toBe(await rows(path, admin, later));
});

test('a session is found by the address, by a header, or by the credential of each API', async () => {
  const { id, headers } = moved();
  const want = await rows(`/sessions/${id}/moocit${path}`);
  expect(await rows(path, { ...admin, ...headers })).toBe(want);
  expect(await rows(path, { Authorization: `Bearer moocit-admin-token~${id}` })).toBe(want);

  const slug = mock.campus.course(mock.campus.courseCount - 1).slug;
  const completions = `/api/v0/study-registry/completions/${slug}`;
  const key = 'Basic documentationOnlyExampleSecretKey-12345';
  expect(await rows(completions, { Authorization: `${key}~${id}` })).toBe(
    await rows(completions, { Authorization: key, ...headers }),
  );

  const contentIds = mock.campus.idSpace('ispring.contentId', { of: 'course', format: 'uuid' });
  const statuses = `/content/${contentIds.idOf(mock.campus.courseCount - 1)}/final_statuses`;
  const owner = mock.apis.ispring.personas.owner.headers;
  expect(await rows(statuses, { ...owner, 'x-auth-password': `password~${id}` })).toBe(
    await rows(statuses, { ...owner, ...headers }),
  );
  expect(await rows(statuses, owner)).not.toBe(await rows(statuses, { ...owner, ...headers }));

  const basic = `Basic ${Buffer.from(`stackone-api-key~${id}:`).toString('base64')}`;
  const refused = await request(mock.app)
    .get('/unified/lms/completions/nothing')
    .set({ Authorization: basic, 'x-account-id': 'stackone-account' });
  expect(refused.body.timestamp).toBe(mock.session(id).now.replace(/\d{3}Z$/, 'Z'));
});

test('the address takes precedence over the header, and the header over the credential', async () => {
  const [first, second] = [moved(), mock.session()];
  const credential = { Authorization: `Bearer moocit-admin-token~${second.id}` };
  expect(await rows(`/sessions/${first.id}${path}`, { ...credential, ...second.headers })).toBe(
    await rows(path, { ...admin, ...first.headers }),
  );
  expect(await rows(path, { ...credential, ...first.headers })).toBe(await rows(path, { ...admin, ...first.headers }));
});

test('a reset restores its initial state', async () => {
  const session = moved();
  session.reset();
  expect(await rows(path, { ...admin, ...session.headers })).toBe(await rows(path));
});

test('two hundred sessions at once never see each other', async () => {
  const sessions = Array.from({ length: 200 }, (_, day) => {
    const session = mock.session(`parallel-${day}`);
    session.advance({ days: day });
    return session;
  });
  const stamps = await Promise.all(
    sessions.map(async ({ headers }) => {
      const response = await request(mock.app)
        .get('/unified/lms/completions/nothing')
        .set({ Authorization: `Basic ${btoa('stackone-api-key:')}`, 'x-account-id': 'stackone-account', ...headers });
      return response.body.timestamp;
    }),
  );
  expect(stamps).toEqual(sessions.map((_, day) => new Date(Date.UTC(2026, 8, 1 + day, 9)).toISOString()));
});

test.for(['a b', 'ä', '', 'x'.repeat(65), '../x', '%2e'])('a request with the session id %j is refused', async (id) => {
  const response = await request(mock.app).get(path).set(admin).set('x-lms-mock-session', encodeURI(id));
  expect(response.status).toBe(400);
  expect(response.body).toMatchObject({ title: 'Invalid session id' });
});

test('a new session replaces the least recently used one after a minute without a request', () => {
  let nowMs = 0;
  const sessions = createSessions({ now: 0, limit: 3, clock: () => nowMs });
  for (const id of ['a', 'b', 'c']) sessions.get(id);
  nowMs = 59_999;
  expect(sessions.get('d')).toBeUndefined();
  sessions.get('a')?.advance(5);
  const call = { method: 'GET', url: '/', api: 'moocit', headers: {}, now: 0 };
  const answering = sessions.get('b')?.journal.open(call);
  nowMs = 200_000;
  sessions.get('c');
  sessions.get('a');
  nowMs = 259_999;
  expect(sessions.get('d'), 'b still answers').toBeUndefined();
  nowMs = 260_000;
  expect(sessions.get('d')).toBeDefined();
  expect(Array.from(sessions, ({ id }) => id)).toEqual(['default', 'b', 'a', 'd']);
  if (answering !== undefined) sessions.get('b')?.journal.close(answering);
  expect(sessions.get('a')?.now).toBe(5);
});

test('ten thousand live sessions need little memory, and one more is refused', async () => {
  const own = createMock({ learners: 10, courses: 1 });
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < 10_000; index += 1) own.session(`s${index}`).advance({ days: index });
  expect((process.memoryUsage().heapUsed - before) / 10_000).toBeLessThan(20_480);
  const response = await request(own.app).get(path).set(admin).set('x-lms-mock-session', 'one-more');
  expect([response.status, response.body.title]).toEqual([429, 'Too many sessions']);
  expect(response.headers['retry-after']).toBe('60');
  expect(response.body.detail).toMatch(/within the last 60 seconds\. .* or wait 60 seconds\.$/);
});

test('an API that is not served is an error when it is used', () => {
  const some = createMock({ learners: 0, apis: ['ispring'] });
  expect(some.apis.ispring.path).toBe('/ispring');
  expect(() => some.apis.moocit).toThrow('The API moocit is not served, only ispring.');
  expect(() => some.apis.ispring.baseUrl).toThrow('Await mock.listen() first.');
});

test('a program can call each API with its base URL and the headers of a persona', async () => {
  await using own = createMock({ port: 0, learners: 3 });
  const { url } = await own.listen();
  const { baseUrl, personas } = own.session('by-url').apis.helsinki;
  expect(baseUrl).toBe(`${url}/sessions/by-url/helsinki`);
  const headers = { ...personas.registrar.headers };
  const response = await fetch(`${baseUrl}/api/v0/study-registry/completions/BSCS1001`, { headers });
  expect([response.status, Object(await response.json()).length]).toEqual([200, 1]);
});

test('the maximum of a clock is the year 2255', () => {
  const session = mock.session('far');
  session.advance({ days: 80_000 });
  expect(() => session.advance({ days: 80_000 })).toThrow(ClockError);
  expect(Date.parse(session.now)).toBe(Date.UTC(2026, 8, 1, 9) + 80_000 * 86_400_000);
});

test.for(['1600-01-01T00:00:00Z', new Date('9999-12-31T23:59:59Z')])('a mock cannot begin at %s', (now) => {
  expect(() => createMock({ learners: 0, now })).toThrow(OptionError);
  expect(() => createMock({ learners: 0, now })).toThrow('between 1684-07-28 and 2255-06-05, got');
});

test('a port that was in use can be listened on when it is free', async () => {
  const first = createMock({ port: 0, learners: 0 });
  const { port } = await first.listen();
  await using second = createMock({ port, learners: 0 });
  await expect(second.listen()).rejects.toThrow(`Can't listen on 127.0.0.1:${port}: the port is in use.`);
  await first.close();
  expect((await second.listen()).port).toBe(port);
});

test('200 sessions at once, each with other rules, variants, written data and another clock, never see each other', async () => {
  const own = createMock({ learners: 60, courses: 2 });
  const path200 = '/api/so2/v1/grades?username=nobody';
  await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const session = own.session(`one-${index}`);
      const isRuled = index % 2 === 0;
      const isNotFound = index % 3 === 0;
      session.advance({ days: index });
      if (isNotFound) session.setVariants({ moocit: { 'no-match': 'not-found' } });
      const answer = { status: 403, headers: { 'X-Of': session.id } };
      if (isRuled) session.on('listGrades', { times: 1 }).reply(answer, { offContract: true });
      const ask = () => request(own.app).get(`${session.apis.moocit.path}${path200}`).set(admin);
      const [first, second] = [await ask(), await ask()];
      const normal = isNotFound ? 404 : 200;
      expect([first.status, first.headers['x-of']]).toEqual(isRuled ? [403, session.id] : [normal, undefined]);
      expect(second.status).toBe(normal);
      expect(session.now).toBe(new Date(Date.UTC(2026, 8, 1 + index, 9)).toISOString().replace('.000Z', '.000000Z'));
      expect(session.journal.exchanges().map(({ reply }) => reply?.status)).toEqual([first.status, second.status]);
      expect((await session.report()).exchanges).toBe(2);

      const all = await completionsIn(own, session, '');
      const registered = all.filter((_id, place) => place % 7 === index % 7);
      expect(registered.length).toBeGreaterThan(0);
      await register(own, session, registered);
      const left = await completionsIn(own, session, '?exclude_already_registered=true');
      expect(left).toEqual(all.filter((id) => !registered.includes(id)));
    }),
  );
  expect(own.report().exchanges).toBe(200 * 5);
});

async function register(own: Mock, { apis: { helsinki } }: MockSession, ids: readonly string[]): Promise<void> {
  const items = ids.map((id) => ({
    completion_id: id,
    student_number: '1',
    registration_date: '2026-09-01T09:00:00Z',
  }));
  const address = `${helsinki.path}${registry}/completion-registered-to-study-registry`;
  const { status } = await request(own.app).post(address).set(registrar).send(items);
  expect(status).toBe(200);
}

async function completionsIn(
  own: Mock,
  { apis: { helsinki } }: MockSession,
  query: string,
): Promise<readonly string[]> {
  const { slug } = own.campus.course(own.campus.courseCount - 1);
  const { body } = await request(own.app).get(`${helsinki.path}${registry}/completions/${slug}${query}`).set(registrar);
  return body.map(({ id }: { readonly id: string }) => id);
}
