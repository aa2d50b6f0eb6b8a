import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import request from 'supertest';
import type { Response } from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 400, courses: 6 });
const registrar = { Authorization: 'Basic documentationOnlyExampleSecretKey-12345' };

function get(path: string, headers: Readonly<Record<string, string>> = registrar): Promise<Response> {
  return request(mock.app).get(`/api/v0/study-registry/completions/${path}`).set(headers);
}

const documented =
  '[{"completion_date":"2022-06-21T00:00:00Z","completion_language":"en-US","completion_registration_attempt_date":null,' +
  '"email":"student@example.com","grade":{"scale":"sis-0-5","grade":"4"},"id":"633852ce-c82a-4d60-8ab5-28745163f6f9",' +
  '"user_id":"307fa56f-9853-4f5c-afb9-a6736c232f32","tier":null}]';

test.for([
  'BSCS1001',
  'introduction-to-programming',
  'b3e9575b-fa13-492c-bd14-10cb27df4eec',
  'B3E9575B-FA13-492C-BD14-10CB27DF4EEC',
  'b3e9575bfa13492cbd1410cb27df4eec',
  'B3e9575bFA13492cbd1410cb27df4eec',
  '{b3e9575b-fa13-492c-bd14-10cb27df4eec}',
  '%7BB3E9575B-fa13-492c-bd14-10cb27df4eec%7D',
  'urn:uuid:b3e9575b-fa13-492c-bd14-10cb27df4eec',
  'urn:uuid:B3E9575B-FA13-492C-BD14-10CB27DF4EEC',
])('answers the documented completions of %s, byte by byte', async (name) => {
  const response = await get(name);
  expect([response.status, response.type, response.text]).toEqual([200, 'application/json', documented]);
});

test.for([
  'no-such-slug',
  'bscs1001',
  'BSCS1001%20',
  'introduction-to-Programming',
  // The server reads these as names, because they are not UUIDs.
  '{b3e9575bfa13492cbd1410cb27df4eec}',
  'urn:uuid:b3e9575bfa13492cbd1410cb27df4eec',
  'URN:UUID:b3e9575b-fa13-492c-bd14-10cb27df4eec',
  '{b3e9575b-fa13-492c-bd14-10cb27df4eec',
  'b3e9575b-fa13492c-bd14-10cb27df4eec',
])('has no completions for the name %s', async (name) => {
  expect(await get(name)).toMatchObject({ status: 200, text: '[]' });
});

test('streams one array without a Content-Length', async () => {
  await using server = createMock({ port: 0, learners: 0 });
  const { url } = await server.listen();
  const [response] = await once(
    httpGet(`${url}/api/v0/study-registry/completions/BSCS1001`, { headers: registrar }),
    'response',
  );
  response.resume();
  expect(response.headers['content-length']).toBeUndefined();
  expect(response.headers['transfer-encoding']).toBe('chunked');
});

test('a code that several courses share returns the completions of each', async () => {
  const { campus } = mock;
  const courses = Array.from({ length: campus.courseCount }, (_, index) => campus.course(index));
  for (const code of new Set(courses.map((course) => course.code))) {
    const [byCode, ...bySlug] = await Promise.all([
      get(code),
      ...campus.coursesByCode(code).map(({ slug }) => get(slug)),
    ]);
    expect(byCode.body).toEqual(bySlug.flatMap(({ body }) => body));
  }
  expect(courses.some(({ code, index }) => campus.coursesByCode(code).some((other) => other.index !== index))).toBe(
    true,
  );
});

test('writes grades on both scales, including failed ones', async () => {
  const { campus } = mock;
  const bodies = await Promise.all(
    Array.from({ length: campus.courseCount }, (_, index) => get(campus.course(index).slug)),
  );
  const grades = new Set(
    bodies.flatMap(({ body }) => body.map(({ grade }: { grade: object }) => JSON.stringify(grade))),
  );
  for (const grade of [
    '{"scale":"sis-hyv-hyl","grade":"1"}',
    '{"scale":"sis-0-5","grade":"5"}',
    '{"scale":"sis-0-5","grade":"0"}',
  ])
    expect(grades).toContain(grade);
});

test('leaves out registered completions only if the parameter is spelled correctly', async () => {
  const folder = new URL('../../fixtures/registered', import.meta.url).pathname;
  const registered = createMock({ learners: 0, courses: 0, fixtures: folder });
  const ask = (query: string): Promise<Response> =>
    request(registered.app).get(`/api/v0/study-registry/completions/BSCS1001${query}`).set(registrar);
  expect((await ask('')).text).toBe(documented);
  expect((await ask('?exclude_already_registered=false')).text).toBe(documented);
  expect((await ask('?exclude_already_registered=true')).text).toBe('[]');
  const misspelt = await ask('?exlcude_already_registered=true');
  expect(misspelt.text).toBe(documented);
  expect(JSON.parse(String(misspelt.headers['x-lms-mock-violations']))).toEqual([
    {
      location: 'query.exlcude_already_registered',
      message: 'unknown parameter; did you mean "exclude_already_registered"?',
      severity: 'warning',
      provenance: 'documented',
    },
  ]);
});

