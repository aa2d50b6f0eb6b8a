import request from 'supertest';
import type { Response } from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 300, courses: 6 });
const registrar = { Authorization: 'Basic documentationOnlyExampleSecretKey-12345' };
const base = '/api/v0/study-registry';

const courseId = 'b3e9575b-fa13-492c-bd14-10cb27df4eec';
const module = 'caf3ccb2-abe9-4661-822c-20b117049dbf';

/** Each form that `Uuid::parse_str` accepts. */
function formsOf(id: string): readonly string[] {
  const simple = id.replaceAll('-', '');
  return [id, id.toUpperCase(), simple, simple.toUpperCase(), `{${id}}`, `urn:uuid:${id}`];
}

function get(path: string, headers: Readonly<Record<string, string>> = registrar): Promise<Response> {
  return request(mock.app).get(`${base}/completions/${path}`).set(headers);
}

test.for(
  ['BSCS1001', 'introduction-to-programming', ...formsOf(courseId)].flatMap((name) =>
    formsOf(module).map((id) => `${name}/${id}`),
  ),
)('answers the completions of one module: %s', async (path) => {
  expect(await get(path)).toMatchObject({ status: 200, body: [{ email: 'student@example.com' }] });
});

test('each completion of a course belongs to exactly one of its modules', async () => {
  const { campus } = mock;
  const course = [...campus.findCourses()].find(({ ids }) => ids.helsinki.moduleIds.length > 1);
  const { slug = '', ids } = course ?? {};
  const moduleIds = ids?.helsinki.moduleIds ?? [];
  expect(moduleIds).toHaveLength(2);
  const [all, ...parts] = await Promise.all([get(slug), ...moduleIds.map((id) => get(`${slug}/${id}`))]);
  const idsOf = ({ body }: Response): string[] => body.map(({ id }: { id: string }) => id).sort();
  for (const part of parts) expect(part.body.length).toBeGreaterThan(0);
  expect(parts.flatMap(idsOf).sort()).toEqual(idsOf(all));
});

test.for([
  { path: `BSCS1001/${courseId}`, status: 404, message: /^ModelError RecordNotFound/ },
  { path: `no-such-slug/${module}`, status: 404, message: /^No such module in a given course\.$/ },
  { path: `moocit-demo-1/${module}`, status: 404, message: /^No such module in a given course\.$/ },
  {
    path: `00000000-0000-4000-8000-000000000000/${module}`,
    status: 404,
    message: /^No such module in a given course\.$/,
  },
])('refuses $path', async ({ path, status, message }) => {
  const { status: got, body } = await get(path);
  expect([got, Object.keys(body)]).toEqual([status, ['title', 'message', 'source', 'data']]);
  expect(body.message).toMatch(message);
});

test('refuses a module id that is not a UUID before it checks the key', async () => {
  for (const headers of [registrar, {}]) {
    const response = await get('BSCS1001/default', headers);
    expect([response.status, response.type]).toEqual([404, 'text/plain']);
    expect(response.text).toMatch(/^UUID parsing failed/);
  }
});

test('leaves out the registered completions of a module', async () => {
  const session = mock.session();
  await request(mock.app)
    .post(`${session.apis.helsinki.path}${base}/completion-registered-to-study-registry`)
    .set(registrar)
    .send([
      {
        completion_id: '633852ce-c82a-4d60-8ab5-28745163f6f9',
        student_number: '1',
        registration_date: '2022-06-22T08:00:00Z',
      },
    ]);
  const path = `${session.apis.helsinki.path}${base}/completions/BSCS1001/${module}`;
  const left = await request(mock.app).get(path).query({ exclude_already_registered: 'true' }).set(registrar);
  expect(left.text).toBe('[]');
  expect((await request(mock.app).get(path).set(registrar)).body).toHaveLength(1);
});

test.for([
  { id: '!', want: 'invalid character: found `!` at 1' },
  { id: '%C3%A51', want: 'invalid character: found `å` at 1' },
  { id: 'URN:UUID:67e55044-10b1-426f-9247-bb680e5fe0c8', want: 'invalid character: found `U` at 1' },
  { id: 'F9168C5E-CEB2-4faa-BGBF-329BF39FA1E4', want: 'invalid character: found `G` at 21' },
  { id: '67e5504410b1426f9247bb680e5fe0c', want: 'invalid length: expected length 32 for simple format, found 31' },
  { id: '{67e5504410b1426f9247bb680e5fe0c8}', want: 'invalid group count: expected 5, found 1' },
  { id: 'F9168C5E-CEB2-4faa', want: 'invalid group count: expected 5, found 3' },
  { id: 'F9168C5E-CEB2-4faa-BBF-329BF39FA1E4', want: 'invalid group length in group 3: expected 4, found 3' },
  { id: '01020304-1112-2122-3132-41424344', want: 'invalid group length in group 4: expected 12, found 8' },
])('refuses the module id $id with the message of the UUID parser', async ({ id, want }) => {
  const path = `/api/v0/study-registry/completions/BSCS1001/${id}`;
  const { status, text, headers } = await request(mock.app).get(path);
  expect([status, headers['content-type'], text]).toEqual([
    404,
    'text/plain; charset=utf-8',
    `UUID parsing failed: ${want}`,
  ]);
});
