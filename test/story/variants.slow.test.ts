import { expect, test } from 'vitest';

import { apiNames, apis } from '../../src/apis/index.ts';
import type { ApiName } from '../../src/apis/index.ts';
import { singleChoices } from '../../src/engine/variant.ts';
import type { Variant, VariantChoices } from '../../src/engine/variant.ts';
import type { MockSession, TruthRows } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';
import { personasOf, readHelsinki, readIspring, readMoocit, readStackOne } from './clients.ts';
import type { Caller } from './clients.ts';
import { combinationsOf } from '../support/cases/variant-combinations.ts';

/** A small campus in which each variant still concerns at least one learner. */
const OPTIONS = { learners: 15, courses: 2 } as const;

const mock = createMock(OPTIONS);
const courses = [...mock.campus.findCourses()];
const completionIds = [...mock.campus.findEnrolments()].map(({ ids }) => ids.stackone.completionId);

/** A client of each API that reads all records, in the way that returns the most. */
const READERS: { readonly [A in ApiName]: (caller: Caller) => Promise<readonly TruthRows[A][]> } = {
  moocit: (caller) => readMoocit(caller),
  stackone: (caller) => readStackOne(caller, completionIds),
  ispring: (caller) =>
    readIspring(
      caller,
      courses.map(({ ids }) => ids.ispring.contentId),
    ),
  helsinki: (caller) =>
    readHelsinki(
      caller,
      courses.map(({ ids, slug }) => ({ id: ids.helsinki.courseId, name: slug })),
    ),
};

/** The defaults, every other choice alone, and combinations. */
function readingsOf(api: ApiName): readonly { readonly title: string; readonly choices: VariantChoices }[] {
  const variants: readonly Variant[] = apis[api].variants;
  return [{}, ...combinationsOf(variants)].map((choices) => ({ title: titleOf(api, choices), choices }));
}

function titleOf(api: ApiName, choices: VariantChoices): string {
  return [api, ...Object.entries(choices).map(([variant, choice]) => `${variant}=${choice}`)].join(' ');
}

function sessionOf(api: ApiName, choices: VariantChoices): MockSession {
  const session = mock.session();
  session.setVariants({ [api]: choices });
  return session;
}

for (const api of apiNames) {
  test.for(readingsOf(api))('each persona reads its truth: $title', async ({ choices }) => {
    const session = sessionOf(api, choices);
    const ledger = session.openLedger();
    for (const persona of personasOf(session.apis[api])) {
      const known = await READERS[api]({ mock, apis: session.apis, persona });
      expect(known, persona).toEqual(session.campus.truth(api, persona));
      expect(await ledger.gaps(api, persona), persona).toMatchObject({ duplicates: [], missing: [] });
    }
  });
}

const helsinkiReadings = readingsOf('helsinki');
const isOfOneModule = ({ choices }: (typeof helsinkiReadings)[number]): boolean =>
  choices['course-id'] === 'default-module';

test.for(helsinkiReadings.filter((reading) => !isOfOneModule(reading)))(
  'a client that uses the ids of courses reads the truth as well: $title',
  async ({ choices }) => {
    const session = sessionOf('helsinki', choices);
    expect(await readById(session)).toEqual(session.campus.truth('helsinki', 'registrar'));
  },
);

test.for(helsinkiReadings.filter(isOfOneModule))(
  'a client that uses the ids of courses misses a part of the truth: $title',
  async ({ choices }) => {
    const session = sessionOf('helsinki', choices);
    const truth = session.campus.truth('helsinki', 'registrar');
    const known = await readById(session);
    expect(truth).toEqual(expect.arrayContaining([...known]));
    expect(known.length).toBeLessThan(truth.length);
  },
);

function readById({ apis: handles }: MockSession): Promise<readonly TruthRows['helsinki'][]> {
  return readHelsinki(
    { mock, apis: handles, persona: 'registrar' },
    courses.map(({ ids: { helsinki } }) => ({ id: helsinki.courseId, name: helsinki.courseId })),
  );
}

test('only these choices change the result of a client', () => {
  const changing = apiNames.flatMap((api) =>
    singleChoices(apis[api].variants)
      .filter((choices) => !isSameTruth(api, sessionOf(api, choices)))
      .map((choices) => titleOf(api, choices)),
  );
  expect(changing).toEqual([
    'ispring progress=integer',
    'ispring publisher=denied',
    'ispring edit-right=wanted',
    'ispring content-item-id=uuid',
    'ispring completion-date=passed',
    'ispring listed=viewed',
  ]);
});

function isSameTruth(api: ApiName, { campus }: MockSession): boolean {
  return personasOf(mock.apis[api]).every(
    (persona) => JSON.stringify(campus.truth(api, persona)) === JSON.stringify(mock.campus.truth(api, persona)),
  );
}

test('a mock with a variant has the same truth as a session with that variant', () => {
  const variants = { ispring: { listed: 'viewed', progress: 'integer' } } as const;
  const set = createMock({ ...OPTIONS, variants });
  const truth = sessionOf('ispring', variants.ispring).campus.truth('ispring', 'owner');
  expect(set.campus.truth('ispring', 'owner')).toEqual(truth);
  expect(set.session().campus.truth('ispring', 'owner')).toEqual(truth);
  const served = createMock({ ...OPTIONS, variants, apis: ['moocit'] });
  expect(served.campus.truth('ispring', 'owner')).toEqual(truth);
  const session = set.session();
  session.setVariants({ ispring: { listed: 'enrolled' } });
  expect(session.campus.truth('ispring', 'owner').length).toBeGreaterThan(truth.length);
  session.reset();
  expect(session.campus.truth('ispring', 'owner')).toEqual(truth);
});