test.for([
  { authorization: undefined, message: 'Access denied: Authorization header must use Basic authentication format.' },
  {
    authorization: 'basic documentationOnlyExampleSecretKey-12345',
    message: 'Access denied: Authorization header must use Basic authentication format.',
  },
  { authorization: 'Bearer x', message: 'Access denied: Authorization header must use Basic authentication format.' },
  { authorization: 'Basic', message: "Access denied: Malformed authorization token, expected 'Basic <token>' format." },
  {
    authorization: 'Basic x',
    message: 'Study registry access denied: Invalid or missing secret key. The operation View cannot be performed.',
  },
  {
    authorization: 'Basic  documentationOnlyExampleSecretKey-12345',
    message: 'Study registry access denied: Invalid or missing secret key. The operation View cannot be performed.',
  },
])('refuses Authorization: $authorization with 403', async ({ authorization, message }) => {
  const response = await get('BSCS1001', authorization === undefined ? {} : { Authorization: authorization });
  expect(response.status).toBe(403);
  expect(Object.keys(response.body)).toEqual(['title', 'message', 'source', 'data']);
  expect(response.body).toMatchObject({ title: 'Forbidden', message });
});

test('accepts the key with a third word after it, like the server', async () => {
  expect((await get('BSCS1001', { Authorization: `${registrar.Authorization} more` })).status).toBe(200);
});

test.for([
  {
    query: '?exclude_already_registered=1',
    text: 'Query deserialize error: provided string was not `true` or `false`',
  },
  { query: '?exclude_already_registered=', text: 'Query deserialize error: provided string was not `true` or `false`' },
  {
    query: '?exclude_already_registered=true&exclude_already_registered=true',
    text: 'Query deserialize error: duplicate field `exclude_already_registered`',
  },
])('refuses $query before it checks the key', async ({ query, text }) => {
  for (const headers of [registrar, {}]) {
    const response = await get(`BSCS1001${query}`, headers);
    expect([response.status, response.headers['content-type'], response.text]).toEqual([
      400,
      'text/plain; charset=utf-8',
      text,
    ]);
  }
});

test.for([
  '00000000-0000-4000-8000-000000000000',
  '00000000000040008000000000000000',
  'urn:uuid:00000000-0000-4000-8000-000000000000',
])('refuses the unknown course %s after it has checked the key', async (unknown) => {
  expect((await get(unknown)).body).toEqual({
    title: 'Not Found',
    message: 'ModelError RecordNotFound "no rows returned by a query that expected to return at least one row"',
    source: 'ModelError RecordNotFound "no rows returned by a query that expected to return at least one row"',
    data: null,
  });
  expect((await get(unknown, {})).status).toBe(403);
});

test('answers a wrong method with an empty 404, also HEAD', async () => {
  const agent = request(mock.app);
  const path = '/api/v0/study-registry/completions/BSCS1001';
  for (const wrong of [agent.post(path), agent.head(path), agent.delete(path)]) {
    const response = await wrong.set(registrar);
    expect([response.status, response.text ?? '', response.headers['allow']]).toEqual([404, '', undefined]);
  }
});

test('a strict server refuses the misspelt parameter with its name', async () => {
  const strict = createMock({ learners: 0, courses: 0, strict: true });
  const response = await request(strict.app)
    .get('/api/v0/study-registry/completions/BSCS1001?exlcude_already_registered=true')
    .set(registrar);
  expect([response.status, response.text]).toEqual([
    400,
    'Query deserialize error: unknown field `exlcude_already_registered`, expected `exclude_already_registered`',
  ]);
});

test.for(['text/csv', 'nonsense', ''])('ignores Accept: %s', async (accept) => {
  const response = await get('BSCS1001', { ...registrar, Accept: accept });
  expect([response.status, response.type]).toEqual([200, 'application/json']);
  expect(response.headers['x-lms-mock-violations']).toBeUndefined();
});

test('sends rows in no particular order, with a fraction of a second only if it is not zero', async () => {
  const dates: string[] = [];
  const sorted: boolean[] = [];
  for (const { slug } of mock.campus.findCourses()) {
    const { body } = await get(slug);
    const own = body.map(({ completion_date }: { completion_date: string }) => completion_date);
    dates.push(...own);
    sorted.push(own.length > 5 && own.join() === own.toSorted().join());
  }
  expect(new Set(sorted)).toEqual(new Set([false]));
  expect(dates).toContainEqual(expect.stringMatching(/:\d\dZ$/));
  expect(dates.filter((date) => /\.\d{6}Z$/.test(date)).length).toBeGreaterThan(20);
});
