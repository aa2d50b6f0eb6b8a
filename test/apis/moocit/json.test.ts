import * as fc from 'fast-check';
import request from 'supertest';
import { expect, test } from 'vitest';

import type { MockOptions } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';

/** The body of a list without and with validation of its rows. */
async function bothWays(options: MockOptions, query: string): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const validateReplies of [false, true]) {
    const { app, apis } = createMock({ ...options, validateReplies });
    const { headers } = apis.moocit.personas.admin;
    const answer = await request(app).get(`/moocit/api/so2/v1/completion${query}`).set(headers);
    texts.push(answer.text);
  }
  return texts;
}

test('completions have the same bytes whether or not replies are validated', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        seed: fc.nat(),
        learners: fc.constantFrom(0, 1, 40, 700),
        courses: fc.integer({ min: 0, max: 15 }),
        samples: fc.boolean(),
        awkward: fc.boolean(),
        variants: fc.constantFrom({}, { moocit: { decimals: 'shortest' } } as const),
      }),
      async (options) => {
        const [written, made = ''] = await bothWays(options, '');
        expect(written).toBe(made);
        expect(written).toBe(JSON.stringify(JSON.parse(made)));
      },
    ),
    { numRuns: 25 },
  );
});

test.each(['?username=johndoe', '?course_id=course-v1%3Anothing%2Bis%2Bthere', '?username=nobody'])(
  'and so it is of %s',
  async (query) => {
    for (const variants of [{}, { moocit: { 'no-match': 'empty' } }] as const) {
      const [written, made] = await bothWays({ variants }, query);
      expect(written).toBe(made);
    }
  },
);
