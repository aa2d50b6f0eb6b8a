import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import { testVariants } from '../../support/cases/variant-cases.ts';

const mock = createMock({ learners: 200, courses: 6 });
const path = '/api/v0/study-registry/completions';
const last = mock.campus.course(mock.campus.courseCount - 1);
const lastId = mock.campus.idSpace('helsinki.courseId', { of: 'course', format: 'uuid' }).idOf(last.index);

testVariants(
  mock,
  'helsinki',
  [
    {
      choices: 'no-rows=bracket',
      path: `${path}/no-such-slug`,
      byDefault: { status: 200, type: 'application/json', body: '[]' },
      want: { status: 200, type: 'application/json', body: ']' },
    },
    {
      choices: 'course-id=default-module',
      path: `${path}/${lastId}`,
      byDefault: { status: 200 },
      want: { status: 200 },
    },
    {
      choices: 'unknown-name=not-found',
      path: `${path}/no-such-slug`,
      byDefault: { status: 200, body: '[]' },
      want: {
        status: 404,
        body: {
          title: 'Not Found',
          message: 'ModelError RecordNotFound "no rows returned by a query that expected to return at least one row"',
          source: 'ModelError RecordNotFound "no rows returned by a query that expected to return at least one row"',
          data: null,
        },
      },
    },
  ],
  ['broken-stream=message-and-bracket', 'broken-stream=nothing'],
);

test('an id returns only the completions of the default module, the slug all, and the sample id its completion', async () => {
  const session = mock.session();
  session.setVariants({ helsinki: { 'course-id': 'default-module', 'no-rows': 'bracket' } });
  const ask = async (name: string): Promise<request.Response> =>
    request(mock.app)
      .get(`${session.apis.helsinki.path}${path}/${name}`)
      .set({ ...mock.apis.helsinki.personas.registrar.headers });
  const [byId, bySlug] = [(await ask(lastId)).body, (await ask(last.slug)).body];
  expect(byId.length).toBeGreaterThan(0);
  expect(byId.length).toBeLessThan(bySlug.length);
  expect(bySlug).toEqual(expect.arrayContaining(byId));
  const sample = await ask('b3e9575b-fa13-492c-bd14-10cb27df4eec');
  expect([sample.status, sample.body.length, sample.text.slice(0, 2)]).toEqual([200, 1, '[{']);
});

test.for([
  { choice: 'message', want: /^Streaming error\. Details: ControllerError \{[^]*http-request\n$/ },
  { choice: 'message-and-bracket', want: /^Streaming error\. Details: ControllerError \{[^]*http-request\n\]$/ },
  { choice: 'nothing', want: /^$/ },
] as const)('broken-stream=$choice sets the text after a broken stream', ({ choice, want }) => {
  const other = createMock({ learners: 0, apis: ['helsinki'], variants: { helsinki: { 'broken-stream': choice } } });
  expect(other.services[0]?.api.brokenStream).toMatch(want);
});

test('bodies other than JSON never get whitespace', async () => {
  const session = mock.session();
  session.setVariants({ helsinki: { 'no-rows': 'bracket' } });
  const ask = async (sessionId: string): Promise<request.Response> =>
    request(mock.app)
      .get(`${path}/no-such-slug`)
      .set('Authorization', 'Basic documentationOnlyExampleSecretKey-12345')
      .set('x-lms-mock-session', sessionId)
      .set('Prefer', 'variation=8:whitespace')
      .buffer()
      .parse((response, done) => {
        let body = '';
        response.on('data', (piece: Buffer) => (body += piece.toString())).on('end', () => done(null, body));
      });
  expect((await ask(session.id)).body).toBe(']');
  expect((await ask(mock.session().id)).body).toMatch(/^\s*\[\s*\]\s*$/);
});
