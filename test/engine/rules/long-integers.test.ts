import request from 'supertest';
import { describe, expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import { askApi, openSession } from '../../support/rules.ts';

/** 2^53 + 1. As a double it is 2^53. */
const ODD = '9007199254740993';
const mock = createMock({ learners: 20, courses: 2 });
const statuses = '/content/123/final_statuses';
const stream = '/api/v0/study-registry/completions/BSCS1001';

/** Adds a rule over HTTP. The rule is JSON text, because JSON.stringify would round its integers. */
async function add(id: string, rule: string): Promise<request.Response> {
  const rules = request(mock.app).post(`/__mock/sessions/${id}/rules`).set('Host', '127.0.0.1');
  return rules.set('Content-Type', 'application/json').send(rule);
}

describe('a rule over the control API keeps the digits of an integer beyond 2^53', () => {
  const forced = `{"match":{"operation":"listFinalStatuses"},"answer":{"status":403,"body":{"code":${ODD},"message":"no"}}}`;
  const patch = `{"offContract":true,"match":{"operation":"streamCompletions"},"answer":{"patch":{"n":[${ODD}]}}}`;
  const beyond = `{"offContract":true,"match":{"operation":"listFinalStatuses"},"answer":{"status":299,"body":{"n":-${ODD}}}}`;
  test.for([
    { api: 'ispring', path: statuses, accept: 'application/json', rule: forced, want: `"code":${ODD}` },
    { api: 'ispring', path: statuses, accept: 'application/xml', rule: forced, want: `<code>${ODD}</code>` },
    { api: 'ispring', path: statuses, accept: 'application/json', rule: beyond, want: `{"n":-${ODD}}` },
    { api: 'helsinki', path: stream, accept: '*/*', rule: patch, want: `"n":[${ODD}]` },
  ] as const)('in the $accept of $api: $want', async ({ api, path, accept, rule, want }) => {
    const { session } = openSession(mock);
    expect((await add(session.id, rule)).text).toContain(ODD);
    const { text } = await askApi(mock, { session, api, path, headers: { accept } }).buffer();
    expect(text).toContain(want);
  });

  test('in the list of rules and in the report of unmatched rules', async () => {
    const { session } = openSession(mock);
    await add(session.id, forced);
    const control = request(mock.app).get(`/__mock/sessions/${session.id}/rules`).set('Host', '127.0.0.1');
    expect((await control).text).toContain(`"code": ${ODD}`);
    const report = request(mock.app).get(`/__mock/sessions/${session.id}/report?format=json`).set('Host', '127.0.0.1');
    expect((await report).text).toContain(ODD);
  });

  test('in the values of its match', async () => {
    const { session, ask } = openSession(mock);
    await add(
      session.id,
      `{"match":{"operation":"listCompletions","query":{"username":${ODD}}},"answer":{"status":403}}`,
    );
    const answers = await Promise.all(
      [ODD, '9007199254740992'].map((username) => ask(`/api/so2/v1/completion?username=${username}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([403, 200]);
  });

  test('in the message when it is refused', async () => {
    const refused = await add('refused', `{"match":{"times":${ODD}},"answer":{"status":403}}`);
    expect([refused.status, refused.body.detail]).toEqual([
      400,
      `match.times: must be a whole number from 1 to 1000000000, got ${ODD}.`,
    ]);
  });
});

test('a bigint in a rule that a program adds is written with all its digits', async () => {
  const { session } = openSession(mock);
  session.on('listFinalStatuses').reply({ status: 403, body: { code: BigInt(ODD), message: 'no' } });
  const { text } = await askApi(mock, {
    session,
    api: 'ispring',
    path: statuses,
    headers: { accept: 'application/json' },
  });
  expect(text).toContain(`"code":${ODD}`);
});

test('a rule whose integer beyond 2^53 breaks the contract is refused', async () => {
  const refused = await add(
    'breaks',
    `{"match":{"operation":"listFinalStatuses"},"answer":{"status":403,"body":{"code":403,"message":${ODD}}}}`,
  );
  expect(refused.status).toBe(400);
  expect(refused.body.detail).toContain('/message must be string');
});
