import { join } from 'node:path';
import request from 'supertest';
import { describe, expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { root } from '../support/processes/server-process.ts';

const folder = join(root, 'test/fixtures/mounted');
const specs = { library: join(folder, 'library.yaml'), parcels: join(folder, 'parcels.json') };
const mock = createMock({ learners: 3, specs, onDefect: (error) => expect.fail(String(error)) });
const token = { Authorization: 'Bearer any' };
const key = { 'X-Key': 'any' };
const two = [
  { id: 1, title: 'Kalevala', subtitle: null },
  { id: 2, title: 'Pippi', subtitle: null },
];

describe('a rule of a mounted document', () => {
  const rules = [
    { title: 'a status', answer: { status: 401 }, want: [401, { error: 'no token' }] },
    { title: 'an example', answer: { example: 'none' }, want: [200, []] },
    {
      title: 'a body',
      answer: { status: 200, body: [{ title: 'B' }], headers: { 'X-Total': '1' } },
      want: [200, [{ title: 'B' }]],
    },
    {
      title: 'an invalid body off the contract',
      answer: { status: 200, body: [{}] },
      offContract: true,
      want: [200, [{}]],
    },
    { title: 'a status off the contract', answer: { status: 503 }, offContract: true, want: [503] },
    { title: 'a patch', answer: { patch: { title: 'C' } }, want: [200, two.map((book) => ({ ...book, title: 'C' }))] },
    { title: 'a fault', answer: { fault: { kind: 'wrong-content-type' } }, want: [200] },
  ] as const;
  test.for(rules)('$title', async ({ title, answer, want: [status, body], ...options }) => {
    const session = mock.session(title.replaceAll(' ', '-'));
    session.rules.add({ match: { api: 'library', operation: 'listBooks' }, answer, ...options });
    const response = await request(mock.app).get(`${session.specs['library']?.path}/books`).set(token);
    expect(response).toMatchObject({ status, ...(body === undefined ? {} : { body }) });
    expect((await request(mock.app).get('/library/books').set(token)).body).toEqual(two);
    const [rule] = session.rules;
    expect(rule?.callCount).toBe(1);
  });

  test('that is invalid is refused with the reason', () => {
    const { rules: own } = mock.session();
    const add = (operation: string, answer: object) => () => own.add({ match: { api: 'library', operation }, answer });
    expect(add('listBook', { status: 200 })).toThrow(/no operation "listBook"; the operations are listBooks/);
    expect(add('listBooks', { status: 418 })).toThrow(/has no response 418; its responses are 200, 401/);
    expect(add('listBooks', { example: 'three' })).toThrow(
      /has no example "three"; the examples are two \(200\), none \(200\)/,
    );
    expect(add('listBooks', { status: 200, body: [{}] })).toThrow(/breaks the contract of listBooks .*'title'/);
    expect(add('listBooks', { status: 200, headers: { 'X-Total': 'x' } })).toThrow(/X-Total.*must be integer/);
    expect(add('listBooks', { patch: { title: 7 } })).toThrow(/breaks the contract of listBooks .*string/);
    expect(add('GET /books/{id}.json', { fault: { kind: 'cut', afterRows: 1 } })).toThrow(/has no rows/);
    expect(add('GET /books/{id}.json', { status: 418 })).not.toThrow();
  });

  test('applies to the session of the header as well', async () => {
    const session = mock.session('by-header');
    session.rules.add({
      match: { api: 'parcels', operation: 'getParcel', path: { parcelId: 7 } },
      answer: { example: 'late' },
    });
    const get = (id: number) =>
      request(mock.app)
        .get(`/parcels/parcels/${id}`)
        .set({ ...key, ...session.headers });
    expect([(await get(7)).status, (await get(8)).status]).toEqual([404, 200]);
  });
});
