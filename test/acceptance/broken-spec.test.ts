import { execFile } from 'node:child_process';
import { cp, mkdtempDisposable, readFile, symlink, writeFile } from 'node:fs/promises';
import type { DisposableTempDir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { root } from '../support/server-process.ts';

/** A copy of the project in which one replacement was made in a contract. */
async function copyWith(spec: string, from: string | RegExp, to: string): Promise<DisposableTempDir> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-spec-'));
  await Promise.all(
    ['src', 'specs', 'fixtures', 'package.json'].map((name) =>
      cp(join(root, name), join(folder.path, name), { recursive: true }),
    ),
  );
  await symlink(join(root, 'node_modules'), join(folder.path, 'node_modules'));
  const file = join(folder.path, 'specs', spec);
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(from);
  await writeFile(file, text.replace(from, to));
  return folder;
}

test.for([
  { title: 'not YAML', spec: 'moocit.yaml', from: 'info:', to: 'info: [', want: /moocit\.yaml:\d+: / },
  {
    title: 'a keyword that nobody knows',
    spec: 'moocit.yaml',
    from: 'minLength: 1',
    to: 'minLenght: 1',
    want: /moocit\.yaml:\d+: .*unknown keyword: "minLenght"/,
  },
  {
    title: 'an operation without a handler',
    spec: 'ispring.yaml',
    from: 'operationId: listFinalStatuses',
    to: 'operationId: listStatuses',
    want: /ispring\.yaml:\d+: .*the operation listStatuses has no handler/,
  },
  {
    title: 'a refusal without its example',
    spec: 'helsinki.yaml',
    from: 'unknownCourse:',
    to: 'unknownCoarse:',
    want: /helsinki\.yaml:\d+: .*the response 404 has no example "unknownCourse" in application\/json/,
  },
  {
    title: 'a reference that leads nowhere',
    spec: 'stackone.yaml',
    from: "'#/components/responses/BadGateway'",
    to: "'#/components/responses/BadGetaway'",
    want: /stackone\.yaml:\d+: .*leads nowhere/,
  },
  {
    title: 'a parameter without a severity',
    spec: 'stackone.yaml',
    from: /x-severity: error\n/,
    to: '\n',
    want: /stackone\.yaml:\d+: .*x-severity must be error or warning/,
  },
  {
    title: 'a part that belongs to no choice of a variant',
    spec: 'moocit.yaml',
    from: 'x-variant: no-match=not-found',
    to: 'x-variant: no-match=not-fuond',
    want: /moocit\.yaml:\d+: .*there is no choice not-fuond of the variant no-match, only empty, not-found/,
  },
  {
    title: 'a part of a variant that is none',
    spec: 'ispring.yaml',
    from: 'x-variant: credentials=token',
    to: 'x-variant: credential',
    want: /ispring\.yaml:\d+: .*x-variant is written name=choice, not "credential"/,
  },
  {
    title: 'a refusal without its example in one variant alone',
    spec: 'moocit.yaml',
    from: 'forbiddenMessage:',
    to: 'forbiddenMesage:',
    want: /moocit\.yaml:\d+: .*the response 403 has no example "forbiddenMessage" in application\/json/,
  },
  {
    title: 'a row form that nobody could read back',
    spec: 'helsinki.yaml',
    from: "separator: ','",
    to: "separator: ';'",
    want: /helsinki\.yaml:\d+: .*a row form has the texts open, separator, close, empty; separator is a comma/,
  },
  {
    title: 'a pattern that is none',
    spec: 'helsinki.yaml',
    from: "pattern: '^[a-z]{2}-[A-Z]{2}$'",
    to: "pattern: '['",
    want: /helsinki\.yaml:\d+: /,
  },
  {
    title: 'another version of OpenAPI',
    spec: 'moocit.yaml',
    from: 'openapi: 3.1.0',
    to: 'openapi: 3.0.3',
    want: /moocit\.yaml:\d+: .*OpenAPI 3\.1 is wanted, not "3\.0\.3"/,
  },
])('a contract with $title ends the start in one line, with exit code 2', async ({ spec, from, to, want }) => {
  await using folder = await copyWith(spec, from, to);
  const start = promisify(execFile)(process.execPath, ['src/cli/main.ts', '--port', '0'], { cwd: folder.path });
  await expect(start).rejects.toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(want) });
  const { stderr } = await start.catch((error: { stderr: string }) => error);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
