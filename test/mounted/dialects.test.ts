import { afterAll, describe, expect, test } from 'vitest';

import { documentOf, mountDocuments, taking } from '../support/mount.ts';

const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';
const server = await mountDocuments({
  draft: documentOf({ '/a': taking({ $schema: DRAFT_7, type: 'integer' }) }),
  whole: documentOf({ '/a': taking({ type: 'integer' }) }, { jsonSchemaDialect: 'https://dialects.example/own' }),
  known: documentOf(
    { '/a': taking({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'integer' }) },
    { jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base' },
  ),
});
afterAll(() => server[Symbol.asyncDispose]());

describe('a dialect of JSON Schema', () => {
  test.for([
    ['draft', `the dialect "${DRAFT_7}" is read as JSON Schema 2020-12`],
    ['whole', 'the dialect "https://dialects.example/own" is read as JSON Schema 2020-12'],
    ['known', undefined],
  ] as const)('of the document %s is listed as %s', async ([name, problem]) => {
    const problems = (await server.unreadOf(name)).map((each) => each.problem);
    expect(problems).toEqual(problem === undefined ? [] : [problem]);
    expect(await server.statusOf(`/${name}/a`, 1)).toBe(200);
    expect(await server.statusOf(`/${name}/a`, 'x')).toBe(422);
  });
});
