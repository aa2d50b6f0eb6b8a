import { expect, test } from 'vitest';

import type { Mock } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';
import { askHealth, search } from '../support/search.ts';

const MOOCIT = { authorization: 'Bearer moocit-admin-token' } as const;
const LONG = { timeout: 120_000 } as const;

/** Sends requests, many at a time. */
async function ask(mock: Mock, paths: readonly string[]): Promise<void> {
  const { url } = await mock.listen();
  for (let index = 0; index < paths.length; index += 50) {
    const answers = paths.slice(index, index + 50).map((path) => fetch(url + path, { headers: MOOCIT }));
    await Promise.all(answers.map(async (answer) => (await answer).arrayBuffer()));
  }
}

test('other requests are answered while a full journal is shown or exported', LONG, async () => {
  await using mock = createMock({ port: 0, learners: 5, journal: 10_000, validateReplies: false });
  const { id } = mock.session();
  const long = 'x'.repeat(1000);
  await ask(
    mock,
    Array.from({ length: 1600 }, (_, index) => `/sessions/${id}/moocit/api/so2/v1/grades?page=${index}&note=${long}`),
  );
  for (const format of ['json', 'har', 'curl', 'fetch', 'pact']) {
    const { body, isOver } = await search(mock, `/__mock/sessions/${id}/journal?format=${format}`);
    for (let count = 0; count < 3; count += 1) await askHealth(mock);
    expect(isOver(), format).toBe(false);
    expect(await body, format).toMatch(/\b1599\b/);
  }
});

test(
  'other requests are answered during the report of many sessions, and a session deleted meanwhile counts once',
  LONG,
  async () => {
    await using mock = createMock({ port: 0, learners: 5, journal: 0 });
    const ids = Array.from({ length: 2000 }, (_, index) => `s${index}`);
    await ask(
      mock,
      ids.map((id) => `/sessions/${id}/moocit/api/so2/v1/grades?${id}=1`),
    );
    const { body, isOver } = await search(mock, '/__mock/report?format=json');
    for (let count = 0; count < 3; count += 1) await askHealth(mock);
    expect(isOver()).toBe(false);
    for (const id of ids.slice(-100)) mock.session(id).delete();
    expect(JSON.parse(await body)).toMatchObject({ exchanges: 2000 });
    expect(mock.report().exchanges).toBe(2000);
  },
);
