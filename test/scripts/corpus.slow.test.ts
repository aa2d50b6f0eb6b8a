import { execFile } from 'node:child_process';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';

import { root } from '../support/processes/server-process.ts';

const run = promisify(execFile);

/** Runs the command on a folder with this document. */
async function tryCorpus(
  document: object,
): Promise<{ readonly code: number; readonly output: Record<string, unknown> }> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-corpus-'));
  await writeFile(join(folder.path, 'doc.yaml'), stringify(document));
  await writeFile(join(folder.path, 'notes.yaml'), 'no: document\n');
  const script = join(root, 'scripts/corpus.ts');
  const { code, stdout } = await run(process.execPath, [script, '--json', folder.path], { cwd: root })
    .then(({ stdout: text }) => ({ code: 0, stdout: text }))
    .catch((error: unknown) => ({
      code: Number(Reflect.get(Object(error), 'code')),
      stdout: String(Reflect.get(Object(error), 'stdout')),
    }));
  return { code, output: Object(JSON.parse(stdout)) };
}

function documentOf(reply: object): object {
  const parameters = [{ name: 'limit', in: 'query', required: true, schema: { type: 'integer', minimum: 1 } }];
  const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
  return {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/a': {
        post: {
          parameters,
          requestBody: { required: true, content: { 'application/json': { schema } } },
          responses: { 200: { description: 'Fine', content: { 'application/json': { schema, ...reply } } } },
        },
      },
    },
  };
}

test('the corpus command sends valid and invalid requests, and judges replies', { timeout: 60_000 }, async () => {
  const { code, output } = await tryCorpus(documentOf({ example: { n: 1 } }));
  expect(output).toMatchObject({
    documents: 1,
    isFine: true,
    total: {
      loaded: 1,
      operations: 1,
      validSent: 1,
      answered: 1,
      validRefused: 0,
      invalidAccepted: 0,
      repliesJudged: 1,
      offSchema: 0,
      failed: 0,
    },
  });
  expect(Reflect.get(Object(output['total']), 'invalidSent')).toBeGreaterThan(3);
  expect(code).toBe(0);
});

test('the corpus command reports an invalid example of the document', { timeout: 60_000 }, async () => {
  const { output } = await tryCorpus(documentOf({ example: { n: 'one' } }));
  expect(output).toMatchObject({
    total: { offSchema: 1, offSchemaByExample: 1 },
    results: [{ findings: [{ kind: 'offSchema', operation: 'POST /a', reason: 'type at /n: "one"' }] }],
  });
});
