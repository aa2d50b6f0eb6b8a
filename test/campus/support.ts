import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { LineCounter, isNode, parseDocument } from 'yaml';

import { createCampus, plainCampus } from '../../src/campus/campus.ts';
import type { Campus, CampusOptions } from '../../src/campus/campus.ts';
import { FixtureError } from '../../src/campus/fixture/fixture-error.ts';
import type { FixturePath } from '../../src/campus/fixture/fixture-error.ts';
import { parseInstant } from '../../src/campus/instant.ts';
import type { Instant } from '../../src/campus/instant.ts';
import { parsePinnedFacts } from '../../src/campus/fixture/parse-pinned-facts.ts';
import { NO_PINNED_FACTS } from '../../src/campus/pinned/pinned-facts.ts';
import type { PinnedFacts } from '../../src/campus/pinned/pinned-facts.ts';

const schema: unknown = JSON.parse(readFileSync(new URL('../../fixtures/campus.schema.json', import.meta.url), 'utf8'));

/** Parses an instant that must be valid. */
export function instant(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new TypeError(`${text} is no instant`);
  return parsed;
}

/** The default time of a mock. */
export const NOW: Instant = instant('2026-09-01T09:00:00Z');

/**
 * A campus with the default options, or the given ones. Its learners and enrolments are plain objects, so that `toEqual`
 * compares all of their properties.
 */
export function campusWith(options: Partial<CampusOptions> = {}): Campus {
  return plainCampus(
    createCampus({
      seed: 1,
      learners: 200,
      courses: 12,
      now: NOW,
      awkward: true,
      pinned: NO_PINNED_FACTS,
      ...options,
    }),
  );
}

/** Any instant from a year before the seeded calendar to a year after it. */
export const anyNow: fc.Arbitrary<Instant> = fc.integer({
  min: instant('2022-09-01T00:00:00Z'),
  max: instant('2029-09-01T00:00:00Z'),
});

/** The facts of fixtures/campus.yaml. */
export const BUILT_IN_FACTS: PinnedFacts = factsOf(
  readFileSync(new URL('../../fixtures/campus.yaml', import.meta.url), 'utf8'),
);

/** Small campuses of any seed, empty ones included. */
export const anySeededCampus: fc.Arbitrary<Campus> = anyCampusWith(fc.constant(NO_PINNED_FACTS));

/** The same, some of them with the built-in pinned facts. */
export const anyCampus: fc.Arbitrary<Campus> = anyCampusWith(fc.constantFrom(NO_PINNED_FACTS, BUILT_IN_FACTS));

function anyCampusWith(pinned: fc.Arbitrary<PinnedFacts>): fc.Arbitrary<Campus> {
  return fc
    .record({
      seed: fc.maxSafeInteger(),
      learners: fc.integer({ min: 0, max: 60 }),
      courses: fc.integer({ min: 0, max: 15 }),
      now: anyNow,
      awkward: fc.boolean(),
      pinned,
    })
    .map((options) => plainCampus(createCampus(options)));
}

/** Few runs of a property, because each generates a whole campus. */
export const FEW_RUNS = { numRuns: 40 } as const;

/** The facts of a fixture in YAML. Errors have places such as `line 3`. */
export function factsOf(yaml: string): PinnedFacts {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter });
  for (const error of document.errors) throw error;
  const locate = (path: FixturePath): string => {
    const node = document.getIn(path, true);
    const [offset = 0] = isNode(node) ? (node.range ?? []) : [];
    return `line ${lineCounter.linePos(offset).line}`;
  };
  return parsePinnedFacts(document.toJS(), { schema: () => schema, locate });
}

/** The lines of the error message for a fixture. Empty if it is valid. */
export function refusalOf(yaml: string): readonly string[] {
  try {
    factsOf(yaml);
  } catch (error) {
    if (error instanceof FixtureError && error.code === 'ERR_LMS_MOCK_FIXTURE') return error.message.split('\n');
    throw error;
  }
  return [];
}

/** The numbers from 0 to count - 1. */
export function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
