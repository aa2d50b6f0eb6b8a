import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';

import { writeList } from '../../src/cli/list-writer.ts';
import { createMock } from '../support/create-mock.ts';
import { run, runForHead } from '../support/processes/server-process.ts';

const { campus } = createMock();

test('prints the summary as text and as JSON', async () => {
  const [text, json] = await Promise.all([run(['campus']), run(['campus', '--json'])]);
  expect({ exitCode: text.exitCode, stderr: text.stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(parse(text.stdout)).toEqual(campus.summary());
  expect(JSON.parse(json.stdout)).toEqual(campus.summary());
});

test('finds a learner who failed, with the ids of each API, in one command', async () => {
  const { stdout } = await run(['campus', 'enrolments', '--state', 'failed', '--limit', '1', '--json']);
  expect(JSON.parse(stdout)).toEqual([...campus.findEnrolments({ state: 'failed', limit: 1 })]);
});

test('shows the campus of the given flags', async () => {
  const { stdout } = await run(['campus', 'learners', '--seed', '7', '--learners', '3', '--no-samples', '--json']);
  const other = createMock({ seed: 7, learners: 3, samples: false }).campus;
  expect(JSON.parse(stdout)).toEqual([...other.findLearners()]);
});

test.for([
  { title: 'all enrolments', args: ['enrolments', '--limit', '100000'], rows: [...campus.findEnrolments()] },
  { title: 'one course', args: ['courses', '--limit', '1'], rows: [...campus.findCourses({ limit: 1 })] },
  { title: 'no learner', args: ['learners', '--search', 'zzzzz'], rows: [] },
])('a list that is written row by row is the whole list: $title', async ({ args, rows }) => {
  const [text, json] = await Promise.all([run(['campus', ...args]), run(['campus', ...args, '--json'])]);
  expect(json.stdout).toBe(`${JSON.stringify(rows, null, 2)}\n`);
  expect(text.stdout).toBe(stringify(rows, { lineWidth: 0 }));
});

test.for([{ flags: ['--json'] }, { flags: [] }])(
  'a list of half a gigabyte ends without an error when its reader closes: $flags',
  async ({ flags }) => {
    const ended = await runForHead(['campus', 'enrolments', '--learners', '300000', '--limit', '10000000', ...flags]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  },
);

test.for([true, false])('a list is generated only as fast as it is read (JSON: %s)', async (json) => {
  let made = 0;
  function* rows(): Iterable<object> {
    while (made < 50_000) yield { row: (made += 1), text: 'x'.repeat(100) };
  }
  const stream = new PassThrough();
  const written = writeList(rows(), { json }, stream);
  await turn();
  const madeUnread = made;
  expect(madeUnread).toBeLessThan(2_000);
  await turn();
  expect(made).toBe(madeUnread);
  stream.read();
  await turn();
  expect(made).toBeGreaterThan(madeUnread);
  stream.destroy(new Error('the reader is closed'));
  await expect(written).rejects.toThrow('the reader is closed');
});

test.for([
  { args: ['teachers'], stderr: 'The list must be one of learners, courses, enrolments, got "teachers".' },
  { args: ['enrolments', '--state', 'lost'], stderr: '--state must be one of enrolled, in-progress' },
  { args: ['courses', '--state', 'failed'], stderr: 'A filter of courses must be one of --course, --language' },
  { args: ['courses', '--course', 'nope'], stderr: 'course must be' },
  { args: ['--fixtures', 'test/fixtures/unmanaged'], stderr: 'ispring.personas.custom.manages.0: is "X9"' },
  { args: ['learners', '--limit', '0'], stderr: '--limit must be a whole number from 1' },
  { args: ['learners', '--seed', 'x'], stderr: '--seed must be a whole number' },
])('refuses $args in one line, with exit code 2', async ({ args, stderr }) => {
  const ended = await run(['campus', ...args]);
  expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ended.stderr).toContain(stderr);
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
});
