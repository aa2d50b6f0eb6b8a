import type request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import { askApi, openSession } from '../../support/rules.ts';

const mock = createMock({ learners: 40, courses: 3 });

/** Lists as JSON, as XML, and as a stream. */
const LISTS = [
  { api: 'moocit', path: '/api/so2/v1/grades' },
  { api: 'ispring', path: '/content/123/final_statuses' },
  { api: 'helsinki', path: '/api/v0/study-registry/completions/BSCS1001' },
] as const;

test.for([0, 1, 500])('a rule answers a list with %i rows, in JSON, XML and a stream', async (count) => {
  for (const { api, path } of LISTS) {
    const { session, ask: askMoocit } = openSession(mock);
    const ask = (): request.Test => (api === 'moocit' ? askMoocit(path) : askApi(mock, { session, api, path }));
    const known = rowsOf((await ask()).text);
    expect(known.length, path).toBeGreaterThan(0);
    session.rules.add({ answer: { rows: { count } } });
    const { status, text } = await ask();
    expect([path, status]).toEqual([path, 200]);
    expect(rowsOf(text), path).toEqual(Array.from({ length: count }, (_, index) => known[index % known.length]));
  }
});

test('rows with one of the given values come first, and no row is lost', async () => {
  const { session, ask } = openSession(mock);
  const before: readonly { username: string }[] = (await ask('/api/so2/v1/grades')).body;
  const last = String(before.at(-1)?.username);
  session.rules.add({ match: { operation: 'listGrades' }, answer: { rows: { first: [last] } } });
  const after: readonly { username: string }[] = (await ask('/api/so2/v1/grades')).body;
  const isLast = ({ username }: { username: string }): boolean => username === last;
  expect(after).toEqual([...before.filter(isLast), ...before.filter((row) => !isLast(row))]);
});

test('an answer without rows is not changed', async () => {
  const { session } = openSession(mock);
  const ask = (): request.Test => askApi(mock, { session, api: 'stackone', path: '/unified/lms/completions/123456' });
  const before = await ask();
  session.rules.add({ answer: { rows: { count: 0 } } });
  const after = await ask();
  expect([after.status, after.body]).toEqual([200, before.body]);
});

test.for([
  { rows: { count: -1 }, message: 'answer.rows.count: must be' },
  { rows: { first: [] }, message: 'answer.rows.first: must be a list of 1 to 1000 strings' },
  { rows: { count: 1, frist: ['x'] }, message: 'did you mean "first"?' },
])('$rows is refused', ({ rows, message }) => {
  const { session } = openSession(mock);
  expect(() => session.rules.add(JSON.parse(JSON.stringify({ answer: { rows } })))).toThrow(message);
});

test('rows can be combined with a patch, but not with a status', async () => {
  const { session, ask } = openSession(mock);
  session.rules.add({
    match: { operation: 'listGrades' },
    answer: { rows: { count: 2 }, patch: { letter_grade: 'Z' } },
  });
  const { body } = await ask('/api/so2/v1/grades');
  expect(body).toMatchObject([{ letter_grade: 'Z' }, { letter_grade: 'Z' }]);
  expect(() => session.rules.add({ answer: { status: 200, rows: { count: 2 } } })).toThrow('must have only one of');
});

/** The rows of a body, as texts. */
function rowsOf(text: string): readonly string[] {
  if (text.startsWith('[')) return JSON.parse(text).map((row: unknown) => JSON.stringify(row));
  return text.match(/<status><userId>[^]*?(?=<status><userId>|<\/statuses>)/g) ?? [];
}
