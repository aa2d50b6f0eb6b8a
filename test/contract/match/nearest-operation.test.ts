import { describe, expect, test } from 'vitest';

import { createNearestOperation } from '../../../src/contract/match/nearest-operation.ts';

const nearest = createNearestOperation([
  { method: 'GET', path: '/api/v1/grades' },
  { method: 'GET', path: '/content/{id}/final_statuses' },
  { method: 'POST', path: '/orders/{id}/lines' },
]);

describe('the nearest operation of an unmatched request', () => {
  const cases = [
    { title: 'one letter is missing', given: 'GET /api/v1/grade', want: 'GET /api/v1/grades' },
    { title: 'a prefix is missing', given: 'GET /grades', want: 'GET /api/v1/grades' },
    {
      title: 'there is an extra prefix',
      given: 'GET /api/v2/content/7/final_statuses',
      want: 'GET /content/{id}/final_statuses',
    },
    { title: 'there is an extra slash', given: 'GET /api/v1/grades/', want: 'GET /api/v1/grades' },
    { title: 'capitals differ', given: 'GET /API/V1/Grades', want: 'GET /api/v1/grades' },
    { title: 'the method is wrong', given: 'DELETE /orders/7/lines', want: 'POST /orders/{id}/lines' },
    { title: 'nothing is similar', given: 'GET /nowhere', want: undefined },
    { title: 'only a parameter matches', given: 'GET /a/b/c', want: undefined },
    { title: 'the path has very many segments', given: `GET ${'/api'.repeat(4000)}`, want: undefined },
  ];
  test.for(cases)('$title', ({ given, want }) => {
    const [method = '', path = ''] = given.split(' ');
    const found = nearest(method, path);
    expect(found === undefined ? undefined : `${found.method} ${found.path}`).toBe(want);
  });
});
