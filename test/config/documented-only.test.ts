import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';

const mock = createMock({ learners: 5, courses: 2, documentedOnly: true });

test('serves the documented operations, and nothing else', async () => {
  const operations = mock.services.flatMap(({ contract }) => [...contract.operations.values()]);
  expect(operations.map(({ operationId }) => operationId)).toEqual([
    'listCompletions',
    'listGrades',
    'getCompletion',
    'listFinalStatuses',
    'streamCompletions',
  ]);
  for (const { name, api } of mock.services) {
    const headers = { ...api.personas[0]?.headers, ...api.showcase.headers };
    expect((await request(mock.app).get(api.showcase.path).set(headers)).status, name).toBe(200);
  }
});

test.for([
  ['get', '/unified/lms/completions', 404],
  ['post', '/unified/lms/users/c28xyrc55866bvuv/completions', 404],
  ['post', '/api/v0/study-registry/completion-registered-to-study-registry', 404],
  ['post', '/api/v3/token', 404],
] as const)('refuses %s %s as an operation that is not served', async ([method, path, status]) => {
  const response = await request(mock.app)[method](path);
  expect(response.status).toBe(status);
  expect(response.headers['x-lms-mock-violations']).toContain('lms-mock does not serve it');
});

test('documented operations come first in every list of operations', () => {
  for (const { name, contract } of createMock({ learners: 0 }).services) {
    const known = Array.from(contract.operations.values(), ({ provenance }) => provenance === 'documented');
    expect(known, name).toEqual(known.toSorted((one, other) => Number(other) - Number(one)));
    expect(known[0], name).toBe(true);
  }
});
