import { StackOne } from '@stackone/stackone-client-ts';
import {
  ConflictResponse,
  NotFoundResponse,
  UnauthorizedResponse,
  UnprocessableEntityResponse,
} from '@stackone/stackone-client-ts/sdk/models/errors/index.js';
import {
  LmsListAssignmentsQueryParamStatus,
  LmsListUserAssignmentsQueryParamStatus,
} from '@stackone/stackone-client-ts/sdk/models/operations/index.js';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { apis } from '../../../src/apis/index.ts';
import { createMock } from '../../support/create-mock.ts';

/** The vendor's own SDK. Its users see the answers in the form that it gives them. */
const mock = createMock({ learners: 5, courses: 1, port: 0 });
beforeAll(() => mock.listen());
afterAll(() => mock.close());

const { choices } = apis.stackone.variants[0];
const vintages = choices.map(({ name }) => name);

function clientOf(vintage: (typeof vintages)[number], username = 'stackone-api-key'): StackOne {
  const session = mock.session();
  session.setVariants({ stackone: { vintage } });
  const { baseUrl: serverURL } = session.apis.stackone;
  return new StackOne({ serverURL, security: { username, password: '' }, retryConfig: { strategy: 'none' } });
}

const wanted = { id: '123456', xAccountId: 'stackone-account' };

for (const vintage of vintages) {
  test.for([
    { status: 409, type: ConflictResponse },
    { status: 422, type: UnprocessableEntityResponse },
  ])(`throws its typed error for Prefer: code=$status in the vintage ${vintage}`, async ({ status, type }) => {
    const asked = clientOf(vintage).lms.getCompletion(wanted, { headers: { Prefer: `code=${status}` } });
    const error: unknown = await asked.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ statusCode: status, timestamp: expect.any(Date) });
  });

  test(`reads a completion, and throws its typed errors for refusals, in the vintage ${vintage}`, async () => {
    const { lms } = clientOf(vintage);
    const { completionResult } = await lms.getCompletion(wanted);
    expect(completionResult?.data.result?.value).toBe('Pass');
    await expect(lms.getCompletion({ ...wanted, id: 'nothing' })).rejects.toBeInstanceOf(NotFoundResponse);
    await expect(clientOf(vintage, 'x').lms.getCompletion(wanted)).rejects.toBeInstanceOf(UnauthorizedResponse);
  });
}

test('walks ten thousand completions, and sees each once', async () => {
  const large = createMock({ learners: 9_100, courses: 40, port: 0, validateReplies: false });
  try {
    await large.listen();
    const { baseUrl: serverURL } = large.apis.stackone;
    const { lms } = new StackOne({ serverURL, security: { username: 'stackone-api-key', password: '' } });
    const seen: string[] = [];
    for await (const { completionsPaginated } of await lms.listCompletions({
      xAccountId: 'stackone-account',
      pageSize: '100',
      fields: 'id',
    }))
      for (const { id } of completionsPaginated?.data ?? []) seen.push(String(id));
    const truth = Array.from(large.campus.truthRows('stackone', 'integrator'), ({ id }) => id);
    expect(truth.length).toBeGreaterThan(10_000);
    expect(seen).toEqual(truth);
  } finally {
    await large.close();
  }
});

test('sends each filter in a spelling that the mock accepts', async () => {
  const { lms } = clientOf('2025-12');
  const updatedAfter = new Date('2022-01-01T00:00:00Z');
  const filtered = { xAccountId: 'stackone-account', filter: { updatedAfter }, proxy: { locale: 'fi' }, fields: 'id' };
  const id = 'c28xyrc55866bvuv';
  const all = await lms.listCompletions({ ...filtered, filter: {} });
  const some = await lms.listCompletions(filtered);
  const countOf = (page: typeof all): number => page.completionsPaginated?.data.length ?? 0;
  expect([countOf(all) > countOf(some), countOf(some) > 0]).toEqual([true, true]);
  expect((await lms.listUserCompletions({ ...filtered, id })).completionsPaginated?.data).toEqual([]);
  expect((await lms.listUserCompletions({ ...filtered, filter: {}, id })).completionsPaginated?.data.length).toBe(1);
  const status = { filter: { status: LmsListUserAssignmentsQueryParamStatus.Completed, updatedAfter } };
  const assignments = await lms.listUserAssignments({ ...filtered, ...status, id });
  expect(assignments.assignmentsPaginated?.data).toEqual([]);
  const pending = await lms.listAssignments({
    ...filtered,
    filter: { status: LmsListAssignmentsQueryParamStatus.Pending },
  });
  expect(pending.statusCode).toBe(200);
});

test('reads users, courses, content, assignments, categories and skills', async () => {
  const { lms } = clientOf('2025-12');
  const of = { xAccountId: 'stackone-account' };
  const user = await lms.getUser({ ...of, id: 'c28xyrc55866bvuv' });
  expect(user.userResult?.data.email).toMatch(/@/);
  expect((await lms.listUsers(of)).usersPaginated?.data.length).toBeGreaterThan(5);
  expect((await lms.listCourses(of)).coursePaginated?.data[0]?.languages?.[0]?.value).toBe('en_US');
  expect((await lms.listContent(of)).contentPaginated?.data[0]?.createdAt).toBeInstanceOf(Date);
  expect((await lms.listAssignments(of)).assignmentsPaginated?.data[0]?.status?.value).toBe('completed');
  expect((await lms.listCategories(of)).categoriesPaginated?.data.length).toBe(3);
  expect((await lms.listSkills(of)).skillsPaginated?.data.length).toBeGreaterThan(5);
});

test('serves each operation of the client, except for those that write content', () => {
  const { lms } = clientOf('2025-12');
  const ofClient = Object.getOwnPropertyNames(Object.getPrototypeOf(lms)).filter((name) => name !== 'constructor');
  const { contract } = mock.services.find((one) => one.name === 'stackone') ?? {};
  const served = Array.from(contract?.operations.keys() ?? [], (name) => name.replace('listUnified', 'list'));
  expect(served.filter((name) => !ofClient.includes(name))).toEqual([]);
  expect(ofClient.filter((name) => !served.includes(name)).toSorted()).toEqual([
    'batchUpsertContent',
    'updateContent',
    'upsertContent',
  ]);
});
