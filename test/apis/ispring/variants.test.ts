import request from 'supertest';
import { expect, test } from 'vitest';

import type { EnrolmentState, PersonaName } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';
import { testVariants } from '../../support/cases/variant-cases.ts';

const mock = createMock({ learners: 60, courses: 5 });
const { personas } = mock.apis.ispring;
const ids = mock.campus.idSpace('ispring.contentId', { of: 'course', format: 'uuid' });
const statuses = '/content/123/final_statuses';
const unknown = '/content/nothing/final_statuses';
const json = { accept: 'application/json' };
const unauthorized = { status: 401, body: { code: 401, message: 'Unauthorized' } };
const denied = { status: 403, body: { code: 403, message: 'Permission denied' } };
const rows = [
  {
    userId: '28199714-a7e4-11e9-bcd3-4289493f2b99',
    status: 'Passed',
    progress: 90.91,
    completionDate: '2019-10-26T12:35:10+00:00',
    lastViewDate: '2019-10-26T12:33:21+00:00',
  },
  {
    userId: '2820942e-a7e4-11e9-abaa-4289493f2b99',
    status: 'In progress',
    progress: 20,
    lastViewDate: '2019-10-23T14:14:13+00:00',
  },
];

/** The index of a course that stands so for somebody. */
function courseWith(wanted: EnrolmentState): number {
  for (const { state, course } of mock.campus.enrolments()) if (state === wanted) return course.index;
  throw new Error(`nobody has ${wanted}`);
}

testVariants(mock, 'ispring', [
  {
    choices: 'accept=honoured',
    path: statuses,
    headers: { accept: 'image/png' },
    byDefault: { status: 200, type: 'application/xml' },
    want: { status: 406, type: 'application/xml' },
  },
  {
    choices: 'unknown-content-item=code-and-message',
    path: unknown,
    byDefault: { status: 404, type: 'text/plain', body: 'Unknown content item' },
    want: {
      status: 404,
      type: 'application/xml',
      body: '<?xml version="1.0" encoding="UTF-8"?><response><code>404</code><message>Unknown content item</message></response>',
    },
  },
  {
    choices: 'unknown-content-item=code-and-message',
    path: unknown,
    headers: json,
    byDefault: { status: 404, type: 'text/plain', body: 'Unknown content item' },
    want: { status: 404, type: 'application/json', body: { code: 404, message: 'Unknown content item' } },
  },
  {
    choices: 'progress=integer',
    path: statuses,
    headers: json,
    byDefault: { status: 200, body: rows },
    want: { status: 200, body: rows.map((row) => ({ ...row, progress: Math.trunc(row.progress) })) },
  },
  {
    choices: 'publisher=denied',
    path: statuses,
    headers: { ...personas.publisher.headers, ...json },
    byDefault: { status: 200 },
    want: denied,
  },
  {
    choices: 'edit-right=wanted',
    path: statuses,
    headers: { ...personas['department-administrator'].headers, ...json },
    byDefault: { status: 200 },
    want: denied,
  },
  {
    choices: 'credentials=x-auth',
    path: statuses,
    headers: { ...json, 'x-auth-email': '', 'x-auth-password': '', authorization: 'Bearer ispring-owner-token' },
    byDefault: { status: 200, body: rows },
    want: unauthorized,
  },
  {
    choices: 'credentials=token',
    path: statuses,
    headers: { ...personas.owner.headers, authorization: '', ...json },
    byDefault: { status: 200, body: rows },
    want: unauthorized,
  },
  {
    choices: 'credentials=token',
    path: statuses,
    headers: { ...json, 'x-auth-email': '', authorization: 'ispring-owner-token' },
    byDefault: unauthorized,
    want: { status: 200, body: rows },
  },
  {
    choices: 'credentials=token',
    path: statuses,
    headers: { ...json, 'x-auth-email': '', authorization: 'Bearer ispring-owner-token' },
    byDefault: unauthorized,
    want: { status: 200, body: rows },
  },
  {
    choices: 'credentials=token token-form=raw',
    path: statuses,
    headers: { ...json, 'x-auth-email': '', authorization: 'ispring-owner-token' },
    byDefault: unauthorized,
    want: { status: 200, body: rows },
  },
  {
    choices: 'credentials=token token-form=bearer',
    path: statuses,
    headers: { ...json, 'x-auth-email': '', authorization: 'bearer ispring-owner-token' },
    byDefault: unauthorized,
    want: { status: 200, body: rows },
  },
  {
    choices: 'bad-credentials=permission-denied',
    path: statuses,
    headers: { ...json, 'x-auth-password': 'wrong' },
    byDefault: unauthorized,
    want: denied,
  },
  {
    choices: 'content-item-id=uuid',
    path: statuses,
    headers: json,
    byDefault: { status: 200, body: rows },
    want: { status: 400, body: { code: 400, message: 'path.content_item_id: must be a UUID' } },
  },
  {
    choices: 'completion-date=passed',
    path: `/content/${ids.idOf(courseWith('failed'))}/final_statuses`,
    headers: json,
    byDefault: { status: 200 },
    want: { status: 200 },
  },
  {
    choices: 'listed=viewed',
    path: `/content/${ids.idOf(courseWith('enrolled'))}/final_statuses`,
    headers: json,
    byDefault: { status: 200 },
    want: { status: 200 },
  },
]);

