import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { apiNames, apis } from '../../src/apis/index.ts';
import type { Variant } from '../../src/engine/variant.ts';
import { run, serve } from '../support/processes/server-process.ts';

test('lists each variant with its choices, their sources and the default', async () => {
  const { exitCode, stdout } = await run(['variants']);
  expect(exitCode).toBe(0);
  for (const api of apiNames) {
    for (const { name, question, choices } of apis[api].variants) {
      expect(stdout).toContain(`${api}.${name}: ${question}\n`);
      for (const choice of choices)
        expect(stdout).toContain(`${choice.name}: ${choice.meaning}\n      ${choice.provenance}: `);
    }
  }
});

test('every variant has at least two choices, a default among them, and a source for each', () => {
  for (const api of apiNames) {
    const variants: readonly Variant[] = apis[api].variants;
    expect(new Set(variants.map(({ name }) => name)).size).toBe(variants.length);
    for (const { name, question, choices, default: byDefault } of variants) {
      const names = choices.map((choice) => choice.name);
      expect(names, name).toContain(byDefault);
      expect(names.length, name).toBeGreaterThan(1);
      expect(new Set(names).size, name).toBe(names.length);
      expect(`${question} ${name}`).toMatch(/\?.* [a-z0-9-]+$/);
      for (const { name: choice, meaning, source } of choices) {
        expect(choice).toMatch(/^[a-z0-9-]+$/);
        expect(meaning, choice).toMatch(/^[A-Z].*\.$/);
        expect(source, choice).toMatch(/\w{3}/);
      }
    }
  }
});

test('lists the variants of one API, and prints JSON', async () => {
  const { stdout } = await run(['variants', '--api', 'helsinki', '--json']);
  expect(JSON.parse(stdout)).toEqual({ helsinki: apis.helsinki.variants });
});

test('flags take precedence over environment variables, and those over the configuration file', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-'));
  await writeFile(
    join(folder.path, 'lms-mock.config.yaml'),
    'variants:\n  moocit: { no-match: not-found, error-family: developer-message }\n  helsinki: { no-rows: bracket }\n',
  );
  await using server = await serve(['--variant', 'moocit.no-match=empty', '--variant', 'moocit.list-form=sequence'], {
    cwd: folder.path,
    env: { LMS_MOCK_VARIANT: 'moocit.error-family=plain,helsinki.unknown-name=empty' },
  });
  const response = await fetch(`${server.url}/__mock/sessions/default/variants`);
  expect(await response.json()).toMatchObject({
    moocit: { 'no-match': 'empty', 'list-form': 'sequence', 'error-family': 'plain', decimals: 'two' },
    helsinki: { 'no-rows': 'bracket', 'unknown-name': 'empty' },
  });
});

test('the configuration file can have a list with the name of the flag', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-'));
  await writeFile(join(folder.path, 'lms-mock.config.json'), '{ "variant": ["ispring.credentials=token"] }');
  await using server = await serve([], { cwd: folder.path });
  await server.printed('Press Ctrl+C to stop.');
  expect(server.output()).toContain('--variant ispring.credentials=token\n');
  expect(server.output()).toContain('authorization: Bearer ispring-owner-token');
  expect(server.output()).not.toContain('x-auth-password');
});

test.for([
  { args: ['--variant', 'moocit.no-match'], stderr: '--variant must be variants as api.name=choice, such as moocit.' },
  {
    args: ['--variant', 'moodle.a=b'],
    stderr: '--variant must be a variant of one of the APIs moocit, stackone, ispring, helsinki',
  },
  { args: ['--variant', 'moocit.a=b'], stderr: '--variant of moocit must be one of the variants error-family,' },
  {
    args: ['--variant', 'stackone.raw=x'],
    stderr: '--variant stackone.raw must be one of absent, null, empty, filled',
  },
  { args: ['variants', '--api', 'moodle'], stderr: '--api must be one of moocit, stackone, ispring, helsinki' },
  { args: ['variants', '--matrix'], stderr: '--matrix was removed' },
  { args: ['variants', '--jsno'], stderr: "unknown option '--jsno'" },
  { args: ['variants', 'more'], stderr: "too many arguments for 'variants'" },
])('refuses $args in one line, with exit code 2', async ({ args, stderr }) => {
  const ended = await run(args);
  expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ended.stderr).toContain(stderr);
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('the error for an environment variable has its name', async () => {
  const ended = await run([], { env: { LMS_MOCK_VARIANT: 'stackone.raw=x' } });
  expect(ended.stderr).toContain('LMS_MOCK_VARIANT stackone.raw must be one of absent, null, empty, filled, got "x".');
});
