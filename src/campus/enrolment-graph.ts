import { below, draw, hashOf, keyOf } from './hash.ts';
import { createPermutation } from './permutation.ts';
import type { Permutation } from './permutation.ts';

/** In place of a course, where there is none. */
export const NOWHERE = -1;

/** How many courses one learner takes at most. */
export const SLOTS_PER_LEARNER = 6;

/**
 * Who takes what, among seeded learners and courses, by ordinal: a bipartite graph that nothing stores.
 *
 * A learner has a few slots, and each slot shuffles all learners over the courses in its own way. The
 * shuffles can be undone, so that a course finds its learners as cheaply as a learner their courses. A
 * course that is met in two slots of one learner counts in the lower one alone.
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
  /** Each learner of a course once, as learner * SLOTS_PER_LEARNER + slot. Walks that course's alone. */
  edgesOfCourse(course: number): Iterable<number>;
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

interface Slot {
  readonly shuffle: Permutation;
  /** How many are shuffled: the learners, or more, so that few learners still reach every course. */
  readonly size: number;
  readonly width: number;
}

/** Opens the graph of a seed, of any size, empty on either side included. */
export function createEnrolmentGraph({
  seed,
  learnerCount,
  courseCount,
  gatheredCount,
}: EnrolmentGraphOptions): EnrolmentGraph {
  const usageKey = keyOf(seed, 'enrolment.slots');
  const slots = CATALOGUE_SHARES.map((share, slot): Slot => {
    const width = Math.ceil(courseCount * share);
    const size = Math.max(learnerCount, width);
    return { shuffle: createPermutation(size, keyOf(seed, `enrolment.slot.${slot}`)), size, width };
  });

  /** From none to all slots, 3 in the mean; those who are gathered have one at least. */
  function slotsUsed(learner: number): number {
    const used = below(draw(hashOf(usageKey, learner), 0), SLOTS_PER_LEARNER + 1);
    return learner < gatheredCount ? Math.max(1, used) : used;
  }

  function leadsTo(learner: number, slot: number): number {
    const found = slots[slot];
    if (found === undefined || courseCount === 0) return NOWHERE;
    return slot === 0 && learner < gatheredCount ? 0 : found.shuffle.forward(learner) % found.width;
  }

  /** The first slot below a limit that leads to a course. */
  function firstSlot(learner: number, course: number, limit: number): number | undefined {
    for (let slot = 0; slot < limit; slot += 1) if (leadsTo(learner, slot) === course) return slot;
    return undefined;
  }

  function* edgesOfCourse(course: number): Generator<number> {
    if (course === 0) yield* gatheredEdges();
    for (const [slot, { shuffle, size, width }] of slots.entries()) {
      if (course >= width) continue;
      for (let place = course; place < size; place += width) {
        const learner = shuffle.backward(place);
        if (learner >= learnerCount || (slot === 0 && learner < gatheredCount)) continue;
        if (slot < slotsUsed(learner) && firstSlot(learner, course, slot) === undefined)
          yield learner * SLOTS_PER_LEARNER + slot;
      }
    }
  }

  function* gatheredEdges(): Generator<number> {
    for (let learner = 0; learner < gatheredCount; learner += 1) yield learner * SLOTS_PER_LEARNER;
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
    edgesOfCourse,
  };
}

function isAmong(courses: readonly number[], count: number, course: number): boolean {
  for (let slot = 0; slot < count; slot += 1) if (courses[slot] === course) return true;
  return false;
}
