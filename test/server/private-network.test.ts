import { join } from 'node:path';
import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { root } from '../support/processes/server-process.ts';

const specs = { library: join(root, 'test/fixtures/mounted/library.yaml') };
const mock = createMock({ apis: ['moocit'], learners: 0, specs, allowedOrigins: ['https://page.example'] });
const ALLOWED = 'access-control-allow-private-network';

test.for([
  { title: 'an API of a vendor, to a page of any site', path: '/moocit/api/so2/v1/grades', allowed: 'true' },
  { title: 'a path of no API, whose 404 the page can read', path: '/nowhere', allowed: 'true' },
  { title: 'a mounted document, to a page that may call it', path: '/library/books', allowed: 'true' },
  { title: 'no mounted document to another page', path: '/library/books', origin: 'https://other.example' },
  { title: 'no control API', path: '/__mock/health' },
  { title: 'nothing if the header is not true', path: '/moocit/api/so2/v1/grades', wanted: 'false' },
])(
  'a preflight for private networks allows $title',
  async ({ path, origin = 'https://page.example', wanted = 'true', allowed }) => {
    const { headers } = await request(mock.app).options(path).set({
      Origin: origin,
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Private-Network': wanted,
    });
    expect(headers[ALLOWED]).toBe(allowed);
  },
);
