import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { main } from '../support/processes/server-process.ts';
import { kindOf } from './kinds.ts';
import { blocks } from './pages.ts';

const run = promisify(execFile);

/** Runs a command line; a server until it is ready. */
const LMS_MOCK = `
case "$1" in ''|-*)
  export LMS_MOCK_PORT=0 LMS_MOCK_READY_FILE="$(mktemp -d)/ready.json"
  '${process.execPath}' '${main}' "$@" & server=$!
  until [ -e "$LMS_MOCK_READY_FILE" ]; do kill -0 $server || exit 1; sleep 0.1; done
  kill $server; wait $server; exit
esac
exec '${process.execPath}' '${main}' "$@"`;

/** The tests of a client: a request for the grades. */
const CLIENT =
  'curl --fail -s -o grades.json -H "Authorization: Bearer $MOOCIT_TOKEN" "$MOOCIT_BASE_URL/api/so2/v1/grades"';

/** The programs that the pages call, as a project with the package has them. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'bin/npx': `shift; ${LMS_MOCK}`,
  'bin/npm': `case "$1 $2" in 'run lms-mock') shift 3;; 'start --') shift 2;; test*) ${CLIENT}; exit;; *) exit 9;; esac; ${LMS_MOCK}`,
  'bin/pytest': CLIENT,
  'bin/mvn': CLIENT,
  'vendor/bin/phpunit': CLIENT,
};

/** A document to mount. */
const OWN = {
  openapi: '3.1.0',
  info: { title: 'Own', version: '1' },
  paths: { '/orders': { get: { responses: { 200: { description: 'Orders.' } } } } },
};

test.for(blocks.filter((block) => kindOf(block) === 'command'))('$path:$line runs as printed', async ({ text }) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-commands-'));
  const inFolder = (path: string): string => join(folder.path, path);
  for (const path of ['bin', 'vendor/bin', 'crm']) await mkdir(inFolder(path), { recursive: true });
  for (const [path, script] of Object.entries(PROGRAMS)) {
    await writeFile(inFolder(path), `#!/bin/sh\n${script}\n`);
    await chmod(inFolder(path), 0o755);
  }
  for (const path of ['shop.openapi.yaml', 'crm/openapi.json']) await writeFile(inFolder(path), JSON.stringify(OWN));
  // A threshold of coverage is for the client of the reader.
  const script = text.replace(/ --min-coverage \d+/, '').replace(' --fail-on warning', '');
  const env = { ...process.env, PATH: `${inFolder('bin')}:${process.env['PATH'] ?? ''}` };
  const { stdout } = await run('bash', ['-eo', 'pipefail', '-c', script], { cwd: folder.path, env });
  expect(stdout).not.toBe('');
});
