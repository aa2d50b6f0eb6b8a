import { expect, test } from 'vitest';

import { run } from '../support/processes/server-process.ts';

/** Runs `check` with a program for Node. More tests are in check.slow.test.ts. */
function checkNode(program: string, ...flags: readonly string[]) {
  return run(['check', ...flags, '--', process.execPath, '-e', program]);
}

const refused = 'fetch(process.env.MOOCIT_BASE_URL + "/api/so2/v1/grades")';
const kept =
  'fetch(process.env.MOOCIT_BASE_URL + "/api/so2/v1/grades", { headers: { authorization: "Bearer " + process.env.MOOCIT_TOKEN } })';

test.for([
  { title: 'a broken contract has the exit code 3', program: refused, flags: [], want: 3 },
  { title: 'an expected violation does not fail', program: refused, flags: ['--allow-refusals'], want: 0 },
  { title: 'a kept contract has the exit code 0', program: kept, flags: [], want: 0 },
  {
    title: "the command's own exit code takes precedence",
    program: `${refused}.then(() => process.exit(7))`,
    flags: [],
    want: 7,
  },
])('$title', async ({ program, flags, want }) => {
  const { exitCode, stdout } = await checkNode(program, ...flags);
  expect(stdout).toMatch(want === 3 ? /^FAILED/m : /session all/);
  expect(exitCode).toBe(want);
});

test('errors are printed first and the verdict last, with the failure of the command', async () => {
  const program = `${refused}.then(() => process.exit(7))`;
  const { stdout } = await checkNode(program);
  expect(stdout).toMatch(/^Violations\n/);
  const verdict =
    'FAILED  session all: 1 exchange, 1 error, 1 warning\n  The command ended with the exit code 7.\n  1 error against the contracts.\n';
  expect(stdout.endsWith(`\n\n${verdict}`)).toBe(true);
  expect(await checkNode(program, '--quiet')).toEqual({ exitCode: 7, stdout: verdict, stderr: '' });
});
