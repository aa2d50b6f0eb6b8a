import { below, draw, hashOf, keyOf, mix } from '../hash.ts';
import { createPermutation } from '../ids/permutation.ts';

/** In place of a course, where there is none. */
export const NOWHERE = -1;

/** How many courses one learner takes at most. */
export const SLOTS_PER_LEARNER = 6;

/**
 * Who takes what, among seeded learners and courses, by ordinal: a bipartite graph that nothing stores.
 *
 * A learner has a few slots, and each slot deals all learners out over the courses in its own way. A deal can be
 * undone, so that a course finds its learners as cheaply as a learner their courses. A course that is met in two slots
 * of one learner counts in the lower one alone.
 */
export interface EnrolmentGraph {
  /** The course in a learner's slot; undefined where the slot is unused or repeats a lower one. */
  courseIn(learner: number, slot: number): number | undefined;
  /**
   * The same for all the slots that a learner uses at once, into a list that is the caller's, so that a walk over
   * millions makes none: `NOWHERE` for one that repeats a lower one. Gives the number of slots.
   */
  coursesOf(learner: number, into: number[]): number;
  /** The slot of a learner that leads to a course, if one does. */
  slotOf(learner: number, course: number): number | undefined;
  /** How many rounds a slot is dealt in to the learners of a course; none where it doesn't lead there. */
  roundsOf(course: number, slot: number): number;
  /** The learner of a course in one round; `NOWHERE` where there is none. All rounds of all slots give each one once. */
  learnerOf(course: number, slot: number, round: number): number;
}

/** What the graph is drawn from. */
export interface EnrolmentGraphOptions {
  readonly seed: number;
  readonly learnerCount: number;
  readonly courseCount: number;
  /** This many first learners have the first course in their first slot, and no other one there. */
  readonly gatheredCount: number;
}

// Some slots lead to a part of the catalogue only, so that some courses are larger than others.
const CATALOGUE_SHARES: readonly number[] = [1, 1, 0.5, 1, 0.25, 1];

/** Opens the graph of a seed, of any size, empty on either side included. */
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

  /** From none to all slots, 3 in the mean; those who are gathered have one at least. */
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

  /** How many of a course's learners come first in a slot, before any is dealt. */
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
      // Each of the gathered ones has a round of their own.
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
 * How learners are dealt out over the first `width` courses: as many of them at a time as there are courses, one to
 * each, in an order that is the deal's, from a start that is drawn for each such round.
 */
interface Deal {
  readonly width: number;
  readonly key: number;
  /** The courses in the order of the deal, and where in it each is. A catalogue is small enough to be shuffled once. */
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
