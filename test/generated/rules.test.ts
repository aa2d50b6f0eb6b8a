import * as fc from 'fast-check';
import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../src/index.ts';
import { ruleLike } from '../support/generate-rules.ts';
import { RUNS } from '../support/generate-runs.ts';

test(
  'a rule is taken or refused with a reason, and one that is taken never makes a defect',
  async () => {
    const defects: unknown[] = [];
    const mock = createMock({ learners: 5, courses: 1, onDefect: (error) => defects.push(error) });
    const local = { Host: '127.0.0.1' };
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(
        ruleLike,
        fc.constantFrom('application/json', 'application/xml', 'text/csv'),
        async (rule, accept) => {
          const session = mock.session('property');
          session.reset();
          defects.length = 0;
          const text = JSON.stringify(rule) ?? '';
          const made = await request(mock.app)
            .post('/__mock/sessions/property/rules')
            .set({ ...local, 'Content-Type': 'application/json' })
            .send(text);
          expect([201, 400], `${text}: ${made.text}`).toContain(made.status);
          // A rule that was made has an id, one that was refused a reason.
          expect(made.body.id ?? made.body.detail).toMatch(/^rule-1$|.{10}/);
          if (made.status !== 201) return;
          taken += 1;
          for (const { api } of mock.services) {
            const headers = { ...api.personas[0]?.headers, ...api.showcase.headers, accept };
            const path = `/sessions/property/${api.name}${api.showcase.path}`;
            for (let call = 0; call < 2; call += 1) {
              await request(mock.app)
                .get(path)
                .set(headers)
                .buffer(true)
                .catch(() => 'broken on purpose');
            }
          }
          expect(defects, text).toEqual([]);
        },
      ),
      { numRuns: RUNS.isNightly ? 20_000 : 400, ...RUNS.parameters },
    );
    // Else it would show nothing.
    expect(taken).toBeGreaterThan(50);
  },
  RUNS.test.timeout,
);
