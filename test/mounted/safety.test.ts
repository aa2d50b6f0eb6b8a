import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as fc from 'fast-check';
import request from 'supertest';
import { describe, expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { root } from '../support/processes/server-process.ts';

const specs = { library: join(root, 'test/fixtures/mounted/library.yaml') };
const mock = createMock({ learners: 3, specs, onDefect: (error) => expect.fail(String(error)) });
const token = { Authorization: 'Bearer any' };

describe('a mounted document', () => {
  test('never calls the callback URLs of a request', async () => {
    let calls = 0;
    const called = createServer((_request, response) => {
      calls += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(called, 'listening');
    const callback = `http://127.0.0.1:${Object(called.address()).port}`;
    const headers = { ...token, 'X-Callback': callback };
    const sent = await request(mock.app).post('/library/books').set(headers).send({ title: 'A', callback });
    const wished = { ...headers, Prefer: 'code=201, dynamic=true' };
    await request(mock.app).post('/library/books').set(wished).send({ title: 'A', callback });
    await delay(100);
    called.close();
    expect([sent.status, calls]).toEqual([201, 0]);
  });

  test('has the same maximum body size as an API', async () => {
    const session = mock.session();
    const sent = await request(mock.app)
      .post(`${session.specs['library']?.path}/books`)
      .set({ ...token, 'Content-Type': 'application/json' })
      .send(`"${'x'.repeat(1_048_576)}"`);
    expect(sent.status).toBe(413);
    expect(session.journal.exchanges()).toMatchObject([{ reason: 'request', reply: { status: 413 } }]);
    const unread = await request(mock.app).put('/library/books').set(token).send('x'.repeat(1_048_577));
    expect(unread.status).toBe(405);
  });

  test('never answers a request with an unexpected 5xx', async () => {
    const piece = fc.oneof(
      fc.constantFrom('books', 'shelves', '%', '%zz', '..', '__proto__', 'a...b', '1.json', '{isbn}'),
      fc.string(),
    );
    const printable = (text: string): string => text.replaceAll(/[^!-~]|[#?]/g, '');
    const target = fc
      .tuple(fc.array(piece, { maxLength: 4 }), fc.string())
      .map(([path, query]) => `/library/${path.map(printable).join('/')}?${printable(query)}`);
    const method = fc.constantFrom('get', 'post', 'delete', 'head', 'options', 'patch');
    const preference = fc.oneof(fc.constantFrom('code=201', 'example=two', 'dynamic=true'), fc.string().map(printable));
    await fc.assert(
      fc.asyncProperty(target, method, fc.json(), preference, async (url, verb, body, prefer) => {
        const app = request(mock.app);
        const call = app[verb](url).set({ ...token, Prefer: prefer });
        const sent = verb === 'post' || verb === 'patch' ? call.type('application/json').send(body) : call;
        expect((await sent.ok(() => true)).status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});
