import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

import { outsideUrls } from '../../../src/server/addresses.ts';
import { createMock } from '../../support/create-mock.ts';
import { serve } from '../../support/processes/server-process.ts';

async function get(url: string, headers: Readonly<Record<string, string>>): Promise<{ status?: number; body: string }> {
  const asked = request(url, { headers }).end();
  const [response]: IncomingMessage[] = await once(asked, 'response');
  if (response === undefined) throw new Error('no response');
  return { ...(response.statusCode === undefined ? {} : { status: response.statusCode }), body: await text(response) };
}

test('other machines can call a server on all interfaces, and its control API with the token', async (context) => {
  await using mock = createMock({ port: 0, host: '0.0.0.0', token: 'open-sesame', allowedHosts: ['mock.test'] });
  const { url, port } = await mock.listen();
  expect(url).toBe(`http://127.0.0.1:${port}`);
  const [outside] = outsideUrls('0.0.0.0', port);
  if (outside === undefined) return context.skip('this machine has no address besides loopback');
  const token = { authorization: 'Bearer open-sesame' };
  const admin = { authorization: 'Bearer moocit-admin-token' };
  expect(await get(`${outside}/moocit/api/so2/v1/grades`, admin)).toMatchObject({ status: 200 });
  expect(await get(`${outside}/__mock/apis`, token)).toMatchObject({ status: 200 });
  expect(await get(`${outside}/__mock/apis`, {})).toMatchObject({ status: 401 });
  expect(await get(`${outside}/__mock/health`, {})).toMatchObject({ status: 200 });
  expect(await get(`${outside}/__mock/apis`, { ...token, host: 'mock.test' })).toMatchObject({ status: 200 });
  expect(await get(`${outside}/__mock/apis`, { ...token, host: 'evil.test' })).toEqual({
    status: 403,
    body: expect.stringContaining('allow the name with --allowed-hosts'),
  });
});

test('the banner lists the addresses for other machines', async () => {
  await using server = await serve(['--host', '0.0.0.0', '--apis', 'moocit']);
  await server.printed('Press Ctrl+C to stop.');
  const outside = outsideUrls('0.0.0.0', Number(new URL(server.url).port));
  const [first, second = ''] = server.output().split('\n\n');
  expect(first).toBe(`lms-mock listens on ${server.url}`);
  const line = `From other machines: ${outside.join(', ')}. Names must be in --allowed-hosts.`;
  expect(outside.length === 0 || second === line, second).toBe(true);
  const [control = ''] = /^Control API: .*$/m.exec(server.output()) ?? [];
  const token = /Authorization: Bearer ([\w-]{24})$/.exec(control)?.[1] ?? '';
  const { status } = await fetch(`${server.url}/__mock/apis`, { headers: { authorization: `Bearer ${token}` } });
  expect(status).toBe(200);
});

test('--quiet prints a new token and nothing else, and no token that was given', async () => {
  await using server = await serve(['--host', '0.0.0.0', '--quiet']);
  await fetch(`${server.url}/moocit/nothing`);
  const { stdout } = await server.stop('SIGTERM');
  expect(stdout).toMatch(
    /^Control API: http:\/\/127\.0\.0\.1:\d+\/__mock, with the header Authorization: Bearer [\w-]{24}\n$/,
  );
});
