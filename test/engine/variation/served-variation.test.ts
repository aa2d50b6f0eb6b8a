import { Agent, get } from 'node:http';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import request from 'supertest';
import { expect, test } from 'vitest';

import { cutWithinCharacters } from '../../../src/server/write/write-reply.ts';
import { THINGS, thing, things } from '../../support/cases/awkward-things.ts';
import { createMock } from '../../support/create-mock.ts';
import { run, serve } from '../../support/processes/server-process.ts';
import { createSmallApp } from '../../support/small-app.ts';

const mock = createMock({ learners: 40, courses: 2 });
const path = '/api/so2/v1/grades';
const admin = { Authorization: 'Bearer moocit-admin-token' };
const local = { Host: '127.0.0.1:4010' };
const HEADER = 'x-lms-mock-variations';

function answer(session: string, headers: Readonly<Record<string, string>> = {}) {
  return request(mock.app)
    .get(path)
    .set({ ...admin, 'x-lms-mock-session': session, ...headers });
}

function setVariation(session: string, body: object | string) {
  return request(mock.app)
    .post(`/__mock/sessions/${session}/variation`)
    .set({ ...local, 'Content-Type': 'application/json' })
    .send(body);
}

/** The pieces in which an answer arrives. */
async function chunksOf(app: Parameters<typeof createServer>[1], prefer: string): Promise<readonly Buffer[]> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const agent = new Agent();
  const sent = get({ port, agent, path: '/things', headers: { prefer } });
  const [response]: IncomingMessage[] = await once(sent, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response ?? []) chunks.push(Buffer.from(chunk));
  agent.destroy();
  server.close();
  return chunks;
}

test('a session varies all of its own answers and those of no other session', async () => {
  const session = mock.session('varied');
  const plain = await answer('plain');
  session.vary(7);
  const [first, second] = [await answer('varied'), await answer('varied')];
  expect(first.headers[HEADER]).toMatch(/^[a-z-]+(, [a-z-]+)*$/);
  expect(second.text).toBe(first.text);
  expect((await answer('plain')).text).toBe(plain.text);
  expect((await answer('plain')).headers[HEADER]).toBeUndefined();
  session.reset();
  expect((await answer('varied')).text).toBe(plain.text);
  expect((await answer('varied')).headers[HEADER]).toBeUndefined();
});

test('the control API sets the variations of a session', async () => {
  const response = await setVariation('set', { seed: 3, only: ['whitespace'] });
  expect([response.status, response.body.variation]).toEqual([200, { seed: 3, only: ['whitespace'] }]);
  expect((await answer('set')).headers[HEADER]).toBe('whitespace');
  const listed = await request(mock.app).get('/__mock/sessions/set').set(local);
  expect(listed.body.variation).toEqual({ seed: 3, only: ['whitespace'] });
  expect((await setVariation('set', { seed: null })).body.variation).toBeUndefined();
  expect((await answer('set')).headers[HEADER]).toBeUndefined();
});

test('Prefer of a request takes precedence over its session', async () => {
  mock.session('over').vary(3, ['whitespace']);
  expect((await answer('over', { Prefer: 'variation=row-order' })).headers[HEADER]).toBe('row-order');
  const none = await answer('over', { Prefer: 'variation=none' });
  expect([none.headers[HEADER], none.headers['preference-applied']]).toEqual([undefined, 'variation=none']);
});

test('answers to unmatched requests have the variations of the session', async () => {
  mock.session('lost').vary(3, ['whitespace']);
  const response = await request(mock.app).get('/sessions/lost/stackone/nothing').set({ Host: '127.0.0.1' });
  expect([response.status, response.headers[HEADER]]).toEqual([404, 'whitespace']);
});

test.for([
  { body: {}, want: 'body/seed: required, but absent' },
  { body: [], want: 'body: must be object, got []' },
  { body: [7], want: 'body: must be object, got [7]' },
  { body: { seed: 1, ony: ['null'] }, want: 'body/ony: unknown member' },
  { body: { seed: 'x' }, want: 'body/seed: must be integer or null, got "x"' },
  { body: { seed: -1 }, want: 'body/seed: must be >= 0, got -1' },
  { body: { seed: 1.5 }, want: 'body/seed: must be integer or null, got 1.5' },
  { body: { seed: 1, only: [] }, want: 'body/only: must NOT have fewer than 1 items' },
  { body: { seed: 1, only: ['nul'] }, want: 'body/only/0: must be one of ["null","optional-absent",' },
  { body: { seed: 1, only: 'null' }, want: 'body/only: must be array, got "null"' },
  { body: '{', want: 'JSON' },
])('refuses $body, and changes nothing', async ({ body, want }) => {
  const response = await setVariation('refused', body);
  expect([response.status, response.type]).toEqual([400, 'application/problem+json']);
  expect(response.text).toContain(JSON.stringify(want).slice(1, -1));
  expect((await answer('refused')).headers[HEADER]).toBeUndefined();
});

