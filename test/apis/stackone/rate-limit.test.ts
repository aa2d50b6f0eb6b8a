import { StackOne } from '@stackone/stackone-client-ts';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { pathExampleOf } from '../../../src/contract/match/path-example.ts';
import { createMock } from '../../support/create-mock.ts';
import { send } from '../../support/send.ts';

const mock = createMock({ learners: 60, courses: 5, port: 0 });
beforeAll(() => mock.listen());
afterAll(() => mock.close());

test('every operation has a 408 and a 429, both with Retry-After', async () => {
  const service = mock.services.find((one) => one.name === 'stackone');
  if (service === undefined) throw new Error('stackone is not served');
  for (const operation of service.contract.operations.values())
    for (const status of [408, 429]) {
      const path = pathExampleOf(service.contract, operation, service.api.showcase.path);
      const response = await send(mock, operation.method, path).set('Prefer', `code=${status}`);
      expect([operation.operationId, response.status]).toEqual([operation.operationId, status]);
      expect(response.headers['retry-after'], operation.operationId).toMatch(/^\d+$/);
      expect(response.body).toMatchObject({ statusCode: status, message: expect.any(String) });
    }
});

test("a rule can limit requests, and the vendor's own client waits and gets every record", async () => {
  const session = mock.session();
  session.rules.add({
    match: { api: 'stackone', after: 2, times: 1 },
    answer: { status: 429, headers: { 'Retry-After': '1' } },
  });
  const { baseUrl: serverURL } = session.apis.stackone;
  const { lms } = new StackOne({ serverURL, security: { username: 'stackone-api-key', password: '' } });
  const seen: string[] = [];
  const begunAt = performance.now();
  for await (const { completionsPaginated } of await lms.listCompletions({
    xAccountId: 'stackone-account',
    pageSize: '10',
  }))
    for (const { id } of completionsPaginated?.data ?? []) seen.push(String(id));
  expect(performance.now() - begunAt).toBeGreaterThan(900);
  const truth = session.campus.truth('stackone', 'integrator').map(({ id }) => id);
  expect(seen.toSorted()).toEqual(truth.toSorted());
  expect(session.journal.counts.exchanges).toBeGreaterThan(4);
});

test.for(['users', 'courses', 'content', 'assignments', 'categories', 'skills', 'completions'])(
  'filters %s by the time of the last change in each spelling',
  async (list) => {
    const { headers } = mock.apis.stackone.personas.integrator;
    const countOf = async (query: string): Promise<number> => {
      const { status, body } = await request(mock.app).get(`/unified/lms/${list}?page_size=100&${query}`).set(headers);
      expect(status).toBe(200);
      return body.data.length;
    };
    const some = await countOf('');
    for (const name of ['filter[updated_after]', 'filter%5Bupdated_after%5D', 'updated_after']) {
      expect(await countOf(`${name}=2019-01-01T00:00:00.000Z`), name).toBe(some);
      expect(await countOf(`${name}=2026-09-01T09:00:00.000Z`), name).toBe(0);
    }
  },
);