test.for([
  { form: 'raw', authorization: 'Bearer ispring-owner-token' },
  { form: 'bearer', authorization: 'ispring-owner-token' },
  { form: 'either', authorization: 'Bearer ispring-nobody-token' },
  { form: 'either', authorization: '' },
] as const)(
  'a server that wants tokens ($form) refuses Authorization: $authorization',
  async ({ form, authorization }) => {
    const other = createMock({
      learners: 0,
      variants: { ispring: { credentials: 'token', 'token-form': form } },
    });
    const refused = await request(other.app)
      .get(statuses)
      .set({ ...json, authorization });
    expect([refused.status, refused.body]).toEqual([401, unauthorized.body]);
  },
);

test('a token has its persona: its scope, its refusals, its session', async () => {
  const other = createMock({ learners: 60, courses: 3, variants: { ispring: { credentials: 'token' } } });
  const slug = other.campus.idSpace('ispring.contentId', { of: 'course', format: 'uuid' }).idOf(5);
  const ask = async (persona: PersonaName<'ispring'>): Promise<request.Response> =>
    request(other.app)
      .get(`/content/${slug}/final_statuses`)
      .set({ ...json, ...other.apis.ispring.personas[persona].headers });
  const [owner, custom, learner] = [await ask('owner'), await ask('custom'), await ask('learner')];
  expect([owner.status, custom.status, learner.status]).toEqual([200, 200, 403]);
  expect(custom.body.length).toBeLessThan(owner.body.length);
  await request(other.app).get(statuses).set({ authorization: 'Bearer ispring-owner-token~by-token' });
  const known = await request(other.app).get('/__mock/sessions/by-token').set({ Host: '127.0.0.1' });
  expect(known.status).toBe(200);
});

test('a wish gets the default of the contract, or the variant whose example it names', async () => {
  const wish = (prefer: string): request.Test =>
    request(mock.app)
      .get(statuses)
      .set({ ...json, prefer });
  const [byCode, byExample] = [await wish('code=404'), await wish('example=unknownContentItemCode')];
  expect([byCode.status, byCode.type, byCode.text]).toEqual([404, 'text/plain', 'Unknown content item']);
  expect([byExample.status, byExample.body]).toEqual([404, { code: 404, message: 'Unknown content item' }]);
});

test('a course that is failed has a date or none, and any other is as it was', async () => {
  const session = mock.session();
  session.setVariants({ ispring: { 'completion-date': 'passed' } });
  const target = `/content/${ids.idOf(courseWith('failed'))}/final_statuses`;
  const ask = async (base: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    (
      await request(mock.app)
        .get(base + target)
        .set({ ...personas.owner.headers, ...json })
    ).body;
  const [all, passed] = [await ask('/ispring'), await ask(session.apis.ispring.path)];
  const want = all.map(({ completionDate, ...row }) =>
    completionDate === undefined || row['status'] === 'Failed' ? row : { ...row, completionDate },
  );
  expect(passed).toEqual(want);
  expect(want).not.toEqual(all);
});

test('only learners who have not viewed the content item are left out', async () => {
  const session = mock.session();
  session.setVariants({ ispring: { listed: 'viewed' } });
  const target = `/content/${ids.idOf(courseWith('enrolled'))}/final_statuses`;
  const ask = async (base: string): Promise<readonly { lastViewDate?: string }[]> =>
    (
      await request(mock.app)
        .get(base + target)
        .set({ ...personas.owner.headers, ...json })
    ).body;
  const [all, viewed] = [await ask('/ispring'), await ask(session.apis.ispring.path)];
  expect(viewed).toEqual(all.filter(({ lastViewDate }) => lastViewDate !== undefined));
  expect(viewed.length).toBeLessThan(all.length);
});
