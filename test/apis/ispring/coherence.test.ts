import * as fc from 'fast-check';
import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import { RUNS, runs } from '../../support/generate/runs.ts';

type Row = Readonly<Record<string, unknown>>;

const anyOptions = fc.record({
  seed: fc.nat(),
  learners: fc.integer({ min: 0, max: 40 }),
  courses: fc.integer({ min: 0, max: 8 }),
  now: fc.date({ min: new Date('2024-06-01'), max: new Date('2029-01-01'), noInvalidDate: true }),
  samples: fc.boolean(),
});

test(
  'in any campus the results are the truth of each persona, of users and content that it can read',
  RUNS.test,
  async () => {
    const property = fc.asyncProperty(anyOptions, fc.integer({ min: 1, max: 50 }), async (options, pageSize) => {
      const mock = createMock(options);
      const { personas } = mock.apis.ispring;
      for (const persona of ['owner', 'department-administrator', 'custom'] as const) {
        const get = async (path: string) => {
          const sent = request(mock.app)
            .get(path)
            .set({ ...personas[persona].headers, accept: 'application/json' });
          return (await sent).body;
        };
        const rows: Row[] = [];
        for (let token: unknown = ''; typeof token === 'string';) {
          const page = await get(`/learners/results?pageSize=${pageSize}&pageToken=${token}`);
          rows.push(...page.results);
          token = page.nextPageToken;
        }
        const known = rows.map(
          (row) => `${String(row['userId'])} ${String(row['courseId'])} ${String(row['progress'])}`,
        );
        const truth = mock.campus
          .truth('ispring', persona)
          .map(
            ({ person, course, progressRatio }) => `${person.id} ${course.id} ${Math.round(progressRatio * 1e4) / 100}`,
          );
        expect(known.toSorted()).toEqual(truth.toSorted());
        const users = new Set((await get('/user')).map((row: Row) => row['userId']));
        const content = new Set((await get('/content')).map((row: Row) => row['contentItemId']));
        expect(rows.every((row) => users.has(row['userId']) && content.has(row['courseId']))).toBe(true);
      }
    });
    await fc.assert(property, { ...RUNS.parameters, numRuns: runs(3, 200) });
  },
);
