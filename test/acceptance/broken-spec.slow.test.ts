import { execFile } from 'node:child_process';
import { cp, mkdtempDisposable, readFile, symlink, writeFile } from 'node:fs/promises';
import type { DisposableTempDir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { root } from '../support/processes/server-process.ts';

const execute = promisify(execFile);

const defects = [
  { title: 'with malformed YAML', spec: 'moocit.yaml', from: 'info:', to: 'info: [', want: /moocit\.yaml:\d+: / },
  {
    title: 'with an unknown keyword',
    spec: 'moocit.yaml',
    from: 'minLength: 1',
    to: 'minLenght: 1',
    want: /moocit\.yaml:\d+: .*unknown keyword: "minLenght"/,
  },
  {
    title: 'with an operation without a handler',
    spec: 'ispring.yaml',
    from: 'operationId: listFinalStatuses',
    to: 'operationId: listStatuses',
    want: /ispring\.yaml:\d+: .*the operation listStatuses has no handler/,
  },
  {
    title: 'with a refusal without its example',
    spec: 'helsinki.yaml',
    from: 'unknownCourse:',
    to: 'unknownCoarse:',
    want: /helsinki\.yaml:\d+: .*the response 404 has no example "unknownCourse" in application\/json/,
  },
  {
    title: 'with a reference to nothing',
    spec: 'stackone.yaml',
    from: "'#/components/responses/BadGateway'",
    to: "'#/components/responses/BadGetaway'",
    want: /stackone\.yaml:\d+: .*has no target/,
  },
  {
    title: 'with a parameter without a severity',
    spec: 'stackone.yaml',
    from: /x-severity: error\n/,
    to: '\n',
    want: /stackone\.yaml:\d+: .*x-severity must be error or warning/,
  },
  {
    title: 'with a part that belongs to no choice of its variant',
    spec: 'moocit.yaml',
    from: 'x-variant: no-match=not-found',
    to: 'x-variant: no-match=not-fuond',
    want: /moocit\.yaml:\d+: .*the variant no-match has no choice not-fuond; its choices are empty, not-found/,
  },
  {
    title: 'with a part of an unknown variant',
    spec: 'ispring.yaml',
    from: 'x-variant: unknown-content-item=plain-text',
    to: 'x-variant: credential',
    want: /ispring\.yaml:\d+: .*x-variant must be name=choice, got "credential"/,
  },
  {
    title: 'with a refusal without its example in only one variant',
    spec: 'moocit.yaml',
    from: 'forbiddenMessage:',
    to: 'forbiddenMesage:',
    want: /moocit\.yaml:\d+: .*the response 403 has no example "forbiddenMessage" in application\/json/,
  },
  {
    title: 'with an ambiguous row form',
    spec: 'helsinki.yaml',
    from: "separator: ','",
    to: "separator: ';'",
    want: /helsinki\.yaml:\d+: .*a row form must have the texts open, separator, close, empty; separator must be a comma/,
  },
  {
    title: 'with an invalid pattern',
    spec: 'helsinki.yaml',
    from: "pattern: '^[a-z]{2}-[A-Z]{2}$'",
    to: "pattern: '['",
    want: /helsinki\.yaml:\d+: /,
  },
  {
    title: 'with another version of OpenAPI',
    spec: 'moocit.yaml',
    from: 'openapi: 3.1.0',
    to: 'openapi: 3.0.3',
    want: /moocit\.yaml:\d+: .*must be OpenAPI 3\.1, got "3\.0\.3"/,
  },
];

/** A copy of the project, in which contracts can be broken. */
async function copyOfProject(): Promise<DisposableTempDir> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-spec-'));
  await Promise.all(
    ['src', 'specs', 'fixtures', 'package.json'].map((name) =>
      cp(join(root, name), join(folder.path, name), { recursive: true }),
    ),
  );
  await symlink(join(root, 'node_modules'), join(folder.path, 'node_modules'));
  return folder;
}

/** The contract with one replacement. */
async function spoilt({ spec, from, to }: (typeof defects)[number]): Promise<string> {
  const text = await readFile(join(root, 'specs', spec), 'utf8');
  expect(text).toMatch(from);
  return text.replace(from, to);
}

// A process for each, because a process reads the files of the package only once.
test.for(defects)('a contract $title ends the start with one line and exit code 2', async (defect) => {
  await using folder = await copyOfProject();
  await writeFile(join(folder.path, 'specs', defect.spec), await spoilt(defect));
  const start = execute(process.execPath, ['src/cli/main.ts', '--port', '0'], { cwd: folder.path });
  await expect(start).rejects.toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(defect.want) });
  const { stderr } = await start.catch((error: { stderr: string }) => error);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
