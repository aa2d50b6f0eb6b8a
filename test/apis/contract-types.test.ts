import { readFile } from 'node:fs/promises';
import { expect, expectTypeOf, test } from 'vitest';

import { allTypesFile, allTypesText, contractTypesOf, typesFileOf } from '../../scripts/contract-types.ts';
import { personaNamesFile, personaNamesText } from '../../scripts/persona-names.ts';
import type { MoocitOperations } from '../../src/apis/moocit/contract-types.ts';
import type { StackOneOperations } from '../../src/apis/stackone/contract-types.ts';
import { apiNames } from '../../src/apis/index.ts';

test.for(apiNames)('the types of %s are those of its contract; if not, run npm run generate', async (api) => {
  expect(await readFile(typesFileOf(api), 'utf8')).toBe(await contractTypesOf(api));
});

test('handlers know the parameters of their operation by name and type', () => {
  type Query = MoocitOperations['listCompletions']['query'];
  expectTypeOf<keyof Query>().toEqualTypeOf<'course_id' | 'username'>();
  expectTypeOf<Query['username']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<StackOneOperations['getCompletion']['path']>().toEqualTypeOf<{ id: string }>();
});

test('the generated types of every API are exported; if not, run npm run generate', async () => {
  expect(await readFile(allTypesFile, 'utf8')).toBe(allTypesText());
});

test('the names of the personas are those of the fixture; if not, run npm run generate', async () => {
  expect(await readFile(personaNamesFile, 'utf8')).toBe(await personaNamesText());
});
