import { join } from 'node:path';
import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { root } from '../support/processes/server-process.ts';

const specs = { library: join(root, 'test/fixtures/mounted/library.yaml') };
const mock = createMock({ apis: ['moocit'], learners: 0, specs });
const token = { Authorization: 'Bearer any' };

test.for([
  { origin: 'http://localhost:5173' },
  { origin: 'https://127.0.0.1' },
  { origin: 'http://[::1]:3000' },
  { origin: 'https://page.example', allowedOrigins: ['https://page.example'] },
  { origin: 'null', allowedOrigins: ['null'] },
  { origin: 'https://page.example', allowedOrigins: ['*'] },
])(
  'a mounted document answers a page of $origin, allowed: $allowedOrigins',
  async ({ origin, allowedOrigins = [] }) => {
    const own = createMock({ apis: ['moocit'], learners: 0, specs, allowedOrigins });
    const preflight = await request(own.app)
      .options('/library/books')
      .set({ Origin: origin, 'Access-Control-Request-Method': 'POST' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).toMatch(/authorization.*x-trace/);
  },
);

test.for(['https://page.example', 'null', 'http://localhost.evil.example', 'http://127.0.0.1.evil.example'])(
  'a page of %s gets a 403, unless it is allowed',
  async (origin) => {
    const preflight = { Origin: origin, 'Access-Control-Request-Method': 'GET' };
    for (const call of [
      request(mock.app)
        .get('/library/books')
        .set({ ...token, Origin: origin }),
      request(mock.app).options('/library/books').set(preflight),
    ]) {
      const { status, headers, body } = await call;
      expect([status, headers['access-control-allow-origin']]).toEqual([403, undefined]);
      expect(body.detail).toContain('--allowed-origins');
    }
  },
);

test.for(['page.example', 'https://page.example/', ''])('refuses to allow the origin %j', (origin) => {
  expect(() => createMock({ allowedOrigins: [origin] })).toThrow(
    'allowedOrigins must be comma-separated origins such as',
  );
});
