import { afterAll, describe, expect, test } from 'vitest';

import { documentOf, mountDocuments } from '../../support/mount.ts';

const SCHEMAS = {
  scalar: { enum: ['blue'] },
  array: { type: 'array', minItems: 3, maxItems: 3, items: { enum: ['blue', 'black', 'brown'] } },
  object: {
    type: 'object',
    required: ['R', 'G', 'B'],
    additionalProperties: false,
    properties: { R: { type: 'integer' }, G: { type: 'integer' }, B: { type: 'integer' } },
  },
} as const;

/** The table of OpenAPI 3.1, "Style Examples", and the defaults: place, style, explode, kind and the text. */
const ROWS: readonly (readonly [string, string | undefined, boolean | undefined, keyof typeof SCHEMAS, string])[] = [
  ['path', 'matrix', false, 'scalar', ';color=blue'],
  ['path', 'matrix', false, 'array', ';color=blue,black,brown'],
  ['path', 'matrix', false, 'object', ';color=R,100,G,200,B,150'],
  ['path', 'matrix', true, 'scalar', ';color=blue'],
  ['path', 'matrix', true, 'array', ';color=blue;color=black;color=brown'],
  ['path', 'matrix', true, 'object', ';R=100;G=200;B=150'],
  ['path', 'label', false, 'scalar', '.blue'],
  ['path', 'label', false, 'array', '.blue,black,brown'],
  ['path', 'label', false, 'object', '.R,100,G,200,B,150'],
  ['path', 'label', true, 'scalar', '.blue'],
  ['path', 'label', true, 'array', '.blue.black.brown'],
  ['path', 'label', true, 'object', '.R=100.G=200.B=150'],
  ['path', 'simple', false, 'scalar', 'blue'],
  ['path', 'simple', false, 'array', 'blue,black,brown'],
  ['path', 'simple', false, 'object', 'R,100,G,200,B,150'],
  ['path', 'simple', true, 'scalar', 'blue'],
  ['path', 'simple', true, 'array', 'blue,black,brown'],
  ['path', 'simple', true, 'object', 'R=100,G=200,B=150'],
  ['path', undefined, undefined, 'array', 'blue,black,brown'],
  ['path', undefined, undefined, 'object', 'R,100,G,200,B,150'],
  ['query', 'form', false, 'scalar', 'color=blue'],
  ['query', 'form', false, 'array', 'color=blue,black,brown'],
  ['query', 'form', false, 'object', 'color=R,100,G,200,B,150'],
  ['query', 'form', true, 'scalar', 'color=blue'],
  ['query', 'form', true, 'array', 'color=blue&color=black&color=brown'],
  ['query', 'form', true, 'object', 'R=100&G=200&B=150'],
  ['query', undefined, undefined, 'array', 'color=blue&color=black&color=brown'],
  ['query', undefined, undefined, 'object', 'R=100&G=200&B=150'],
  ['query', 'spaceDelimited', false, 'array', 'color=blue%20black%20brown'],
  ['query', 'spaceDelimited', false, 'object', 'color=R%20100%20G%20200%20B%20150'],
  ['query', 'pipeDelimited', false, 'array', 'color=blue%7Cblack%7Cbrown'],
  ['query', 'pipeDelimited', false, 'object', 'color=R%7C100%7CG%7C200%7CB%7C150'],
  ['query', 'pipeDelimited', false, 'array', 'color=blue|black|brown'],
  ['query', 'spaceDelimited', undefined, 'array', 'color=blue%20black%20brown'],
  ['query', 'pipeDelimited', undefined, 'array', 'color=blue%7Cblack%7Cbrown'],
  ['query', 'deepObject', true, 'object', 'color[R]=100&color[G]=200&color[B]=150'],
  ['query', 'deepObject', true, 'object', 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  ['header', 'simple', false, 'scalar', 'blue'],
  ['header', 'simple', false, 'array', 'blue,black,brown'],
  ['header', 'simple', false, 'array', 'blue, black, brown'],
  ['header', 'simple', false, 'object', 'R,100,G,200,B,150'],
  ['header', 'simple', true, 'object', 'R=100,G=200,B=150'],
  ['cookie', 'form', false, 'scalar', 'color=blue'],
  ['cookie', 'form', false, 'array', 'color=blue,black,brown'],
  ['cookie', 'form', false, 'object', 'color=R,100,G,200,B,150'],
  ['cookie', 'form', true, 'array', 'color=blue&color=black&color=brown'],
  ['cookie', 'form', true, 'object', 'R=100&G=200&B=150'],
  ['cookie', 'form', true, 'array', 'color=blue; color=black; color=brown'],
  ['cookie', 'form', true, 'object', 'R=100; G=200; B=150'],
];
const OK = { 200: { description: 'fine' } };
const query = (name: string, more: object): object => ({ name, in: 'query', ...more });
const DEEP = {
  type: 'object',
  properties: { a: { type: 'object', properties: { b: { type: 'array', items: { type: 'integer' } } } } },
};
const given = (...parameters: readonly object[]): object => ({ get: { parameters, responses: OK } });
const server = await mountDocuments({
  styles: documentOf({
    ...Object.fromEntries(
      ROWS.map(([place, style, explode, kind], index) => {
        const parameter = {
          name: 'color',
          in: place,
          required: true,
          schema: SCHEMAS[kind],
          ...(style !== undefined && { style }),
          ...(explode !== undefined && { explode }),
        };
        return [`/${index}${place === 'path' ? '/{color}' : ''}`, given(parameter)];
      }),
    ),
    '/deep': given(query('f', { style: 'deepObject', schema: DEEP })),
    '/reserved': given(query('p', { allowReserved: true, schema: { const: "/a?b:c@d!$'()*,;" } })),
    '/content': given(query('p', { content: { 'application/json': { schema: SCHEMAS.object } } })),
    '/case': given(query('Name', { schema: { type: 'integer' } }), query('name', { schema: { type: 'boolean' } })),
  }),
});
afterAll(() => server[Symbol.asyncDispose]());

async function statusOf(path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const response = await fetch(`${server.url}/styles${path}`, { headers });
  await response.arrayBuffer();
  return response.status;
}

describe('a parameter is read in its style', () => {
  test.for(ROWS.map((row, index) => [index, ...row] as const))(
    '%i: in %s, style %s, explode %s, of a %s: %s',
    async ([index, place, , , , text]) => {
      const send = (sent: string): Promise<number> => {
        if (place === 'path') return statusOf(`/${index}/${sent}`);
        if (place === 'query') return statusOf(`/${index}?${sent}`);
        return statusOf(`/${index}`, { [place === 'header' ? 'color' : 'cookie']: sent });
      };
      expect(await send(text)).toBe(200);
      expect(await send(text.replaceAll('blue', 'pink').replaceAll('100', 'x'))).toBe(422);
    },
  );

  test.for([
    ['/deep?f[a][b]=1&f[a][b]=2', 200],
    ['/deep?f[a][b][]=1&f[a][b][]=2', 200],
    ['/deep?f[a][b][0]=1', 200],
    ['/deep?f[a][b]=x', 422],
    ["/reserved?p=/a?b:c@d!$'()*,;", 200],
    ['/reserved?p=x', 422],
    ['/content?p=%7B%22R%22%3A1%2C%22G%22%3A1%2C%22B%22%3A1%7D', 200],
    ['/content?p=%7B%22R%22%3A%22x%22%7D', 422],
    ['/case?Name=1&name=true', 200],
    ['/case?Name=true', 422],
    ['/case?name=1', 422],
  ] as const)('GET %s gets %i', async ([path, status]) => {
    expect(await statusOf(path)).toBe(status);
  });
});
