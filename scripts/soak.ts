/**
 * Mixed traffic with faults from many sessions for a time: `npm run soak -- --seconds 60 --sessions 100`. Afterwards the
 * server's memory must be as before although some clients read long lists and followed journals, no iteration of its event
 * loop may have taken long, small requests and the shutdown must have been fast, no handle may be left, and every request
 * must be counted.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { ClientRequest } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import type { FaultInput } from '../src/index.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    sessions: { type: 'string', default: '100' },
    growth: { type: 'string', default: '1.1' },
    wait: { type: 'string', default: '5000' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log('npm run soak -- [--seconds 60] [--sessions 100] [--growth 1.1] [--wait 5000]');
  process.exit();
}
const seconds = Number(values.seconds);
const sessions = Number(values.sessions);
/** Maximum growth of the memory. */
const mostGrowth = Number(values.growth);
/** Maximum duration of a small request and of the shutdown in milliseconds. Higher on a busy machine. */
const mostWaitMs = Number(values.wait);
if (!(seconds > 0 && seconds <= 86_400 && sessions >= 1 && sessions <= 1000)) {
  console.error('npm run soak needs --seconds from 1 to 86400 and --sessions from 1 to 1000.');
  process.exit(2);
}

/** Number of clients that read long lists fast, and of those that read nothing. */
const LONG_STREAMS = 20;
/** In processor time, so other programs don't count. A server that blocks its event loop takes many times as long. */
const MOST_TURN_MS = 400;

const PATHS: readonly (readonly [path: string, headers: Readonly<Record<string, string>>])[] = [
  ['/moocit/api/so2/v1/grades?username=johndoe', { authorization: 'Bearer moocit-admin-token' }],
  ['/moocit/api/so2/v1/completion?username=johndoe&usernmae=x', { authorization: 'Bearer moocit-admin-token' }],
  ['/moocit/api/so2/v1/completion', {}],
  [
    '/stackone/unified/lms/completions/123456',
    { authorization: `Basic ${btoa('stackone-api-key:')}`, 'x-account-id': 'stackone-account' },
  ],
  [
    '/ispring/content/123/final_statuses',
    {
      'x-auth-account-url': 'http://myaccount.ispringlearn.com',
      'x-auth-email': 'email@email.com',
      'x-auth-password': 'password',
    },
  ],
  [
    '/helsinki/api/v0/study-registry/completions/BSCS1001',
    { authorization: 'Basic documentationOnlyExampleSecretKey-12345' },
  ],
  ['/helsinki/nowhere', {}],
];

/** The faults that only some operations can have. */
type RareFault = 'stream-error' | 'error-after-write' | 'error-before-write';

/** A fault of each other kind. */
const FAULT_OF_KIND: { readonly [K in Exclude<FaultInput['kind'], RareFault>]: FaultInput & { kind: K } } = {
  advance: { kind: 'advance', by: { seconds: 1 } },
  latency: { kind: 'latency', delayMs: 5 },
  reset: { kind: 'reset' },
  'no-answer': { kind: 'no-answer' },
  cut: { kind: 'cut', afterBytes: 20 },
  'invalid-body': { kind: 'invalid-body' },
  'wrong-content-type': { kind: 'wrong-content-type' },
  'slow-body': { kind: 'slow-body', chunkBytes: 64, everyMs: 1 },
};
const FAULTS: readonly FaultInput[] = Object.values(FAULT_OF_KIND);

const server = fork(fileURLToPath(new URL('soak-server.ts', import.meta.url)), { execArgv: ['--expose-gc'] });
process.once('exit', () => server.kill('SIGKILL'));
const { url } = await messageWith('url');
const port = Number(new URL(String(url)).port);
let asked = 0;

await traffic(Math.min(5, seconds));
const before = await measure();
const slowestMs = await trafficBesideStreams(seconds);
const after = await measure();
const endMs = await endUnderLoad();
const turnMs = Number(after['longestTurnMs']);

