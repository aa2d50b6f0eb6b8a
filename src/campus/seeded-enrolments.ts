import type { Course } from './course.ts';
import type { Courses } from './courses.ts';
import type { Enrolment } from './enrolment.ts';
import { createEnrolmentGraph, NOWHERE, SLOTS_PER_LEARNER } from './enrolment-graph.ts';
import type { EnrolmentSource } from './enrolments.ts';
import { hashOf, keyOf } from './hash.ts';
import type { Instant } from './instant.ts';
import type { Learner } from './learner.ts';
import type { Learners } from './learners.ts';
import { SeededEnrolment } from './seeded-enrolment.ts';
import { enrolledAtOf } from './timeline.ts';
import { Walk, isFull, walkOver } from './walk.ts';

/** What the seeded enrolments are composed from. */
export interface SeededEnrolmentsOptions {
  readonly seed: number;
  readonly learners: Learners;
  readonly courses: Courses;
  /** How many pinned enrolments come first in the count. */
  readonly firstIndex: number;
}

/** The enrolments of the seeded population, each composed when asked for. An index stays with a learner's slot. */
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
  /** Of the learner that is looked at now; filled again for each. */
  const taken: number[] = [];

  /** What a learner's slot holds, once it does. Who takes what is composed only then. */
  function tell(ordinal: number, slot: number, now: Instant, course: Course, known?: Learner): Enrolment | undefined {
    const edge = ordinal * SLOTS_PER_LEARNER + slot;
    const hash = hashOf(key, edge);
    const outcome = slot === 0 && ordinal < gatheredCount ? learners.awkwardAt(ordinal)?.outcome : undefined;
    const enrolledAt = enrolledAtOf(hash, course, outcome);
    if (enrolledAt > now) return undefined;
    const learnerIndex = firstLearner + ordinal;
    return new SeededEnrolment(
      { index: firstIndex + edge, learners, learnerIndex, learner: known, course, hash, outcome, enrolledAt },
      now,
    );
  }

  function courseIn(ordinal: number, slot: number): Course | undefined {
    const course = ordinal < learnerCount ? graph.courseIn(ordinal, slot) : undefined;
    return course === undefined ? undefined : courses.at(firstCourse + course);
  }

  function edgeOf(index: number): readonly [ordinal: number, slot: number] {
    const edge = index - firstIndex;
    return [Math.floor(edge / SLOTS_PER_LEARNER), edge % SLOTS_PER_LEARNER];
  }

  function ofLearner(learner: Learner, now: Instant): readonly Enrolment[] {
    const told: Enrolment[] = [];
    tellAllOf(learner.index - firstLearner, now, told, learner);
    return told;
  }

  /** Adds what a learner has enrolled in; the learner is composed once for all. */
  function tellAllOf(ordinal: number, now: Instant, told: Enrolment[], known?: Learner): void {
    const used = graph.coursesOf(ordinal, taken);
    let learner = known;
    for (let slot = 0; slot < used; slot += 1) {
      const place = taken[slot] ?? NOWHERE;
      if (place === NOWHERE) continue;
      const enrolment = tell(ordinal, slot, now, courses.at(firstCourse + place), learner);
      if (enrolment === undefined) continue;
      ({ learner } = enrolment);
      told.push(enrolment);
    }
  }

  function* all(now: Instant): Generator<readonly Enrolment[]> {
    if (courseCount === 0) return;
    let batch: Enrolment[] = [];
    for (let ordinal = 0; ordinal < learnerCount; ordinal += 1) {
      tellAllOf(ordinal, now, batch);
      if (!isFull(batch)) continue;
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
      for (let round = 0; round < rounds; round += 1) {
        const learner = graph.learnerOf(ordinal, slot, round);
        const enrolment = learner === NOWHERE ? undefined : tell(learner, slot, now, course);
        if (enrolment === undefined) continue;
        batch.push(enrolment);
        if (!isFull(batch)) continue;
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }

  return {
    exists: (index) => index >= firstIndex && courseIn(...edgeOf(index)) !== undefined,
    at(index, now) {
      const [ordinal, slot] = edgeOf(index);
      const course = courseIn(ordinal, slot);
      return course === undefined ? undefined : tell(ordinal, slot, now, course);
    },
    all: (now) => new Walk(() => all(now)),
    ofCourse: (course, now) => new Walk(() => ofCourse(course, now)),
    ofLearner: (learner, now) => walkOver(ofLearner(learner, now)),
    of(learner, course, now) {
      const ordinal = learner.index - firstLearner;
      const slot = graph.slotOf(ordinal, course.index - firstCourse);
      return slot === undefined ? undefined : tell(ordinal, slot, now, course, learner);
    },
  };
}
