import { afterAll, describe, expect, test } from 'vitest';

import { mountDocuments } from '../../support/mount.ts';

/** 2^53 + 1. As a double it is 2^53. */
const ODD = '9007199254740993';
const EVEN = '9007199254740992';
const MOST = '9223372036854775807';
const SCHEMAS = {
  int64: '{ type: integer, format: int64 }',
  maximum: `{ type: integer, maximum: ${EVEN} }`,
  minimum: `{ type: integer, minimum: ${ODD} }`,
  above: `{ type: integer, exclusiveMinimum: ${EVEN} }`,
  below: `{ type: integer, exclusiveMaximum: ${ODD} }`,
  enum: `{ enum: [1, ${ODD}] }`,
  const: `{ const: ${ODD} }`,
  even: '{ type: integer, multipleOf: 2 }',
};
const operation = (schema: string): string => `
    get: { parameters: [ { name: q, in: query, schema: ${schema} }, { name: h, in: header, schema: { type: array, items: ${schema} } } ], responses: { 200: { description: fine } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { n: ${schema}, list: { type: array, items: ${schema} } } } }, application/x-www-form-urlencoded: { schema: { type: object, properties: { n: ${schema} } } }, application/xml: { schema: { type: object, properties: { n: ${schema} } } } } }
      responses: { 200: { description: fine } }
    put: { requestBody: { required: true, content: { application/json: { schema: ${schema} } } }, responses: { 200: { description: fine } } }`;
const reply = (schema: string): string =>
  `get: { responses: { 200: { description: fine, content: { application/json: { schema: ${schema} } } } } }`;
const server = await mountDocuments({
  long: `openapi: 3.1.0
info: { title: Long, version: '1' }
paths:
${Object.entries(SCHEMAS)
  .map(([name, schema]) => `  /${name}: ${operation(schema)}`)
  .join('\n')}
  /unique:
    post: { requestBody: { required: true, content: { application/json: { schema: { type: array, uniqueItems: true } } } }, responses: { 200: { description: fine } } }
  /nested:
    post: { requestBody: { required: true, content: { application/json: { schema: { const: { a: [ ${ODD} ] } } } } }, responses: { 200: { description: fine } } }
  /shown-default: { ${reply(`{ type: object, required: [n], properties: { n: { type: integer, default: ${ODD} } } }`)} }
  /shown-enum: { ${reply(`{ type: object, required: [n], properties: { n: { enum: [ ${ODD} ] } } }`)} }
  /shown-const: { ${reply(`{ const: ${ODD} }`)} }
  /shown-minimum: { ${reply(`{ type: object, required: [n], properties: { n: { type: integer, minimum: ${ODD} } } }`)} }
  /shown-maximum: { ${reply(`{ type: object, required: [n], properties: { n: { type: integer, maximum: -${ODD} } } }`)} }
`,
});
afterAll(() => server[Symbol.asyncDispose]());

const cases = [
  ['int64', MOST, 200],
  ['int64', '9223372036854775808', 422],
  ['int64', '-9223372036854775808', 200],
  ['int64', '-9223372036854775809', 422],
  ['int64', '99999999999999999999999', 422],
  ['maximum', EVEN, 200],
  ['maximum', ODD, 422],
  ['minimum', ODD, 200],
  ['minimum', EVEN, 422],
  ['above', ODD, 200],
  ['above', EVEN, 422],
  ['below', EVEN, 200],
  ['below', ODD, 422],
  ['enum', ODD, 200],
  ['enum', EVEN, 422],
  ['const', ODD, 200],
  ['const', EVEN, 422],
  ['even', EVEN, 200],
  ['even', ODD, 422],
] as const;

async function send(method: string, path: string, body: string, type = 'application/json'): Promise<Response> {
  return fetch(`${server.url}/long${path}`, { method, headers: { 'Content-Type': type }, body });
}

