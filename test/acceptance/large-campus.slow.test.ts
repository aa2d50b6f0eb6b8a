import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { formatReport, verdict } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';
import { askHealth, search } from '../support/search.ts';
import { library, root } from '../support/processes/server-process.ts';

/** A large campus at a time at which there are hardly any enrolments. */
const SPARSE = { port: 0, learners: 10_000_000, now: '2023-01-01T00:00:00Z' } as const;
const GRADES = '/api/so2/v1/grades';
const COMPLETIONS = '/api/so2/v1/completion';
const MOOCIT = { authorization: 'Bearer moocit-admin-token' } as const;
/** These tests fill or read a whole ledger. This takes about ten seconds, and several times as long beside other tests. */
const LONG = { timeout: 240_000 } as const;

test.for(['gaps', 'report'] as const)(
  'other requests are answered while a program reads the %s of a large campus',
  LONG,
  async (what) => {
    await using mock = createMock({ port: 0, learners: 300_000 });
    const session = mock.session();
    const ledger = session.openLedger();
    await (
      await search(mock, `${session.apis.moocit.path}${COMPLETIONS}?username=johndoe`, MOOCIT)
    ).body;
    let isOver = false;
    const asked = (what === 'gaps' ? ledger.gaps() : session.report().then((report) => report.ledger)).finally(() => {
      isOver = true;
    });
    for (let count = 0; count < 3; count += 1) await askHealth(mock);
    expect(isOver).toBe(false);
    expect(await asked).toMatchObject({ missing: { length: 10_000 } });
  },
);

test('a full ledger is reported as full, without missing records', LONG, async () => {
  await using mock = createMock({ port: 0, learners: 250_000, journal: 0 });
  await mock.listen();
  // The ledgers of a server share room for a million records.
  const sessions = [mock.session(), mock.session(), mock.session()];
  const ledgers = sessions.map((session) => session.openLedger());
  for (const { apis } of sessions) {
    const answer = await fetch(apis.moocit.baseUrl + COMPLETIONS, { headers: MOOCIT });
    for await (const chunk of answer.body ?? []) expect(chunk.length).toBeGreaterThan(0);
  }
  const [first, second, last] = await Promise.all(ledgers.map((ledger) => ledger.gaps()));
  const rowCount = first?.given ?? 0;
  const left = 1_000_000 - 2 * rowCount;
  expect(left).toBeGreaterThan(0);
  expect([first, second]).toEqual([1, 2].map(() => ({ given: rowCount, duplicates: [], missing: [] })));
  expect(last).toEqual({ given: left, duplicates: [], missing: [], unrecorded: rowCount - left });
  const [, , session] = sessions;
  const [, , ledger] = ledgers;
  if (session === undefined || ledger === undefined) throw new Error('There are three sessions.');
  await expect(ledger.expectConsumedOnce('moocit', 'admin')).rejects.toThrow('The ledger was full');
  const report = await session.report();
  expect(verdict(report, { failOn: 'warning' }).reasons).toContainEqual(expect.stringContaining('The ledger was full'));
  for (const format of ['json', 'text', 'html', 'markdown', 'junit', 'ctrf'] as const)
    expect(formatReport(report, format), format).toMatch(/ledger was full|unrecorded/);
});

test.for(['ledger', 'report'] as const)(
  'other requests are answered while a %s of a large campus is created',
  async (what) => {
    await using mock = createMock({ port: 0, learners: 200_000 });
    const session = mock.session();
    session.openLedger();
    await (
      await search(mock, `${session.apis.moocit.path}${COMPLETIONS}?username=johndoe`, MOOCIT)
    ).body;
    const { body, isOver } = await search(mock, `/__mock/sessions/${session.id}/${what}`);
    for (let count = 0; count < 3; count += 1) await askHealth(mock);
    expect(isOver()).toBe(false);
    const found = JSON.parse(await body);
    const { given, missing, unlistedMissing } = what === 'ledger' ? found : found.ledger;
    expect(missing).toHaveLength(10_000);
    const rowCount = [...mock.campus.truthRows('moocit', 'admin')].length;
    expect(given + missing.length + unlistedMissing).toBe(rowCount);
  },
);

test.for(['ledger', 'report'] as const)(
  'other requests are answered while a %s finds hardly any record',
  LONG,
  async (what) => {
    await using mock = createMock({ ...SPARSE, learners: 2_000_000, samples: false });
    const session = mock.session();
    session.openLedger();
    await (
      await search(mock, `${session.apis.moocit.path}${GRADES}?username=johndoe`, MOOCIT)
    ).body;
    const { sent, isOver } = await search(mock, `/__mock/sessions/${session.id}/${what}`);
    for (let count = 0; count < 3; count += 1) await askHealth(mock);
    expect(isOver()).toBe(false);
    sent.destroy();
  },
);

test.for(['campus', 'permissions'])('other requests are answered while /__mock/%s counts records', async (path) => {
  await using mock = createMock({ port: 0, learners: 90_000 });
  // The first request compiles the document of the control API.
  await askHealth(mock);
  const { body, isOver } = await search(mock, `/__mock/${path}`);
  for (let count = 0; count < 3; count += 1) await askHealth(mock);
  expect(isOver()).toBe(false);
  expect(JSON.parse(await body)).toBeTypeOf('object');
});

test('other requests are answered while a program reads the permissions', async () => {
  await using mock = createMock({ port: 0, learners: 90_000 });
  let isOver = false;
  const asked = mock.permissions().finally(() => {
    isOver = true;
  });
  for (let count = 0; count < 3; count += 1) await askHealth(mock);
  expect(isOver).toBe(false);
  const rowCount = [...mock.campus.truthRows('moocit', 'admin')].length;
  expect(await asked).toContainEqual(
    expect.objectContaining({
      operationId: 'listGrades',
      persona: 'admin',
      records: { seen: rowCount, all: rowCount },
    }),
  );
});

test('a campus without completions starts like any other', { concurrent: false }, () => {
  const startedAt = performance.now();
  createMock({ ...SPARSE, samples: false });
  // A search through all of it takes more than fifteen seconds.
  expect(performance.now() - startedAt).toBeLessThan(6000);
});

test.for([
  { title: 'gaps of a ledger', call: 'await session.openLedger().gaps("moocit", "admin")' },
  { title: 'report', call: 'session.openLedger(); await ask(); await session.report()' },
  { title: 'permissions', call: 'await mock.permissions()', learners: 99_000 },
])(
  'a program that reads the $title of a large campus needs little memory',
  LONG,
  async ({ call, learners = 250_000 }) => {
    // The rows of such a campus take more than this heap.
    const program = `
    import { createMock } from '${library}';
    await using mock = createMock({ port: 0, learners: ${learners} });
    const { url } = await mock.listen();
    const session = mock.session();
    const ask = async () => (await fetch(session.apis.moocit.baseUrl + '${GRADES}?username=johndoe', { headers: ${JSON.stringify(MOOCIT)} })).text();
    ${call};
    console.log('done');
  `;
    const flags = ['--max-old-space-size=120', '--input-type=module', '-e', program];
    const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: root });
    expect(stdout).toBe('done\n');
  },
);
