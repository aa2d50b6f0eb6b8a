import { expect, test } from 'vitest';

import type { RuleInput } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';
import { askApi, openSession } from '../../support/rules.ts';

const mock = createMock({ learners: 20, courses: 2 });
const statuses = '/content/123/final_statuses';

test.for<{
  title: string;
  match: RuleInput['match'];
  hit: [string, Record<string, string>?];
  miss: [string, Record<string, string>?];
}>([
  {
    title: 'an operation',
    match: { operation: 'listGrades' },
    hit: ['/api/so2/v1/grades'],
    miss: ['/api/so2/v1/completion'],
  },
  {
    title: 'a value of a query parameter',
    match: { query: { username: 'johndoe' } },
    hit: ['/api/so2/v1/completion?username=john%64oe'],
    miss: ['/api/so2/v1/completion?username=johndo'],
  },
  {
    title: 'one of several values of a query parameter',
    match: { query: { page: 2 } },
    hit: ['/api/so2/v1/completion?page=1&page=2'],
    miss: ['/api/so2/v1/completion?page=22'],
  },
  {
    title: 'the beginning of a value',
    match: { query: { course_id: { prefix: 'course-v1:' } } },
    hit: ['/api/so2/v1/completion?course_id=course-v1:x'],
    miss: ['/api/so2/v1/completion?course_id=x-course-v1:'],
  },
  {
    title: 'a part of a header, whose name is case-insensitive',
    match: { headers: { 'User-Agent': { contains: 'Bot' } } },
    hit: ['/api/so2/v1/completion', { 'user-agent': 'MyBot/1' }],
    miss: ['/api/so2/v1/completion', { 'user-agent': 'mybot' }],
  },
  {
    title: 'an API',
    match: { api: 'moocit' },
    hit: ['/api/so2/v1/grades'],
    miss: ['/nowhere'],
  },
])('a rule matches $title', async ({ match, hit, miss }) => {
  const { session, ask } = openSession(mock);
  const admin = session.apis.moocit.personas.admin.headers;
  const rule = session.rules.add({
    ...(match === undefined ? {} : { match }),
    answer: { status: 200, body: [] },
    offContract: true,
  });
  await ask(miss[0], { ...admin, ...miss[1] });
  expect(rule.callCount).toBe(0);
  const { body } = await ask(hit[0], { ...admin, ...hit[1] });
  expect([rule.callCount, body]).toEqual([1, []]);
});

test('a rule matches a persona, even one that the vendor refuses', async () => {
  const { session, ask } = openSession(mock);
  const rule = session.on('listCompletions', { persona: 'forbidden' }).reply({ example: 'byUsername' });
  const { admin, forbidden } = session.apis.moocit.personas;
  expect((await ask(undefined, admin?.headers)).body).toHaveLength(2);
  expect(rule.callCount).toBe(0);
  expect((await ask(undefined, {})).status).toBe(401);
  expect((await ask(undefined, { authorization: `${forbidden?.headers['authorization']}~other` })).status).toBe(200);
  expect(rule.callCount).toBe(1);

  const learner = session.on('listFinalStatuses', { persona: 'learner' }).reply({ status: 429 });
  expect((await askApi(mock, { session, api: 'ispring', path: statuses })).status).toBe(200);
  expect(
    (
      await askApi(mock, {
        session,
        api: 'ispring',
        path: statuses,
        headers: session.apis.ispring.personas.learner.headers,
      })
    ).status,
  ).toBe(429);
  expect(learner.callCount).toBe(1);
});

test('a rule matches a value in the path', async () => {
  const { session } = openSession(mock);
  const rule = session.on('getCompletion', { path: { id: '123456' } }).reply({ status: 502 });
  expect((await askApi(mock, { session, api: 'stackone', path: '/unified/lms/completions/%E0%A4%A' })).status).toBe(
    400,
  );
  expect((await askApi(mock, { session, api: 'stackone', path: '/unified/lms/completions/999' })).status).toBe(404);
  expect((await askApi(mock, { session, api: 'stackone', path: '/unified/lms/completions/12345%36' })).status).toBe(
    502,
  );
  expect(rule.callCount).toBe(1);
});

test('a rule with after and times skips the first calls and ends after the given number', async () => {
  const { session, ask } = openSession(mock);
  session.on('listCompletions', { after: 1, times: 2 }).reply({ status: 403 });
  const seen = [];
  for (let call = 0; call < 5; call += 1) seen.push((await ask()).status);
  expect(seen).toEqual([200, 403, 403, 200, 200]);
});

test('the first matching rule answers, and the next one when the first is used up', async () => {
  const { session, ask } = openSession(mock);
  session.on('listCompletions', { times: 1 }).reply({ status: 429 });
  session.on('listCompletions').reply({ status: 403 });
  const never = session.on('listGrades').reply({ status: 403 });
  expect([(await ask()).status, (await ask()).status]).toEqual([429, 403]);
  expect(session.rules.unmatched().map(({ id }) => id)).toEqual([never.id]);
});
