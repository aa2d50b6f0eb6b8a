import { afterAll, beforeAll, expect, test } from 'vitest';

import { fromHelsinki, fromIspring, fromMoocit, fromStackOne } from '../../examples/client/completions.ts';
import type { Completion } from '../../examples/client/completions.ts';
import { VendorError } from '../../examples/client/http.ts';
import { apiNames } from '../../src/apis/index.ts';
import type { ApiName } from '../../src/apis/index.ts';
import { personasOf } from './clients.ts';
import { createMock } from '../support/create-mock.ts';
import { pairRows } from '../support/cases/variant-rows.ts';
import type { VariantRow } from '../support/cases/variant-rows.ts';

/** With this seed, the grade of a learner drops after a pass. */
const mock = createMock({ learners: 60, courses: 4, seed: 3, port: 0 });
beforeAll(() => mock.listen());
afterAll(() => mock.close());

const courses = [...mock.campus.findCourses()];
const completionIds = [...mock.campus.findEnrolments()].map(({ ids }) => ids.stackone.completionId);

/** Reads everything that the example can read. Records or ids that a vendor doesn't have are left out. */
const READ: { readonly [A in ApiName]: () => Promise<readonly Completion[]> } = {
  moocit: fromMoocit,
  stackone: () => all(completionIds, async (id) => [await fromStackOne(id)]),
  ispring: () => all(courses, ({ ids }) => fromIspring(ids.ispring.contentId)),
  helsinki: () =>
    all(courses, async ({ ids, slug }) => {
      const completions = await fromHelsinki(slug);
      return completions.map((one) => ({ ...one, course: ids.helsinki.courseId }));
    }),
};

async function all<T>(
  things: readonly T[],
  read: (thing: T) => Promise<readonly Completion[]>,
): Promise<readonly Completion[]> {
  const found: Completion[] = [];
  for (const thing of things) {
    try {
      found.push(...(await read(thing)));
    } catch (error) {
      if (!(error instanceof VendorError) || ![400, 404].includes(error.status)) throw error;
    }
  }
  return found;
}

/** The grades of the truth: MOOCit's list of grades has no rows without a grade. */
function truthOf(api: ApiName, sessionId: string): readonly Completion[] {
  const [persona = 'admin'] = personasOf(mock.apis[api]);
  return mock
    .session(sessionId)
    .campus.truth(api, persona)
    .filter(({ passed }) => api !== 'moocit' || passed !== null)
    .map(({ person, course, passed }) => ({
      vendor: api,
      person: person.id,
      course: course.id,
      passed: passed === true,
    }));
}

/** Sets the variables of `lms-mock check`, so that the example uses a session. */
function pointAt({ name, api: { environment } }: VariantRow['service'], baseUrl: string): void {
  const variables = `${name.toUpperCase()}_`;
  for (const one of Object.keys(process.env)) if (one.startsWith(variables)) delete process.env[one];
  Object.assign(process.env, { [`${variables}BASE_URL`]: baseUrl }, environment);
}

test.for(apiNames)('the example client reads the truth in each variant of %s', { timeout: 60_000 }, async (api) => {
  const rows = pairRows(mock).filter(({ service }) => service.name === api);
  expect(rows.length).toBeGreaterThan(5);
  for (const { title, service, sessionId = 'default' } of rows) {
    pointAt(service, mock.session(sessionId).apis[api].baseUrl);
    expect(sorted(await READ[api]()), title).toEqual(sorted(truthOf(api, sessionId)));
  }
});

test('one of the grades dropped after a pass', () => {
  const dropped = mock.campus
    .truth('moocit', 'admin')
    .filter((row) => row.firstPassedAt !== null && row.passed === false);
  expect(dropped.length).toBeGreaterThan(0);
});

function sorted(completions: readonly Completion[]): readonly string[] {
  return completions.map((one) => JSON.stringify(one, Object.keys(one).toSorted())).toSorted();
}