describe('integers beyond 2^53 are distinguished', () => {
  test.for(cases)('%s of %s gets %i in every place', async ([name, given, status]) => {
    const responses = await Promise.all([
      fetch(`${server.url}/long/${name}?q=${given}`),
      fetch(`${server.url}/long/${name}`, { headers: { h: given } }),
      send('POST', `/${name}`, `{"n":${given}}`),
      send('POST', `/${name}`, `{"list":[${given}]}`),
      send('PUT', `/${name}`, given),
      send('POST', `/${name}`, `n=${given}`, 'application/x-www-form-urlencoded'),
      send('POST', `/${name}`, `<a><n>${given}</n></a>`, 'application/xml'),
    ]);
    expect(responses.map((response) => response.status)).toEqual(Array.from(responses, () => status));
  });

  test.for([
    ['/unique', `[${ODD},${EVEN}]`, 200],
    ['/unique', `[${ODD},${ODD}]`, 422],
    ['/unique', `[{"a":${ODD}},{"a":${EVEN}}]`, 200],
    ['/unique', `[{"a":${ODD},"b":1},{"b":1,"a":${ODD}}]`, 422],
    ['/nested', `{"a":[${ODD}]}`, 200],
    ['/nested', `{"a":[${EVEN}]}`, 422],
  ] as const)('POST %s with %s gets %i', async ([path, sent, status]) => {
    expect((await send('POST', path, sent)).status).toBe(status);
  });

  test('a violation has all digits', async () => {
    const response = await send('POST', '/maximum', `{"n":${ODD}}`);
    expect(response.headers.get('x-lms-mock-violations')).toContain(`must be <= ${EVEN}, got ${ODD}`);
  });
});

describe('integers beyond 2^53 keep their digits', () => {
  test.for([
    ['/shown-default', `{"n":${ODD}}`],
    ['/shown-enum', `{"n":${ODD}}`],
    ['/shown-const', ODD],
    ['/shown-minimum', `{"n":${ODD}}`],
    ['/shown-maximum', `{"n":-${ODD}}`],
  ] as const)('in the generated reply of %s', async ([path, text]) => {
    const response = await fetch(`${server.url}/long${path}`);
    expect(await response.text()).toBe(text);
    expect(response.headers.get('x-lms-mock-note')).toBeNull();
  });

  test.for(['json', 'har', 'pact', 'curl'])('in the journal as %s', async (format) => {
    const session = { 'X-Lms-Mock-Session': `digits-${format}`, 'Content-Type': 'application/json' };
    await fetch(`${server.url}/long/even`, {
      method: 'POST',
      headers: session,
      body: `{"n":${EVEN},"list":[${MOST}]}`,
    });
    await fetch(`${server.url}/long/even`, { method: 'POST', headers: session, body: `{"n":${ODD},"d":1.10}` });
    await fetch(`${server.url}/long/shown-default`, { headers: session });
    const journal = await fetch(`${server.url}/__mock/sessions/digits-${format}/journal?format=${format}`);
    const text = await journal.text();
    expect(journal.status, text).toBe(200);
    for (const digits of [EVEN, ODD, MOST, '1.10']) expect(text).toContain(digits);
  });

  test.for([
    ['a body', `{"n":${ODD}}`, 201, `{"n":${ODD}}`],
    ['a body with the double instead', `{"n":${EVEN}}`, 400, ''],
  ] as const)('in %s of a rule', async ([title, body, status, want]) => {
    const id = `rule-${title.replaceAll(' ', '-')}`;
    const added = await fetch(`${server.url}/__mock/sessions/${id}/rules`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: `{"match":{"operation":"GET /shown-enum"},"answer":{"status":200,"body":${body}}}`,
    });
    expect([added.status, await added.text()]).toEqual([status, expect.stringContaining(ODD)]);
    if (want === '') return;
    const response = await fetch(`${server.url}/sessions/${id}/long/shown-enum`);
    expect(await response.text()).toBe(want);
  });

  test('in the explanation of the operation', async () => {
    const response = await fetch(`${server.url}/__mock/explain/long/${encodeURIComponent('POST /const')}`);
    expect(await response.text()).toContain(`always ${ODD}`);
  });
});
