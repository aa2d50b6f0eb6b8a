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
    want: /moocit\.yaml:\d+: .*there is no choice not-fuond of the variant no-match; there is only empty, not-found/,
  },
  {
    title: 'a part of a variant that is none',
    spec: 'ispring.yaml',
    from: 'x-variant: unknown-content-item=plain-text',
    to: 'x-variant: credential',
    want: /ispring\.yaml:\d+: .*x-variant must be name=choice, got "credential"/,
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
    want: /helsinki\.yaml:\d+: .*a row form must have the texts open, separator, close, empty; separator must be a comma/,
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
    want: /moocit\.yaml:\d+: .*must be OpenAPI 3\.1, got "3\.0\.3"/,
  },
];

/** A copy of the project, whose contracts may be spoilt. */
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

/** The contract with its one replacement. */
async function spoilt({ spec, from, to }: (typeof defects)[number]): Promise<string> {
  const text = await readFile(join(root, 'specs', spec), 'utf8');
  expect(text).toMatch(from);
  return text.replace(from, to);
}

// What the others end a start with is thrown in the same place; the command line prints and counts all alike.
test.for(defects.slice(0, 2))(
  'a contract that is $title ends the start in one line, with exit code 2',
  async (defect) => {
    await using folder = await copyOfProject();
    await writeFile(join(folder.path, 'specs', defect.spec), await spoilt(defect));
    const start = execute(process.execPath, ['src/cli/main.ts', '--port', '0'], { cwd: folder.path });
    await expect(start).rejects.toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(defect.want) });
    const { stderr } = await start.catch((error: { stderr: string }) => error);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  },
);

// One process for all: what ends it is the error that the command line prints, and nothing else of it.
const program = `
  import { readFileSync, writeFileSync } from 'node:fs';
  import { createMock } from './src/index.ts';
  const told = JSON.parse(readFileSync('broken.json', 'utf8')).map(({ spec, text }) => {
    const sound = readFileSync('specs/' + spec);
    writeFileSync('specs/' + spec, text);
    try {
      createMock({ learners: 0 });
      return {};
    } catch ({ code, message }) {
      return { code, message };
    } finally {
      writeFileSync('specs/' + spec, sound);
    }
  });
  console.log(JSON.stringify(told));
`;

test('a problem of a contract is reported in one line, with file and line', async () => {
  await using folder = await copyOfProject();
  const broken = await Promise.all(defects.map(async (defect) => ({ spec: defect.spec, text: await spoilt(defect) })));
  await writeFile(join(folder.path, 'broken.json'), JSON.stringify(broken));
  const { stdout } = await execute(process.execPath, ['--input-type=module', '-e', program], { cwd: folder.path });
  const told: readonly { readonly message?: string }[] = JSON.parse(stdout);
  for (const [index, { title, want }] of defects.entries()) {
    expect(told[index], title).toEqual({
      code: expect.stringMatching(/^ERR_LMS_MOCK_/),
      message: expect.stringMatching(want),
    });
    expect(told[index]?.message?.trimEnd().split('\n'), title).toHaveLength(1);
  }
});
