import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { once } from 'node:events';
import { afterAll, expect, test } from 'vitest';

import { callableAddresses } from '../../../src/server/callbacks/callback-target.ts';
import { createSendCallback } from '../../../src/server/callbacks/send-callback.ts';

const server = createServer((request, response) => {
  request.resume();
  response.end(request.url);
});
server.listen(0, '0.0.0.0');
await once(server, 'listening');
afterAll(() => void server.close());
const { port } = Object(server.address());
const outside = Object.values(networkInterfaces())
  .flatMap((addresses = []) => addresses)
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;
const never = new AbortController().signal;

test.skipIf(outside === undefined)(
  'an address beyond this machine is called only if it is allowed (skipped: this machine has none)',
  async () => {
    const message = { url: `http://${outside}:${port}/`, headers: {}, body: '{}' };
    expect(await createSendCallback(() => [])(message, never)).toEqual({
      problem: `The host ${outside} is not allowed. Callbacks go to this machine, or to a host of --allow-callbacks.`,
    });
    expect(await createSendCallback(() => [outside ?? ''])(message, never)).toEqual({ status: 200 });
  },
);

test('calls beyond the maximum of open calls wait', async () => {
  const send = createSendCallback(() => []);
  const message = { url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' };
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => send(message, never)));
  expect(new Set(outcomes.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"status":200}']));
});

test('a receiver that cannot be reached is a problem with the reason', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port: free } = Object(closed.address());
  closed.close();
  await once(closed, 'close');
  const message = { url: `http://127.0.0.1:${free}/`, headers: {}, body: '{}' };
  expect(await createSendCallback(() => [])(message, never)).toEqual({
    problem: expect.stringContaining('ECONNREFUSED'),
  });
});

const address = (text: string) => ({ address: text, family: text.includes(':') ? 6 : 4 });

test.for([
  { title: 'a name of this machine that resolves to another one', host: 'localhost', found: ['10.0.0.1'], want: [] },
  { title: 'a name of this machine', host: 'localhost', found: ['::1', '127.0.0.1'], want: ['::1', '127.0.0.1'] },
  { title: 'an allowed name', host: 'web', found: ['10.0.0.1', '2001:db8::1'], want: ['10.0.0.1', '2001:db8::1'] },
  {
    title: 'an allowed name that resolves to the metadata address of a cloud',
    host: 'web',
    found: ['169.254.169.254', 'fe80::1', 'fd00:ec2::254', '0.0.0.0', '::', '::ffff:169.254.169.254'],
    want: [],
  },
  { title: 'a name that is not allowed', host: 'other', found: ['10.0.0.1'], want: [] },
])('only allowed addresses are connected to: $title', ({ host, found, want }) => {
  expect(callableAddresses(host, found.map(address), ['web']).map((one) => one.address)).toEqual(want);
});
