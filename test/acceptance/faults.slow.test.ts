import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { FaultInput, MockSession } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';

// The client reads the raw bytes of the socket, because an HTTP library would hide some faults.

const mock = createMock({ port: 0, learners: 600, courses: 2 });
let port = 0;

beforeAll(async () => {
  ({ port } = await mock.listen());
});

afterAll(() => mock.close());

/** The received bytes, and the end of the connection. */
interface Seen {
  readonly text: string;
  readonly head: string;
  readonly body: string;
  /** `end`: a FIN. `reset`: an RST. `open`: the connection stayed open. */
  readonly ending: 'end' | 'reset' | 'open';
  /** The time of each piece, in ms since the request. */
  readonly pieces: readonly { readonly atMs: number; readonly bytes: number }[];
}

function requestText(path: string, authorization: string, method = 'GET'): string {
  return `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${authorization}\r\n\r\n`;
}

/** Sends a request. Reads until the connection ends, or until nothing has arrived for some time. */
async function see(
  text: string,
  { stillMs = 30_000, stillAfterMs = Math.min(stillMs, 1500), on = port } = {},
): Promise<Seen> {
  const socket = connect(on, '127.0.0.1');
  await once(socket, 'connect');
  const startedAt = performance.now();
  const chunks: Buffer[] = [];
  const pieces: { atMs: number; bytes: number }[] = [];
  socket.write(text);
  const ending = await new Promise<Seen['ending']>((resolve) => {
    let still = setTimeout(() => resolve('open'), stillMs);
    socket.on('data', (chunk: Buffer) => {
      clearTimeout(still);
      still = setTimeout(() => resolve('open'), stillAfterMs);
      chunks.push(chunk);
      pieces.push({ atMs: performance.now() - startedAt, bytes: chunk.length });
    });
    socket.on('end', () => resolve('end'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNRESET' ? 'reset' : 'open'));
  });
  socket.destroy();
  const all = Buffer.concat(chunks).toString();
  const gap = all.indexOf('\r\n\r\n');
  return { text: all, head: all.slice(0, gap), body: all.slice(gap + 4), ending, pieces };
}

const completions = '/api/so2/v1/completion';
const stream = '/api/v0/study-registry/completions/BSCS1001';
const key = 'Basic documentationOnlyExampleSecretKey-12345';

function ask(session: MockSession, path = `${completions}?username=johndoe`): string {
  return requestText(session.apis.moocit.path + path, 'Bearer moocit-admin-token');
}

function withFault(fault: FaultInput): MockSession {
  const session = mock.session();
  session.on('listCompletions').fault(fault);
  return session;
}

test('without a fault the answer is complete, and the connection stays open', async () => {
  const seen = await see(ask(mock.session()));
  expect([seen.ending, JSON.parse(seen.body).length]).toEqual(['open', 2]);
});

test('a reset is a TCP reset without a byte before it', async () => {
  const seen = await see(ask(withFault({ kind: 'reset' })));
  expect([seen.ending, seen.text]).toEqual(['reset', '']);
});

test('no-answer sends nothing until the session is reset', async () => {
  const session = withFault({ kind: 'no-answer' });
  expect(await see(ask(session), { stillMs: 600 })).toMatchObject({ ending: 'open', text: '' });
  const waiting = see(ask(session), { stillMs: 30_000 });
  await until(() => [...session.rules].some(({ callCount }) => callCount === 2));
  session.reset();
  expect(await waiting).toMatchObject({ ending: 'end', text: '' });
});

test('removing a rule releases the answers that it delays', async () => {
  const session = mock.session();
  const silent = session.on('listCompletions', { times: 1 }).fault({ kind: 'no-answer' });
  const late = session.on('listCompletions', { times: 1 }).fault({ kind: 'latency', delayMs: 300_000 });
  const waiting = [];
  for (const rule of [silent, late]) {
    waiting.push(see(ask(session), { stillMs: 30_000 }));
    await until(() => rule.callCount === 1);
  }
  silent.remove();
  expect(await waiting[0]).toMatchObject({ ending: 'end', text: '' });
  late.remove();
  expect((await waiting[1])?.head).toMatch(/^HTTP\/1\.1 200 /);
});

test('a delayed answer is not sent before its time', async () => {
  const seen = await see(ask(withFault({ kind: 'latency', delayMs: 300 })));
  expect(seen.head).toMatch(/^HTTP\/1\.1 200 /);
  // Timers can be a millisecond early.
  expect(seen.pieces[0]?.atMs).toBeGreaterThan(298);
});

test('a body that is cut ends the connection with bytes missing', async () => {
  const seen = await see(ask(withFault({ kind: 'cut', afterBytes: 20 })));
  const whole = await see(ask(mock.session()));
  expect(seen.ending).toBe('end');
  expect(seen.body).toContain(whole.body.slice(0, 20));
  // The body is incomplete: the last chunk is missing, and there is no length.
  expect(seen.text).not.toMatch(/\r\n0\r\n\r\n$/);
});

test.for([
  { title: 'at once', afterBytes: 0 },
  { title: 'beyond its end', afterBytes: 100_000 },
])('a refusal that is cut $title lacks at least one byte', async ({ afterBytes }) => {
  const session = mock.session();
  session.on('listCompletions').reply({ status: 403, fault: { kind: 'cut', afterBytes } });
  const seen = await see(ask(session));
  expect(seen.ending).toBe('end');
  const length = Number(/content-length: (\d+)/i.exec(seen.head)?.[1]);
  expect(seen.body.length).toBe(Math.min(afterBytes, length - 1));
});

test.for([0, 1, 300])('a list that is cut after %i rows has those rows completely, and no end', async (afterRows) => {
  const session = withFault({ kind: 'cut', afterRows });
  const seen = await see(ask(session, completions));
  const text = unchunk(seen.body);
  expect(seen.ending).toBe('end');
  expect(seen.text).not.toMatch(/\r\n0\r\n\r\n$/);
  const rows: unknown = text === '' ? [] : JSON.parse(`${text}]`);
  expect(rows).toHaveLength(afterRows);
});

test('XML can be cut after rows', async () => {
  const session = mock.session();
  session.on('listFinalStatuses').fault({ kind: 'cut', afterRows: 1 });
  const headers = Object.entries(session.apis.ispring.personas.owner.headers);
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const path = `${session.apis.ispring.path}/content/123/final_statuses`;
  const seen = await see(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/xml\r\n${lines}\r\n`);
  expect(unchunk(seen.body)).toMatch(/<status>[^]*<\/status>$/);
  expect(unchunk(seen.body).match(/<userId>/g)).toHaveLength(1);
});

test('a slow body arrives in pieces, and is finally complete', async () => {
  const seen = await see(ask(withFault({ kind: 'slow-body', chunkBytes: 50, everyMs: 60 })));
  expect(JSON.parse(unchunk(seen.body))).toHaveLength(2);
  expect(seen.pieces.length).toBeGreaterThan(3);
  const [first, last] = [seen.pieces[0], seen.pieces.at(-1)];
  expect((last?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(150);
});

test('a delayed answer ends when its client disconnects', async () => {
  const seen: unknown[] = [];
  await using own = createMock({
    port: 0,
    learners: 0,
    onExchange: (summary) => seen.push(summary.exchange?.fault?.kind),
  });
  const { port: on } = await own.listen();
  for (const fault of [
    { kind: 'no-answer' },
    { kind: 'latency', delayMs: 300_000 },
    { kind: 'slow-body', everyMs: 60_000 },
  ] satisfies FaultInput[]) {
    const session = own.session();
    session.on('listCompletions').fault(fault);
    await see(ask(session), { stillMs: 200, on });
    await until(() => seen.includes(fault.kind));
  }
  expect(seen).toEqual(['no-answer', 'latency', 'slow-body']);
});

test.for<FaultInput>([
  { kind: 'no-answer' },
  { kind: 'latency', delayMs: 300_000 },
  { kind: 'slow-body', chunkBytes: 1, everyMs: 60_000 },
])('the server closes in time with the fault $kind', async (fault) => {
  const own = createMock({ port: 0, learners: 0 });
  const { port: on } = await own.listen();
  const session = own.session();
  const rule = session.on('listCompletions').fault(fault);
  const clients = Array.from({ length: 20 }, () => see(ask(session), { stillMs: 40_000, stillAfterMs: 40_000, on }));
  await until(() => rule.callCount === 20);
  const startedAt = performance.now();
  await own.close();
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  const endings = (await Promise.all(clients)).map(({ ending }) => ending);
  expect(endings).not.toContain('open');
});

test('malformed JSON and XML cannot be parsed', async () => {
  const json = await see(ask(withFault({ kind: 'invalid-body' })));
  expect(() => JSON.parse(unchunk(json.body)) as unknown).toThrow(SyntaxError);
  expect(json.head).toMatch(/content-type: application\/json/i);

  const session = mock.session();
  session.on('listFinalStatuses').reply({ status: 200, fault: { kind: 'invalid-body' } });
  const path = `${session.apis.ispring.path}/content/123/final_statuses`;
  const xml = await see(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/xml\r\n\r\n`);
  expect(xml.body).toMatch(/<\/statuses><$/);
});

test('a wrong content type does not change the body', async () => {
  const seen = await see(ask(withFault({ kind: 'wrong-content-type', contentType: 'text/csv' })));
  expect(seen.head).toMatch(/content-type: text\/csv/i);
  expect(JSON.parse(unchunk(seen.body))).toHaveLength(2);
});

test('a stream with an error ends like any other', async () => {
  const session = mock.session();
  session.on('streamCompletions').fault({ kind: 'stream-error' });
  const seen = await see(requestText(session.apis.helsinki.path + stream, key));
  expect(seen.head).toMatch(/^HTTP\/1\.1 200 /);
  expect(seen.text).toMatch(/\r\n0\r\n\r\n$/);
  expect(unchunk(seen.body)).toMatch(/\}Streaming error\. Details: [^]*http-request\n$/);
});

test('faults of the body have no effect on HEAD, but it can be reset', async () => {
  const session = mock.session();
  session
    .on('listCompletions', { times: 2 })
    .sequence([{ fault: { kind: 'cut', afterBytes: 3 } }, { fault: { kind: 'slow-body', everyMs: 60_000 } }]);
  session.on('listCompletions').fault({ kind: 'reset' });
  const head = requestText(`${session.apis.moocit.path}${completions}`, 'Bearer moocit-admin-token', 'HEAD');
  for (let call = 0; call < 2; call += 1)
    expect(await see(head, { stillMs: 500 })).toMatchObject({ ending: 'open', body: '' });
  expect((await see(head)).ending).toBe('reset');
});

test('a reset ends only its own connection', async () => {
  const [broken, well] = [withFault({ kind: 'reset' }), mock.session()];
  const seen = await Promise.all([see(ask(broken)), see(ask(well)), see(ask(broken)), see(ask(well))]);
  expect(seen.map(({ ending }) => ending)).toEqual(['reset', 'open', 'reset', 'open']);
});

/** The received part of the body, without the framing of its chunks. */
function unchunk(body: string): string {
  let text = '';
  let rest = Buffer.from(body);
  for (;;) {
    const line = rest.indexOf('\r\n');
    const size = line === -1 ? Number.NaN : Number.parseInt(rest.subarray(0, line).toString(), 16);
    if (!/^[0-9a-f]+$/i.test(rest.subarray(0, Math.max(line, 0)).toString())) return text + rest.toString();
    if (size === 0) return text;
    text += rest.subarray(line + 2, line + 2 + size).toString();
    rest = rest.subarray(line + 2 + size + 2);
    if (rest.length === 0) return text;
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries === 500) throw new Error('It did not happen within 10 seconds.');
    await delay(20);
  }
}
