import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';

import { judgesOf } from '../support/judges/judge-mounted.ts';
import { schemas, valuesOf } from '../support/generate/schemas.ts';
import { RUNS, runs } from '../support/generate/runs.ts';

/**
 * The server and Prism must give the same verdict on generated bodies for mounted documents. The known limits of Prism
 * (test/mounted/prism/prism-limits.test.ts) are avoided: the schemas have none of those keywords, and no body is falsy.
 */
const COUNT = runs(60, 600);
const [list = []] = fc.sample(fc.array(schemas, { minLength: COUNT, maxLength: COUNT, size: 'max' }), {
  ...RUNS.parameters,
  numRuns: 1,
});
const responses = { 200: { description: 'Fine' } };
const document = {
  openapi: '3.0.3',
  info: { title: 'Generated', version: '1' },
  paths: Object.fromEntries(
    list.map((schema, index) => [
      `/b${index}`,
      { post: { requestBody: { required: true, content: { 'application/json': { schema } } }, responses } },
    ]),
  ),
};
const judges = await judgesOf(document);
afterAll(async () => judges.close());

describe('a generated body is judged alike by the server and by Prism', () => {
  test.for(list.map((schema, index) => ({ schema, index })))(
    'of the schema $index',
    RUNS.test,
    async ({ schema, index }) => {
      const path = `/b${index}`;
      const property = fc.asyncProperty(valuesOf(schema), async (value) => {
        fc.pre(Boolean(value));
        const sent = {
          method: 'POST',
          target: path,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(value),
        };
        const place = { method: 'POST', path };
        expect(await judges.request(sent), JSON.stringify({ schema, value })).toBe(judges.requestByPrism(place, sent));
      });
      await fc.assert(property, { ...RUNS.parameters, numRuns: runs(30, 200) });
    },
  );
});
