import { readFileSync } from 'node:fs';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { packageFile } from '../../../src/config/package-file.ts';
import { createLineOf } from '../../../src/inspect/report/spec-lines.ts';

const spec = `openapi: 3.1.0
paths:
  /a/{b}:
    get:
      parameters:
        - $ref: '#/components/parameters/B'
        - name: c
          in: query
      responses:
        '200': { description: ok }
        404:
          description: gone
`;

const cases = [
  { title: 'a key', pointer: '#/paths', want: 2 },
  { title: 'a path, escaped', pointer: '#/paths/~1a~1{b}', want: 3 },
  { title: 'an item of a list', pointer: '#/paths/~1a~1{b}/get/parameters/1', want: 7 },
  { title: 'a key of an item', pointer: '#/paths/~1a~1{b}/get/parameters/1/in', want: 8 },
  { title: 'a key within braces', pointer: '#/paths/~1a~1{b}/get/responses/200/description', want: 10 },
  { title: 'a key that YAML reads as a number', pointer: '#/paths/~1a~1{b}/get/responses/404', want: 11 },
  { title: 'the nearest parent of a missing key', pointer: '#/paths/~1a~1{b}/get/responses/500/content', want: 9 },
  { title: 'the nearest parent of a missing item', pointer: '#/paths/~1a~1{b}/get/parameters/-/x', want: 5 },
  { title: 'the document', pointer: '#', want: 1 },
  { title: 'no line for a pointer into another file', pointer: '#/x-files/1/a', want: undefined },
];

test.for(cases)('finds $title', async ({ pointer, want }) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-lines-'));
  const file = join(folder.path, 'spec.yaml');
  await writeFile(file, spec);
  const lineOf = createLineOf(() => file);
  expect(lineOf('any', pointer)).toBe(want);
});

test('finds no line for an API without a spec', () => {
  expect(createLineOf(() => undefined)('none', '#/paths')).toBeUndefined();
});

test('reads a spec once, on first use', () => {
  const asked: string[] = [];
  const lineOf = createLineOf((api) => {
    asked.push(api);
    return packageFile(`specs/${api}.yaml`);
  });
  expect(asked).toEqual([]);
  const line = lineOf('helsinki', '#/paths') ?? 0;
  expect(readFileSync(packageFile('specs/helsinki.yaml'), 'utf8').split('\n')[line - 1]).toBe('paths:');
  expect(lineOf('helsinki', '#/info')).toBeGreaterThan(1);
  expect(asked).toEqual(['helsinki']);
});
