import type { RequestHandler } from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';

/** Middleware that records the path of each request, and the list of these paths. */
function recorder(): { readonly middleware: RequestHandler; readonly paths: string[] } {
  const paths: string[] = [];
  return {
    paths,
    middleware(incoming, _response, next) {
      paths.push(incoming.path);
      next();
    },
  };
}

const PATHS = ['/api/so2/v1/grades', '/sessions/one/ispring/user', '/__mock/health', '/', '/nowhere'];

test('middleware sees every request in the app', async () => {
  const { middleware, paths } = recorder();
  const { app } = createMock({ middleware: [middleware] });
  for (const path of PATHS) await request(app).get(path);
  expect(paths).toEqual(PATHS);
});

test('middleware sees every request behind listen()', async () => {
  const { middleware, paths } = recorder();
  await using mock = createMock({ port: 0, middleware: [middleware] });
  const { url } = await mock.listen();
  for (const path of PATHS) await (await fetch(url + path)).text();
  expect(paths).toEqual(PATHS);
});

test('middleware runs in order, can answer, and can change a request and its reply', async () => {
  const order: string[] = [];
  const first: RequestHandler = (incoming, response, next) => {
    order.push('first');
    response.setHeader('x-proxy', 'yes');
    incoming.headers.authorization ??= 'Bearer moocit-admin-token';
    next();
  };
  const second: RequestHandler = (incoming, response, next) => {
    order.push('second');
    if (incoming.path === '/maintenance') response.status(503).send('later');
    else next();
  };
  const { app } = createMock({ middleware: [first, second] });
  const answered = await request(app).get('/maintenance');
  expect([answered.status, answered.text]).toEqual([503, 'later']);
  const grades = await request(app).get('/api/so2/v1/grades');
  expect([grades.status, grades.headers['x-proxy']]).toEqual([200, 'yes']);
  expect(order).toEqual(['first', 'second', 'first', 'second']);
});

test('an error in middleware is passed to onDefect, and the client gets a 500', async () => {
  const defects: unknown[] = [];
  const broken: RequestHandler = () => {
    throw new Error('broken middleware');
  };
  const { app } = createMock({ middleware: [broken], onDefect: (error) => defects.push(error) });
  const response = await request(app).get('/api/so2/v1/grades');
  expect(response.status).toBe(500);
  expect(response.text).not.toContain('broken middleware');
  expect(defects).toEqual([new Error('broken middleware')]);
});