test('an invalid seed or name is an error', () => {
  const session = mock.session('bad');
  expect(() => session.vary(-1)).toThrow('seed must be a whole number from 0 to 4294967295, got -1.');
  expect(() => session.vary(1, [])).toThrow('only must be a list of');
  expect(() => createMock({ variation: 4_294_967_296 })).toThrow('variation must be a whole number');
});

test('the option variation varies every session, and a reset restores it', async () => {
  const own = createMock({ learners: 40, courses: 2, variation: 9 });
  const session = own.session('one');
  const before = await request(own.app)
    .get(path)
    .set({ ...admin, ...session.headers });
  expect(before.headers[HEADER]).toBeDefined();
  session.vary(null);
  const plain = await request(own.app)
    .get(path)
    .set({ ...admin, ...session.headers });
  expect(plain.headers[HEADER]).toBeUndefined();
  session.reset();
  const after = await request(own.app)
    .get(path)
    .set({ ...admin, ...session.headers });
  expect(after.text).toBe(before.text);
});

test('a page can read the header with the variations', async () => {
  const response = await answer('page', { Origin: 'http://localhost:5173', Prefer: 'variation=1' });
  expect(response.headers['access-control-expose-headers']).toContain(HEADER);
});

test('chunk-split cuts the body within characters, and the chunks together are the whole body', async () => {
  const { app } = createSmallApp({
    schema: THINGS,
    answer: () => ({ kind: 'rows', status: 200, rows: things(300) }),
  });
  const [whole, cut] = [await chunksOf(app, ''), await chunksOf(app, 'variation=chunk-split')];
  expect(Buffer.concat(cut).toString()).toBe(Buffer.concat(whole).toString());
  const isBroken = (chunk: Buffer): boolean => chunk.toString().includes('\uFFFD');
  expect(whole.some(isBroken)).toBe(false);
  expect(cut.filter(isBroken).length).toBeGreaterThan(2);
});

test('a body with only one-byte characters is cut in the middle, and an empty body stays empty', () => {
  expect(cutWithinCharacters(Buffer.from('abcd')).map(String)).toEqual(['ab', 'cd']);
  expect(cutWithinCharacters(Buffer.from('a')).map(String)).toEqual(['a']);
  expect(cutWithinCharacters(Buffer.alloc(0)).map(String)).toEqual(['']);
  const parts = cutWithinCharacters(Buffer.from('õ'.repeat(10_000)));
  expect(parts.length).toBeLessThanOrEqual(10);
  expect(Buffer.concat(parts).toString()).toBe('õ'.repeat(10_000));
});

test('an endless stream is varied while it is sent', async () => {
  function* endless(): Iterable<unknown> {
    for (let index = 0; ; index += 1) yield thing(index);
  }
  const { app, defects } = createSmallApp({
    schema: THINGS,
    answer: () => ({ kind: 'rows', status: 200, rows: endless() }),
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const prefer = 'variation=1:null+optional-absent+row-order+number-form+whitespace+chunk-split';
  const sent = get({ port, path: '/things', headers: { prefer } });
  const [response]: IncomingMessage[] = await once(sent, 'response');
  let bytes = 0;
  for await (const chunk of response ?? []) {
    bytes += Buffer.from(chunk).length;
    if (bytes > 2_000_000) break;
  }
  expect(bytes).toBeGreaterThan(2_000_000);
  expect(defects).toEqual([]);
  server.closeAllConnections();
  server.close();
});

test('HEAD has the headers of a chunk-split answer, and no body', async () => {
  const head = await request(mock.app).head('/unified/lms/completions/123456').set({ Prefer: 'variation=chunk-split' });
  expect([head.status, head.headers[HEADER], head.text ?? '']).toEqual([401, 'chunk-split', '']);
});

test('the command line varies and validates', async () => {
  await using server = await serve(['--variation', '7', '--validate-replies'], {
    env: { LMS_MOCK_VALIDATE_REPLIES: '' },
  });
  const response = await fetch(server.url + path, { headers: admin });
  expect(response.status).toBe(200);
  expect(response.headers.get(HEADER)).toBe((await answer('seven', { Prefer: 'variation=7' })).headers[HEADER]);
});

test.for([
  { args: ['--variation', 'x'], env: {}, want: '--variation must be a whole number from 0 to 4294967295, got "x".' },
  { args: [], env: { LMS_MOCK_VARIATION: '-1' }, want: 'LMS_MOCK_VARIATION must be a whole number' },
  {
    args: [],
    env: { LMS_MOCK_VALIDATE_REPLIES: 'maybe' },
    want: 'LMS_MOCK_VALIDATE_REPLIES must be true or false, got "maybe".',
  },
])('refuses $args and $env in one line, with exit code 2', async ({ args, env, want }) => {
  const { exitCode, stderr } = await run(args, { env });
  expect([exitCode, stderr.split('\n').length]).toEqual([2, 2]);
  expect(stderr).toContain(want);
});
