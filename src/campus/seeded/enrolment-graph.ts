import { below, draw, hashOf, keyOf, mix } from '../hash.ts';
import { createPermutation } from '../ids/permutation.ts';

/** The value for no course or no learner. */
export const NOWHERE = -1;

/** Maximum number of courses per learner. */
export const SLOTS_PER_LEARNER = 6;

/**
 * The seeded enrolments as a bipartite graph of learners and courses, by ordinal. Nothing is stored.
 *
 * A learner has a few slots. Each slot deals all learners out over the courses in its own order. A deal is reversible,
 * so the learners of a course are found as cheaply as the courses of a learner. If two slots of a learner lead to the
 * same course, only the lower one counts.
 */
export interface EnrolmentGraph {
  /** The course in a learner's slot; undefined if the slot is unused or repeats a lower one. */
  courseIn(learner: number, slot: number): number | undefined;
  /**
   * Writes the courses of all slots of a learner to the caller's list, so that a long walk allocates none. A slot that
   * repeats a lower one gets `NOWHERE`. Returns the number of slots.
   */
  coursesOf(learner: number, into: number[]): number;
  /** The slot of a learner that leads to a course; undefined if none does. */
  slotOf(learner: number, course: number): number | undefined;
  /** Number of rounds of a slot's deal for a course; 0 if the slot does not lead to the course. */
  roundsOf(course: number, slot: number): number;
  /** The learner of a course in one round, or `NOWHERE`. All rounds of all slots give each learner once. */
  learnerOf(course: number, slot: number, round: number): number;
}

/** The inputs of the graph. */
export interface EnrolmentGraphOptions {
  readonly seed: number;
  readonly learnerCount: number;
  readonly courseCount: number;
  /** Number of first learners whose first slot always leads to the first course. */
  readonly gatheredCount: number;
}

// Some slots lead to a part of the catalogue only, so that courses differ in size.
const CATALOGUE_SHARES: readonly number[] = [1, 1, 0.5, 1, 0.25, 1];

/** Makes the graph of a seed. Both sides may be empty. */
export function createEnrolmentGraph({
  seed,
  learnerCount,
  courseCount,
  gatheredCount,
}: EnrolmentGraphOptions): EnrolmentGraph {
  const usageKey = keyOf(seed, 'enrolment.slots');
  const deals = CATALOGUE_SHARES.map((share, slot) =>
    createDeal(Math.max(1, Math.ceil(courseCount * share)), keyOf(seed, `enrolment.slot.${slot}`)),
  );

  /** Number of slots of a learner: 3 on average. Gathered learners have at least one. */
  function slotsUsed(learner: number): number {
    const used = below(draw(hashOf(usageKey, learner), 0), SLOTS_PER_LEARNER + 1);
    return learner < gatheredCount ? Math.max(1, used) : used;
  }

  function leadsTo(learner: number, slot: number): number {
    const deal = deals[slot];
    if (deal === undefined || courseCount === 0) return NOWHERE;
    return slot === 0 && learner < gatheredCount ? 0 : courseOf(deal, learner);
  }

  /** The first slot below a limit that leads to a course. */
  function firstSlot(learner: number, course: number, limit: number): number | undefined {
    for (let slot = 0; slot < limit; slot += 1) if (leadsTo(learner, slot) === course) return slot;
    return undefined;
  }

  /** Number of learners of a course in a slot that come before the deal. */
  function gatheredIn(course: number, slot: number): number {
    return course === 0 && slot === 0 ? gatheredCount : 0;
  }

  return {
    courseIn(learner, slot) {
      if (slot >= slotsUsed(learner)) return undefined;
      const course = leadsTo(learner, slot);
      return course === NOWHERE || firstSlot(learner, course, slot) !== undefined ? undefined : course;
    },
    coursesOf(learner, into) {
      const used = slotsUsed(learner);
      for (let slot = 0; slot < used; slot += 1) {
        const course = leadsTo(learner, slot);
        into[slot] = isAmong(into, slot, course) ? NOWHERE : course;
      }
      return used;
    },
    slotOf: (learner, course) => firstSlot(learner, course, slotsUsed(learner)),
    roundsOf(course, slot) {
      const width = deals[slot]?.width ?? 0;
      // Each gathered learner has a separate round.
      return course < width ? gatheredIn(course, slot) + Math.ceil(learnerCount / width) : 0;
    },
    learnerOf(course, slot, round) {
      const deal = deals[slot];
      if (deal === undefined) return NOWHERE;
      const gathered = gatheredIn(course, slot);
      if (round < gathered) return round;
      const learner = dealtTo(deal, round - gathered, course);
      if (learner >= learnerCount || (slot === 0 && learner < gatheredCount)) return NOWHERE;
      const isTaken = slot < slotsUsed(learner) && firstSlot(learner, course, slot) === undefined;
      return isTaken ? learner : NOWHERE;
    },
  };
}

function isAmong(courses: readonly number[], count: number, course: number): boolean {
  for (let slot = 0; slot < count; slot += 1) if (courses[slot] === course) return true;
  return false;
}

/**
 * Deals learners out over the first `width` courses. Each round gives one learner to each course, in the order of the
 * deal, from a start that is drawn per round.
 */
interface Deal {
  readonly width: number;
  readonly key: number;
  /** The courses in the order of the deal, and the position of each. A catalogue is small, so it is shuffled once. */
  readonly courses: Uint16Array;
  readonly places: Uint16Array;
}

function createDeal(width: number, key: number): Deal {
  const { forward, backward } = createPermutation(width, key);
  return {
    width,
    key,
    courses: Uint16Array.from({ length: width }, (_, place) => forward(place)),
    places: Uint16Array.from({ length: width }, (_, course) => backward(course)),
  };
}

function courseOf({ width, key, courses }: Deal, learner: number): number {
  const round = Math.trunc(learner / width);
  const place = (learner - round * width + startOf(key, round, width)) % width;
  return courses[place] ?? NOWHERE;
}

/** The learner of a round who gets a course. */
function dealtTo({ width, key, places }: Deal, round: number, course: number): number {
  const place = places[course] ?? 0;
  return round * width + ((place - startOf(key, round, width) + width) % width);
}

function startOf(key: number, round: number, width: number): number {
  return below(mix(round + key), width);
}
