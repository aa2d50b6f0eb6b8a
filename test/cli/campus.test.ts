import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { createMock } from '../support/create-mock.ts';
import { run } from '../support/server-process.ts';

const { campus } = createMock();

test('prints the summary, for a person or a program', async () => {
  const [text, json] = await Promise.all([run(['campus']), run(['campus', '--json'])]);
  expect({ exitCode: text.exitCode, stderr: text.stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(parse(text.stdout)).toEqual(campus.summary());
  expect(JSON.parse(json.stdout)).toEqual(campus.summary());
});

test('finds someone who failed, with the ids of each API, in one command', async () => {
  const { stdout } = await run(['campus', 'enrolments', '--state', 'failed', '--limit', '1', '--json']);
  expect(JSON.parse(stdout)).toEqual([...campus.findEnrolments({ state: 'failed', limit: 1 })]);
});

test('shows the campus that the flags name', async () => {
  const { stdout } = await run(['campus', 'learners', '--seed', '7', '--learners', '3', '--no-samples', '--json']);
  const other = createMock({ seed: 7, learners: 3, samples: false }).campus;
  expect(JSON.parse(stdout)).toEqual([...other.findLearners()]);
});

test.for([
  { args: ['teachers'], stderr: 'lms-mock campus wants one of learners, courses, enrolments, got "teachers".' },
  { args: ['enrolments', '--state', 'lost'], stderr: '--state wants one of enrolled, in-progress' },
  { args: ['courses', '--state', 'failed'], stderr: '--state wants to be one of --course, --language' },
  { args: ['courses', '--course', 'nope'], stderr: 'course wants' },
  { args: ['learners', '--limit', '0'], stderr: '--limit wants a whole number from 1' },
  { args: ['learners', '--seed', 'x'], stderr: '--seed wants a whole number' },
])('refuses $args in one line, with exit code 2', async ({ args, stderr }) => {
  const ended = await run(['campus', ...args]);
  expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ended.stderr).toContain(stderr);
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
});
