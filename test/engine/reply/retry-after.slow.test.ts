import request from 'supertest';
import type { Response } from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import { send } from '../../support/send.ts';

const plain = createMock({ learners: 5, courses: 1 });
const message = createMock({ learners: 5, courses: 1, variants: { moocit: { 'error-family': 'developer-message' } } });

const cases = [plain, message].flatMap((mock) =>
  mock.services.flatMap(({ name, contract }) =>
    Array.from(contract.operations.values())
      .filter(({ responses }) => responses.has(429))
      .map((operation) => ({ mock, api: name, operation, id: operation.operationId })),
  ),
);

/** The seconds in a body, or undefined if it has none. */
function secondsIn({ text, type }: Response): number | undefined {
  if (type !== 'application/json') return undefined;
  const [, seconds] = /retry_after_seconds":(\d+)|available in (\d+) second/.exec(text)?.filter(Boolean) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}

test.for(cases)("a 429's header and body have the same seconds: $api $id", async ({ mock, api, operation }) => {
  const namesSeconds = api === 'helsinki' || api === 'moocit';
  const examples = [...(operation.responses.get(429)?.mediaTypes.get('application/json')?.examples.keys() ?? [])];
  const latency = { kind: 'latency', delayMs: 1 } as const;
  const ways = [
    { answer: { status: 429 } },
    ...['0', '1', '7'].map((seconds) => ({ answer: { status: 429, headers: { 'Retry-After': seconds } }, seconds })),
    { answer: { status: 429, headers: { 'retry-after': '8' } }, seconds: '8' },
    { answer: { status: 429, headers: { 'Retry-After': '9' }, fault: latency }, seconds: '9' },
    ...examples.map((example) => ({ answer: { status: 429, example, headers: { 'Retry-After': '5' } }, seconds: '5' })),
    { prefer: 'code=429' },
    { prefer: 'code=429, dynamic=true' },
    ...examples.map((example) => ({ prefer: `code=429, example=${example}` })),
  ];
  for (const way of ways) {
    const session = mock.session();
    if ('answer' in way) session.rules.add({ match: { api, operation: operation.operationId }, answer: way.answer });
    const path = `/sessions/${session.id}/${api}${operation.path.replaceAll(/\{[^}]+\}/g, 'x')}`;
    const ask = send(mock, operation.method, path).set('Accept', 'application/json');
    const response = await ('prefer' in way ? ask.set('Prefer', way.prefer) : ask);
    const header = response.headers['retry-after'];
    expect(response.status).toBe(429);
    expect(header).toMatch(/^\d+$/);
    expect(header).toBe('seconds' in way ? way.seconds : header);
    expect(secondsIn(response)).toBe(namesSeconds ? Number(header) : undefined);
    session.delete();
  }
});

test("the body has the seconds in the vendor's words, singular and plural", async () => {
  const session = plain.session();
  for (const [seconds, words] of [
    ['0', '0 seconds'],
    ['1', '1 second'],
    ['7', '7 seconds'],
  ] as const) {
    const rule = session.on('listGrades').reply({ status: 429, headers: { 'Retry-After': seconds } });
    const { body } = await request(plain.app).get(`${session.apis.moocit.path}/api/so2/v1/grades`);
    expect(body).toEqual({ detail: `Request was throttled. Expected available in ${words}.` });
    rule.remove();
  }
});

test("Retry-After has the seconds of a rule's body", async () => {
  const session = plain.session();
  session.rules.add({
    match: { operation: 'streamCompletions' },
    answer: { status: 429, body: { error: 'too_many_requests', retry_after_seconds: 12 } },
  });
  const path = `${session.apis.helsinki.path}/api/v0/study-registry/completions/BSCS1001`;
  expect((await request(plain.app).get(path)).headers['retry-after']).toBe('12');
});

test.for([
  { api: 'helsinki', operation: 'streamCompletions', body: { error: 'too_many_requests', retry_after_seconds: 5 } },
  {
    api: 'moocit',
    operation: 'listGrades',
    body: { detail: 'Request was throttled. Expected available in 5 seconds.' },
  },
] as const)(
  'a rule of $api with different seconds in body and header is refused, unless it is off the contract',
  async ({ api, operation, body }) => {
    const session = plain.session();
    const answer = { status: 429, body, headers: { 'retry-after': '7' } };
    expect(() => session.rules.add({ match: { api, operation }, answer })).toThrow(
      'answer.body: has a wait of 5 seconds, but retry-after is "7"',
    );
    session.rules.add({ match: { api, operation }, answer: { ...answer, headers: { 'retry-after': '5' } } });
    session.rules.add({ match: { api, operation }, answer, offContract: true });
  },
);

test.for([0, 1, 2, 3, 4])('a 429 with the variation %i has the seconds of its header', async (seed) => {
  for (const { mock, api, operation } of cases) {
    const session = mock.session();
    const answer = { status: 429, headers: { 'Retry-After': '30' } };
    session.rules.add({ match: { api, operation: operation.operationId }, answer });
    const path = `/sessions/${session.id}/${api}${operation.path.replaceAll(/\{[^}]+\}/g, 'x')}`;
    const response = await send(mock, operation.method, path).set({
      Prefer: `variation=${seed}`,
      Accept: 'application/json',
    });
    expect([response.status, response.headers['retry-after']]).toEqual([429, '30']);
    // Variations also change whitespace and the form of numbers.
    const seconds = /retry_after_seconds"\s*:\s*([\d.eE+]+)|available in (\d+) second/.exec(response.text) ?? [
      '30',
      '30',
    ];
    expect(Number(seconds[1] ?? seconds[2])).toBe(30);
    session.delete();
  }
});
