import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';

import type { MockSession, PersonaHandle } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';
import { askHealth, search } from '../support/search.ts';

/** At this time there are hardly any enrolments: a list finds the documented rows, and then searches without a result. */
const SPARSE = { port: 0, learners: 10_000_000, now: '2023-01-01T00:00:00Z' } as const;
const GRADES = '/api/so2/v1/grades';
const COMPLETIONS = '/api/so2/v1/completion';

test.for([
  { title: 'enrolments', path: '/__mock/campus/enrolments?state=failed&label=emoji' },
  { title: 'learners', path: '/__mock/campus/learners?search=zzzzzzzz' },
  { title: 'the enrolments of a course', path: '/__mock/campus/enrolments?search=zzzzzzzz&course=COURSE' },
])('other requests are answered while the control API searches all $title', async ({ path }) => {
  await using mock = createMock({ port: 0, learners: 10_000_000, courses: 1 });
  const course = encodeURIComponent(mock.campus.course(mock.campus.courseCount - 1).slug);
  const { sent, isOver } = await search(mock, path.replace('COURSE', course));
  // The server can read the first of them before the search.
  for (let count = 0; count < 3; count += 1) await askHealth(mock);
  expect(isOver()).toBe(false);
  sent.destroy();
});

const MOOCIT = { authorization: 'Bearer moocit-admin-token' } as const;

/** The ways in which rows are sent to the client. Nearly all rows are left out in each. */
const WAYS = [
  { title: 'joined text', prepare: () => undefined, path: COMPLETIONS },
  { title: 'rows', prepare: () => undefined, path: GRADES },
  {
    title: 'varied rows',
    prepare: (session: MockSession) => session.vary(7, ['chunk-split']),
    path: COMPLETIONS,
  },
  {
    title: 'rows in another form',
    prepare: (session: MockSession) => session.setVariants({ moocit: { 'list-form': 'sequence' } }),
    path: COMPLETIONS,
  },
  {
    title: 'rows that a ledger notes and a rule changes',
    prepare: (session: MockSession) => {
      session.openLedger();
      session.on('listCompletions').patch({ completion: '0.50' });
    },
    path: COMPLETIONS,
  },
  {
    title: 'a body that a fault slows',
    prepare: (session: MockSession) =>
      session.on('listCompletions').fault({ kind: 'slow-body', chunkBytes: 10_000, everyMs: 1 }),
    path: COMPLETIONS,
  },
  {
    title: 'a body that a fault cuts',
    prepare: (session: MockSession) => session.on('listCompletions').fault({ kind: 'cut', afterBytes: 1_000_000 }),
    path: COMPLETIONS,
  },
] as const;

test.for(WAYS)('other requests are answered while a list finds hardly anything: $title', async ({ prepare, path }) => {
  await using mock = createMock(SPARSE);
  const session = mock.session();
  prepare(session);
  const { sent, head, isOver } = await search(mock, session.apis.moocit.path + path, MOOCIT);
  const { statusCode, headers } = await head;
  expect(statusCode).toBe(200);
  expect(headers).not.toHaveProperty('content-length');
  for (let count = 0; count < 3; count += 1) await askHealth(mock);
  expect(isOver()).toBe(false);
  sent.destroy();
});

test('a list without rows begins at once, and is finally an empty list', { concurrent: false }, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-long-'));
  const nobody = '{ login: nobody@x.org, password: password, role: custom, manages: [] }';
  await writeFile(join(folder.path, 'personas.yaml'), `ispring:\n  personas:\n    nobody: ${nobody}\n`);
  await using mock = createMock({ port: 0, learners: 1_000_000, courses: 1, fixtures: folder.path });
  const course = mock.campus.course(mock.campus.courseCount - 1);
  const [entity] = mock.campus.findCourses({ course: course.slug });
  const path = `/ispring/content/${entity?.ids.ispring.contentId}/final_statuses`;
  const personas: Readonly<Record<string, PersonaHandle>> = mock.apis.ispring.personas;
  const given = personas['nobody']?.headers ?? {};
  for (const [accept, want] of [
    ['application/json', /^\[\]$/],
    ['application/xml', /^<\?xml[^>]*\?>\s*<[^<>]*\/>\s*$|^<\?xml[^>]*\?>\s*<(\w+)[^<>]*><\/\1>\s*$/],
  ] as const) {
    const { head, body, isOver } = await search(mock, path, { ...given, accept });
    expect((await head).statusCode).toBe(200);
    expect(isOver()).toBe(false);
    await askHealth(mock);
    expect(isOver()).toBe(false);
    expect(await body).toMatch(want);
  }
});

// These tests measure the work of the process, so they must run alone.
test('a list that finds hardly anything ends when its client disconnects', { concurrent: false }, async () => {
  await using mock = createMock({ ...SPARSE, learners: 3_000_000 });
  const { apis, journal } = mock.session();
  const whole = await search(mock, apis.moocit.path + COMPLETIONS, MOOCIT);
  await whole.body;
  const left = await search(mock, apis.moocit.path + COMPLETIONS, MOOCIT);
  await left.head;
  left.sent.destroy();
  while (journal.exchanges().some(({ isOpen }) => isOpen)) await delay(10);
  const [first, second] = journal.exchanges();
  expect(second?.isAborted).toBe(true);
  expect(second?.durationMs).toBeLessThan((first?.durationMs ?? 0) / 2);
});

test('a search of the control API ends when its client disconnects', { concurrent: false }, async () => {
  await using mock = createMock({ port: 0, learners: 10_000_000 });
  const { sent } = await search(mock, '/__mock/campus/enrolments?state=failed&label=emoji');
  await askHealth(mock);
  await askHealth(mock);
  sent.destroy();
  const leftAt = performance.now();
  let busyRatio = 1;
  while (busyRatio > 0.5) {
    const before = performance.eventLoopUtilization();
    await delay(100);
    busyRatio = performance.eventLoopUtilization(before).utilization;
  }
  // The whole search takes more than twenty seconds.
  expect(performance.now() - leftAt).toBeLessThan(8000);
});