const growth = Number(after['heapMb']) / Number(before['heapMb']);
const handles = listOf(after['resources']);
const defects = listOf(after['defects']);
console.log(
  `${asked} requests of ${sessions} sessions in ${seconds} s; the server counted ${String(after['exchanges'])}`,
);
console.log(
  `heap ${Number(before['heapMb']).toFixed(1)} MB before, ${Number(after['heapMb']).toFixed(1)} MB after (${growth.toFixed(2)}x)`,
);
console.log(
  `a small request beside long streams took ${slowestMs.toFixed(0)} ms at most, a turn ${turnMs.toFixed(0)} ms of the processor; the end under load ${endMs.toFixed(0)} ms`,
);
const faults = [
  ...(turnMs <= MOST_TURN_MS ? [] : [`a turn of the event loop took ${turnMs.toFixed(0)} ms of the processor`]),
  ...(slowestMs <= mostWaitMs ? [] : [`a small request waited ${slowestMs.toFixed(0)} ms`]),
  ...(endMs <= mostWaitMs ? [] : [`the end took ${endMs.toFixed(0)} ms`]),
  ...(!(growth <= mostGrowth) ? [`memory grew to ${growth.toFixed(2)}x`] : []),
  ...(handles.length > 0 ? [`handles are left: ${handles.join(', ')}`] : []),
  ...(after['exchanges'] === asked ? [] : [`${asked} requests were sent, and ${String(after['exchanges'])} counted`]),
  ...(defects.length > 0 ? [`defects: ${defects.join('; ')}`] : []),
];
console.log(faults.length === 0 ? 'All is as it was.' : `Not as it was: ${faults.join('. ')}.`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Runs all sessions concurrently for a time. */
async function traffic(forSeconds: number): Promise<void> {
  const until = performance.now() + forSeconds * 1000;
  const progress = setInterval(() => console.error(`${asked} requests`), 5000);
  await Promise.all(Array.from({ length: sessions }, (_, index) => visit(`soak-${index}`, index, until)));
  clearInterval(progress);
}

/** Traffic while other clients read long lists fast or not at all, and follow journals. */
async function trafficBesideStreams(forSeconds: number): Promise<number> {
  const sockets = openLoad();
  asked += 2 * LONG_STREAMS;
  let slowest = 0;
  const over = new AbortController();
  async function probe(): Promise<void> {
    while (!over.signal.aborted) {
      const sentAt = performance.now();
      await control('GET', '/health');
      slowest = Math.max(slowest, performance.now() - sentAt);
      await delay(20);
    }
  }
  const probing = probe();
  await traffic(forSeconds);
  over.abort();
  await probing;
  await answered(sockets);
  for (const socket of sockets) socket.destroy();
  return slowest;
}

/** Waits until each answer has begun. A connection that is destroyed earlier may lose its request. */
async function answered(sockets: readonly Socket[]): Promise<void> {
  while (sockets.some(({ bytesRead }) => bytesRead === 0)) await delay(20);
}

/** Opens connections that stay open until they are destroyed. */
function openLoad(): readonly Socket[] {
  const long = '/moocit/api/so2/v1/completion';
  const credentials = 'Authorization: Bearer moocit-admin-token\r\n';
  // The maximum size of headers in Node, for each exchange in the journal.
  const large = `X-Large: ${'x'.repeat(14_000)}\r\n`;
  return [
    ...Array.from({ length: LONG_STREAMS }, (_, index) =>
      open(`/sessions/fast-${index}${long}`, credentials + large, true),
    ),
    ...Array.from({ length: LONG_STREAMS }, (_, index) =>
      open(`/sessions/idle-${index}${long}`, credentials + large, false),
    ),
    ...Array.from({ length: 2 }, () => open('/__mock/journal/events', '', true)),
    open('/__mock/journal/events', '', false),
  ];
}

function open(path: string, headers: string, isRead: boolean): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\n`);
  if (isRead) return socket.resume();
  // Reads only the beginning.
  return socket.on('readable', () => undefined);
}

/** The time from the signal to the end of the process, with open streams and followers. */
async function endUnderLoad(): Promise<number> {
  const sockets = openLoad();
  await delay(500);
  const ended = once(server, 'exit');
  const sentAt = performance.now();
  server.send('close');
  await ended;
  for (const socket of sockets) socket.destroy();
  return performance.now() - sentAt;
}

async function visit(session: string, index: number, until: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let turn = index; performance.now() < until; turn += 1) {
    const [path, headers] = PATHS[turn % PATHS.length] ?? ['/', {}];
    const fault = turn % 3 === 0 ? FAULTS[(turn / 3) % FAULTS.length] : undefined;
    if (fault !== undefined) await rule(session, { match: { api: path.split('/')[1], times: 1 }, answer: { fault } });
    // Each request has its own connection, so that a broken one loses no other request.
    const isAlone = fault !== undefined;
    await ask(`/sessions/${session}${path}`, headers, {
      agent: isAlone ? undefined : agent,
      leaves: turn % 11 === 0,
      ...(fault?.kind === 'no-answer' ? { seen: session } : {}),
    });
    if (fault !== undefined) await control('DELETE', `/sessions/${session}/rules`, {});
  }
  agent.destroy();
}

interface Manner {
  readonly agent: Agent | undefined;
  /** Leaves in the middle of the answer. */
  readonly leaves: boolean;
  /** The session of a request that is never answered. The client leaves when the session's rule has matched. */
  readonly seen?: string;
}

/** Sends a request, and reads the answer or leaves in the middle of it. */
async function ask(
  path: string,
  headers: Readonly<Record<string, string>>,
  { agent, leaves, seen }: Manner,
): Promise<void> {
  asked += 1;
  await new Promise<void>((resolve) => {
    const call = request({ port, path, headers, agent: leaves ? false : (agent ?? false) });
    const timer = setTimeout(() => call.destroy(), 60_000);
    if (seen !== undefined) void leaveWhenMatched(call, seen);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    call.on('response', (response) => {
      if (leaves) response.once('data', () => call.destroy());
      else response.resume();
      response.on('close', end);
    });
    call.on('error', end).on('close', end);
    call.end();
  });
}

/** By then even a busy server has seen the request. */
async function leaveWhenMatched(call: ClientRequest, session: string): Promise<void> {
  while (!call.closed) {
    await delay(50);
    const answer = await fetch(`http://127.0.0.1:${port}/__mock/sessions/${session}/rules`);
    if (/"callCount":\s*[1-9]/.test(await answer.text())) call.destroy();
  }
}

async function rule(session: string, body: object): Promise<void> {
  await control('POST', `/sessions/${session}/rules`, body);
}

async function control(method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/__mock${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** Waits until all clients have left and idle connections are closed. */
async function measure(): Promise<Readonly<Record<string, unknown>>> {
  for (let tries = 0; ; tries += 1) {
    await delay(500);
    server.send('measure');
    const measured = await messageWith('heapMb');
    if (listOf(measured['resources']).length === 0 || tries === 20) return measured;
  }
}

async function messageWith(member: string): Promise<Readonly<Record<string, unknown>>> {
  const [message]: unknown[] = await once(server, 'message');
  const record: Readonly<Record<string, unknown>> = { ...Object(message) };
  if (!(member in record)) throw new Error(`the server said ${JSON.stringify(message)}`);
  return record;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
