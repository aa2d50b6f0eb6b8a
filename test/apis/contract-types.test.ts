import { readFile } from 'node:fs/promises';
import { expect, expectTypeOf, test } from 'vitest';

import { allTypesFile, allTypesText, contractTypesOf, typesFileOf } from '../../scripts/contract-types.ts';
import { personaNamesFile, personaNamesText } from '../../scripts/persona-names.ts';
import type { MoocitOperations } from '../../src/apis/moocit/contract-types.ts';
import type { StackOneOperations } from '../../src/apis/stackone/contract-types.ts';
import { apiNames } from '../../src/apis/index.ts';

test.for(apiNames)('the generated types of %s are up to date (otherwise run npm run generate)', async (api) => {
  expect(await readFile(typesFileOf(api), 'utf8')).toBe(await contractTypesOf(api));
});

test('handlers get the parameters of their operation with names and types', () => {
  type Query = MoocitOperations['listCompletions']['query'];
  expectTypeOf<keyof Query>().toEqualTypeOf<'course_id' | 'username'>();
  expectTypeOf<Query['username']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<StackOneOperations['getCompletion']['path']>().toEqualTypeOf<{ id: string }>();
});

test('the generated types of every API are exported (otherwise run npm run generate)', async () => {
  expect(await readFile(allTypesFile, 'utf8')).toBe(allTypesText());
});

test('the names of the personas are those of the fixture (otherwise run npm run generate)', async () => {
  expect(await readFile(personaNamesFile, 'utf8')).toBe(await personaNamesText());
});
