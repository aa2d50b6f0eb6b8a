import { execFileSync } from 'node:child_process';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import { run } from '../../support/processes/server-process.ts';

/** Twelve levels of nine aliases each: 28 billion values, written out. */
const levels = Array.from({ length: 12 }, (_, level) => {
  const items = Array.from({ length: 9 }, () => (level === 0 ? 'lol' : `*a${level - 1}`)).join(', ');
  return `x-a${level}: &a${level} [${items}]`;
});
const document = `openapi: 3.0.3
info: { title: T, version: '1' }
paths: { /a: { get: { responses: { '200': { description: Fine } } } } }
`;

const unusable = [
  {
    title: 'an alias bomb',
    text: levels.join('\n'),
    want: /is too large: maximum \d+ characters for the copies of its aliases/,
  },
  {
    title: 'many uses of one long text',
    text: `x-a: &a { b: ${'x'.repeat(60_000)} }\nx-b: [${'*a, '.repeat(300)}]`,
    want: /is too large/,
  },
  { title: 'a list that contains itself', text: 'x-a: &a [1, *a]', want: /an anchor whose value contains itself/ },
  { title: 'a mapping that contains itself', text: 'x-a: &a { b: { c: *a } }', want: /contains itself/ },
  { title: 'an alias without an anchor', text: 'x-a: *none', want: /nresolved alias/ },
  {
    title: 'lists in lists, 100,000 deep',
    text: `x-a: ${'['.repeat(1e5)}${']'.repeat(1e5)}`,
    want: /nested so deeply/,
  },
];

describe('a YAML file that cannot be used is refused in one line', () => {
  test.for(unusable)('$title, in a document and in fixtures', async ({ text, want }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-yaml-'));
    await writeFile(join(folder.path, 'doc.yaml'), `${document}${text}\n`);
    await writeFile(join(folder.path, 'campus.yaml'), `${text}\n`);
    const error = expect.objectContaining({ code: 'ERR_LMS_MOCK_FILE', message: expect.stringMatching(want) });
    expect(() => createMock({ specs: { doc: join(folder.path, 'doc.yaml') } })).toThrow(error);
    expect(() => createMock({ fixtures: folder.path })).toThrow(error);
  });

  test.for(unusable)('$title, in the configuration', async ({ text, want }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-yaml-'));
    await writeFile(join(folder.path, 'lms-mock.config.yaml'), `${text}\n`);
    const { exitCode, stderr } = await run([], { cwd: folder.path });
    expect(stderr).toMatch(want);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(exitCode).toBe(2);
  });

  test('a named pipe or a device, which has no end', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-yaml-'));
    const pipe = join(folder.path, 'pipe.yaml');
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
    for (const file of [pipe, '/dev/zero'])
      expect(() => createMock({ specs: { doc: file } })).toThrow(/must be a regular file/);
    expect(() => createMock({ specs: { doc: folder.path } })).toThrow(/must be a file, not a folder/);
  });
});

test('an anchor can be used often if its copies are small', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-yaml-'));
  const file = join(folder.path, 'doc.yaml');
  const uses = Array.from({ length: 2000 }, (_, index) => `  /p${index}: { get: { responses: *shared } }`);
  const shared = "x-shared: &shared { '200': { description: Fine } }";
  await writeFile(file, `openapi: 3.0.3\ninfo: { title: T, version: '1' }\n${shared}\npaths:\n${uses.join('\n')}\n`);
  expect(createMock({ specs: { doc: file } }).mounted[0]?.contract.operations.size).toBe(2000);
});
