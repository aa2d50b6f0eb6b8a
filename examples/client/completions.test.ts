// The tests of a client, which could also run against the vendors. `npm test` runs them with `lms-mock check`.
import { beforeEach, expect, test } from 'vitest';

import { fromHelsinki, fromIspring, fromMoocit, fromStackOne } from './completions.ts';
import { VendorError, variable } from './http.ts';

const session = `${variable('LMS_MOCK_URL')}/__mock/sessions/default`;

async function control(path: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const { ok } = await fetch(session + path, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(ok).toBe(true);
}

beforeEach(() => control('/reset', {}));

test('grades of MOOCit', async () => {
  const completions = await fromMoocit();
  expect(completions.length).toBeGreaterThan(100);
  expect(completions.some(({ passed }) => passed)).toBe(true);
});

test('a completion of StackOne, and one that does not exist', async () => {
  expect(await fromStackOne('123456')).toMatchObject({ vendor: 'stackone', passed: true });
  await expect(fromStackOne('404')).rejects.toThrow(VendorError);
});

test('statuses of iSpring', async () => {
  expect(await fromIspring('123')).not.toEqual([]);
  await expect(fromIspring('nowhere')).rejects.toThrow('404');
});

test('completions of Helsinki', async () => {
  expect(await fromHelsinki('BSCS1001')).not.toEqual([]);
});

test('a request that gets a 429 is sent again later', async () => {
  const tooMany = { status: 429, headers: { 'Retry-After': '0' } };
  await control('/rules', { match: { operation: 'listGrades' }, answer: { sequence: [tooMany, tooMany] } });
  expect((await fromMoocit()).length).toBeGreaterThan(100);
});
