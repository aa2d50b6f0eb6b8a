import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 10, courses: 1 });
const path = '/api/so2/v1/completion';
const admin = { Authorization: 'Bearer moocit-admin-token' };

test('a session can be removed by a program and over HTTP', async () => {
  const session = mock.session('removed');
  session.advance({ days: 3 });
  const remove = (id = 'removed'): request.Test =>
    request(mock.app).delete(`/__mock/sessions/${id}`).set('Host', '127.0.0.1:4010').type('json');
  expect((await remove()).status).toBe(204);
  expect((await remove()).status).toBe(404);
  const again = mock.session('removed');
  expect(again.now).toBe(mock.session('never-moved').now);
  again.delete();
  expect((await remove()).status).toBe(404);
  expect((await remove('default')).status).toBe(204);
});

const elsewhere = { Host: '127.0.0.1:4010', Origin: 'http://evil.example', 'Sec-Fetch-Site': 'cross-site' };

test.for([
  { title: 'an image', headers: { Host: '127.0.0.1:4010', 'Sec-Fetch-Site': 'cross-site' } },
  { title: 'a fetch', headers: elsewhere },
  {
    title: 'another port',
    headers: { Host: '127.0.0.1:4010', Origin: 'http://127.0.0.1:5173', 'Sec-Fetch-Site': 'same-site' },
  },
  { title: 'an old browser', headers: { Host: '127.0.0.1:4010', Origin: 'null' } },
  { title: 'a form', headers: { ...elsewhere, 'Content-Type': 'text/plain' }, isForm: true },
])('$title of another origin creates no session', async ({ headers, isForm = false }) => {
  const target = `/sessions/by-a-page/moocit${path}`;
  const response = await (isForm ? request(mock.app).post(target) : request(mock.app).get(target)).set(headers);
  expect([response.status, response.body.title]).toEqual([404, 'No such session']);
  expect(response.body.detail).toContain('x-lms-mock-session: by-a-page');
  expect((await request(mock.app).get('/__mock/sessions/by-a-page').set('Host', '127.0.0.1:4010')).status).toBe(404);
});

test('a page of another origin can create a session after a preflight, and use an existing session', async () => {
  const target = (id: string): string => `/sessions/${id}/moocit${path}`;
  expect(
    (
      await request(mock.app)
        .get(target('asked'))
        .set({ ...elsewhere, ...admin })
    ).status,
  ).toBe(200);
  expect(
    (
      await request(mock.app)
        .get(path)
        .set({ ...elsewhere, 'x-lms-mock-session': 'by-header' })
    ).status,
  ).toBe(401);
  mock.session('there');
  expect((await request(mock.app).get(target('there')).set(elsewhere)).status).toBe(401);
});
