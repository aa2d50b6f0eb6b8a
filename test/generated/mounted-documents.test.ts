import { readFileSync } from 'node:fs';
import { copyFile, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import request from 'supertest';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { FileError } from '../../src/config/yaml/yaml-file.ts';
import type { Mock } from '../../src/mock-types.ts';
import { createMock } from '../support/create-mock.ts';
import { RUNS, runs } from '../support/generate/runs.ts';
import { root } from '../support/processes/server-process.ts';

const folder = join(root, 'test/fixtures/mounted');
const library: unknown = parse(readFileSync(join(folder, 'library.yaml'), 'utf8'));

/** The keys that lead to each value of a document. */
function placesIn(node: unknown, keys: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof node !== 'object' || node === null) return [keys];
  return [keys, ...Object.entries(node).flatMap(([key, below]) => placesIn(below, [...keys, key]))];
}

function replaced(node: unknown, [key, ...keys]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy: unknown = structuredClone(node);
  if (typeof copy === 'object' && copy !== null) Reflect.set(copy, key, replaced(Reflect.get(copy, key), keys, value));
  return copy;
}

/** Undefined if the file is refused. */
function mountIfCan(file: string, onDefect: (defect: unknown) => void): Mock | undefined {
  try {
    return createMock({ apis: ['moocit'], learners: 0, specs: { odd: file }, onDefect });
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

test(
  'a document with arbitrary changes is refused with its file, or can be mounted without a defect',
  RUNS.test,
  async () => {
    await using temporary = await mkdtempDisposable(join(tmpdir(), 'lms-mock-odd-'));
    await copyFile(join(folder, 'library-shelves.yaml'), join(temporary.path, 'library-shelves.yaml'));
    const file = join(temporary.path, 'odd.json');
    const places = placesIn(library).filter(({ length }) => length > 1);
    const junk = fc.constantFrom<unknown>(null, 7, 'x', true, [], {}, [null]);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), junk, async (place, value) => {
        await writeFile(file, JSON.stringify(replaced(library, place, value)));
        const defects: unknown[] = [];
        const mock = mountIfCan(file, (defect) => defects.push(defect));
        if (mock === undefined) return;
        const headers = { Authorization: 'Bearer any' };
        await request(mock.app).get('/odd/books?sort=title&filter[a]=1').set(headers);
        await request(mock.app).post('/odd/books').set(headers).send({ title: 'A' });
        await request(mock.app).get('/odd/books/1.json').set(headers);
        await request(mock.app).get('/__mock/explain/odd').set('Host', 'localhost');
        mock.report();
        expect(defects).toEqual([]);
      }),
      { ...RUNS.parameters, numRuns: runs(60, 2500) },
    );
  },
);
