import type { Course } from '../course.ts';
import type { Courses } from '../courses.ts';
import type { Enrolment } from '../enrolment.ts';
import { createEnrolmentGraph, NOWHERE, SLOTS_PER_LEARNER } from './enrolment-graph.ts';
import type { EnrolmentSource } from '../enrolment-source.ts';
import { hashOf, keyOf } from '../hash.ts';
import type { Instant } from '../instant.ts';
import type { Learner } from '../learner.ts';
import type { Learners } from '../learners.ts';
import { AWKWARD_PLOTS, plotOf } from './plot.ts';
import { SeededEnrolment } from './seeded-enrolment.ts';
import { awkwardEnrolledAtOf, enrolledAtOf } from './timeline.ts';
import { MAX_CANDIDATES, Walk, isFull, walkOver } from '../../walk.ts';

/** The inputs of the seeded enrolments. */
export interface SeededEnrolmentsOptions {
  readonly seed: number;
  readonly learners: Learners;
  readonly courses: Courses;
  /** Number of pinned enrolments; they have the first indexes. */
  readonly firstIndex: number;
}

/** The seeded enrolments. Each is computed when it is requested. An index belongs to a slot of a learner. */
export function createSeededEnrolments({
  seed,
  learners,
  courses,
  firstIndex,
}: SeededEnrolmentsOptions): EnrolmentSource {
  const { pinnedCount: firstLearner, seededCount: learnerCount } = learners.numbering;
  const { pinnedCount: firstCourse, seededCount: courseCount } = courses.numbering;
  const key = keyOf(seed, 'enrolment');
  const gatheredCount = learners.awkwardCount;
  const graph = createEnrolmentGraph({ seed, learnerCount, courseCount, gatheredCount });
  /** The courses of the current learner; overwritten for each learner. */
  const taken: number[] = [];

  /** The enrolment in a learner's slot, if it exists by now. */
  function enrolmentAt(learner: Learner, slot: number, course: Course, now: Instant): Enrolment | undefined {
    const ordinal = learner.index - firstLearner;
    const edge = ordinal * SLOTS_PER_LEARNER + slot;
    const hash = hashOf(key, edge);
    const outcome = slot === 0 && ordinal < gatheredCount ? learners.awkwardAt(ordinal)?.outcome : undefined;
    const enrolledAt = outcome === undefined ? enrolledAtOf(hash) : awkwardEnrolledAtOf(hash, course, outcome);
    if (enrolledAt > now) return undefined;
    const plot = outcome === undefined ? plotOf(hash, course) : AWKWARD_PLOTS[outcome];
    return new SeededEnrolment({ index: firstIndex + edge, learner, course, hash, plot, enrolledAt }, now);
  }

  function courseIn(ordinal: number, slot: number): Course | undefined {
    const course = ordinal < learnerCount ? graph.courseIn(ordinal, slot) : undefined;
    return course === undefined ? undefined : courses.at(firstCourse + course);
  }

  function learnerAt(ordinal: number): Learner {
    return learners.at(firstLearner + ordinal);
  }

  function edgeOf(index: number): readonly [ordinal: number, slot: number] {
    const edge = index - firstIndex;
    return [Math.floor(edge / SLOTS_PER_LEARNER), edge % SLOTS_PER_LEARNER];
  }

  function ofLearner(learner: Learner, now: Instant): readonly Enrolment[] {
    const enrolments: Enrolment[] = [];
    addAllOf(learner, now, enrolments);
    return enrolments;
  }

  /** Adds the enrolments of a learner. */
  function addAllOf(learner: Learner, now: Instant, enrolments: Enrolment[]): void {
    const used = graph.coursesOf(learner.index - firstLearner, taken);
    for (let slot = 0; slot < used; slot += 1) {
      const place = taken[slot] ?? NOWHERE;
      if (place === NOWHERE) continue;
      const enrolment = enrolmentAt(learner, slot, courses.at(firstCourse + place), now);
      if (enrolment !== undefined) enrolments.push(enrolment);
    }
  }

  function* all(now: Instant): Generator<readonly Enrolment[]> {
    if (courseCount === 0) return;
    let batch: Enrolment[] = [];
    for (let ordinal = 0; ordinal < learnerCount;) {
      const end = Math.min(ordinal + MAX_CANDIDATES, learnerCount);
      while (ordinal < end && !isFull(batch)) {
        addAllOf(learnerAt(ordinal), now, batch);
        ordinal += 1;
      }
      if (ordinal === learnerCount) break;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  function* ofCourse(course: Course, now: Instant): Generator<readonly Enrolment[]> {
    const ordinal = course.index - firstCourse;
    let batch: Enrolment[] = [];
    for (let slot = 0; slot < SLOTS_PER_LEARNER; slot += 1) {
      const rounds = graph.roundsOf(ordinal, slot);
      for (let round = 0; round < rounds;) {
        const end = Math.min(round + MAX_CANDIDATES, rounds);
        while (round < end && !isFull(batch)) {
          const taker = graph.learnerOf(ordinal, slot, round);
          const enrolment = taker === NOWHERE ? undefined : enrolmentAt(learnerAt(taker), slot, course, now);
          if (enrolment !== undefined) batch.push(enrolment);
          round += 1;
        }
        // The next slot continues to fill it.
        if (round === rounds && !isFull(batch)) break;
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }

  return {
    exists: (index) => index >= firstIndex && courseIn(...edgeOf(index)) !== undefined,
    indexOf(learner, course) {
      const ordinal = learner.index - firstLearner;
      const slot = graph.slotOf(ordinal, course.index - firstCourse);
      return slot === undefined ? undefined : firstIndex + ordinal * SLOTS_PER_LEARNER + slot;
    },
    at(index, now) {
      const [ordinal, slot] = edgeOf(index);
      const course = courseIn(ordinal, slot);
      return course === undefined ? undefined : enrolmentAt(learnerAt(ordinal), slot, course, now);
    },
    all: (now) => new Walk(() => all(now)),
    ofCourse: (course, now) => new Walk(() => ofCourse(course, now)),
    ofLearner: (learner, now) => walkOver(ofLearner(learner, now)),
    of(learner, course, now) {
      const ordinal = learner.index - firstLearner;
      const slot = graph.slotOf(ordinal, course.index - firstCourse);
      return slot === undefined ? undefined : enrolmentAt(learner, slot, course, now);
    },
  };
}
