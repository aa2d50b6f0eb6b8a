import { afterAll, describe, expect, test } from 'vitest';

import { documentOf, mountDocuments, taking } from '../../support/mount.ts';

const AT_MOST_5 = { $ref: '#/components/schemas/Number', maximum: 5 };
const MORE = {
  $ref: '#/components/schemas/Few',
  properties: { more: { type: 'array', items: AT_MOST_5 } },
  required: ['more'],
};
const FINE = { description: 'fine' };
const given = (parameter: object): object => ({
  get: { parameters: [{ name: 'q', required: true, ...parameter }], responses: { 200: FINE } },
});
const server = await mountDocuments({
  b: documentOf(
    {
      '/query': given({ in: 'query', schema: AT_MOST_5 }),
      '/list': given({ in: 'query', schema: { type: 'array', items: AT_MOST_5 } }),
      '/object': given({ in: 'query', style: 'deepObject', schema: MORE }),
      '/header': given({ in: 'header', schema: AT_MOST_5 }),
      '/form': taking(MORE, 'application/x-www-form-urlencoded'),
      '/parts': taking(MORE, 'multipart/form-data'),
      '/xml': taking({ ...MORE, xml: { name: 'root' } }, 'application/xml'),
      '/text': taking(AT_MOST_5, 'text/plain'),
      '/reply': {
        get: { responses: { 200: { ...FINE, content: { 'application/json': { schema: MORE } } } } },
      },
    },
    {
      components: {
        schemas: {
          Number: { type: 'integer', minimum: 2 },
          Few: { type: 'object', required: ['few'], properties: { few: { type: 'integer' } } },
        },
      },
    },
  ),
});
afterAll(() => server[Symbol.asyncDispose]());

describe('the keywords beside a reference apply as well', () => {
  test.for([
    ['/query?q=3', {}, 200],
    ['/query?q=1', {}, 422],
    ['/query?q=6', {}, 422],
    ['/query?q=x', {}, 422],
    ['/list?q=3&q=4', {}, 200],
    ['/list?q=3&q=6', {}, 422],
    ['/object?q[few]=9&q[more]=3', {}, 200],
    ['/object?q[few]=9', {}, 422],
    ['/object?q[few]=x&q[more]=3', {}, 422],
    ['/object?q[few]=1&q[more]=6', {}, 422],
    ['/header', { q: '3' }, 200],
    ['/header', { q: '6' }, 422],
  ] as const)('GET %s with %j gets %i', async ([path, headers, status]) => {
    expect((await fetch(`${server.url}/b${path}`, { headers })).status).toBe(status);
  });

  const part = (name: string, value: unknown): string =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`;
  test.for([
    ['/form', 'application/x-www-form-urlencoded', 'few=9&more=3&more=4', 200],
    ['/form', 'application/x-www-form-urlencoded', 'few=9', 422],
    ['/form', 'application/x-www-form-urlencoded', 'few=9&more=6', 422],
    ['/form', 'application/x-www-form-urlencoded', 'few=x&more=3', 422],
    ['/parts', 'multipart/form-data; boundary=b', `${part('few', 9)}${part('more', 3)}--b--`, 200],
    ['/parts', 'multipart/form-data; boundary=b', `${part('few', 9)}${part('more', 6)}--b--`, 422],
    ['/parts', 'multipart/form-data; boundary=b', `${part('few', 'x')}${part('more', 3)}--b--`, 422],
    ['/xml', 'application/xml', '<root><few>9</few><more>3</more></root>', 200],
    ['/xml', 'application/xml', '<root><few>9</few><more>6</more></root>', 422],
    ['/xml', 'application/xml', '<root><few>x</few><more>3</more></root>', 422],
    ['/text', 'text/plain', '3', 200],
    ['/text', 'text/plain', '6', 422],
  ] as const)('POST %s of %s %j gets %i', async ([path, type, sent, status]) => {
    expect(await server.statusOf(`/b${path}`, sent, type)).toBe(status);
  });

  test.for(['', 'dynamic=true'])('a generated reply conforms to both (%s)', async (prefer) => {
    const response = await fetch(`${server.url}/b/reply`, { headers: prefer === '' ? {} : { Prefer: prefer } });
    expect(await response.json()).toMatchObject({ few: expect.any(Number), more: expect.any(Array) });
    expect(response.headers.get('x-lms-mock-note')).toBeNull();
  });
});
