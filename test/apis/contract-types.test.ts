import { readFile } from 'node:fs/promises';
import { expect, expectTypeOf, test } from 'vitest';

import { allTypesFile, allTypesText, contractTypesOf, typesFileOf } from '../../scripts/contract-types.ts';
import type { MoocitOperations } from '../../src/apis/moocit/contract-types.ts';
import type { StackOneOperations } from '../../src/apis/stackone/contract-types.ts';
import { apiNames } from '../../src/apis/index.ts';
import type { ApiName, OperationId, VariantSettings } from '../../src/apis/index.ts';

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

test('the names of APIs, operations and variants are literal types', () => {
  expectTypeOf<ApiName>().toEqualTypeOf<'moocit' | 'stackone' | 'ispring' | 'helsinki'>();
  expectTypeOf<OperationId>().toEqualTypeOf<
    | 'listCompletions'
    | 'listGrades'
    | 'getCompletion'
    | 'createAccessToken'
    | 'listFinalStatuses'
    | 'streamCompletions'
    | 'streamModuleCompletions'
    | 'registerCompletions'
  >();
  type NoMatch = NonNullable<VariantSettings['moocit']>['no-match'];
  expectTypeOf<NonNullable<NoMatch>>().toEqualTypeOf<'empty' | 'not-found'>();
});
