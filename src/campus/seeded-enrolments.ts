import type { Course } from './course.ts';
import type { Courses } from './courses.ts';
import type { Enrolment } from './enrolment.ts';
import { createEnrolmentGraph, NOWHERE, SLOTS_PER_LEARNER } from './enrolment-graph.ts';
import type { EnrolmentSource } from './enrolments.ts';
import { hashOf, keyOf } from './hash.ts';
import type { Instant } from './instant.ts';
import type { Learner } from './learner.ts';
import type { Learners } from './learners.ts';
import { seededEnrolmentOf } from './seeded-enrolment.ts';
import { enrolledAtOf, timelineOf } from './timeline.ts';

/** What the seeded enrolments are composed from. */
export interface SeededEnrolmentsOptions {
  readonly seed: number;
  readonly learners: Learners;
  readonly courses: Courses;
  /** How many pinned enrolments come first in the count. */
  readonly firstIndex: number;
}

/** The enrolments of the seeded population. */
export interface SeededEnrolments extends EnrolmentSource {
  /** All, behind some others: a generator that hands over to two would take a tenth more. */
  all(now: Instant, first?: Iterable<Enrolment>): Iterable<Enrolment>;
}

/** The enrolments of the seeded population, each composed when asked for. An index stays with a learner's slot. */
export function createSeededEnrolments({
  seed,
  learners,
  courses,
  firstIndex,
}: SeededEnrolmentsOptions): SeededEnrolments {
  const { pinnedCount: firstLearner, seededCount: learnerCount } = learners.numbering;
  const { pinnedCount: firstCourse, seededCount: courseCount } = courses.numbering;
  const key = keyOf(seed, 'enrolment');
  const gatheredCount = learners.awkwardCount;
  const graph = createEnrolmentGraph({ seed, learnerCount, courseCount, gatheredCount });

  /** An edge is learner * SLOTS_PER_LEARNER + slot, of ordinals. Who takes what is composed only once they do. */
  function tell(edge: number, now: Instant, course: Course, knownLearner?: Learner): Enrolment | undefined {
    const hash = hashOf(key, edge);
    const ordinal = Math.floor(edge / SLOTS_PER_LEARNER);
    const outcome = edge % SLOTS_PER_LEARNER === 0 ? learners.awkwardAt(ordinal)?.outcome : undefined;
    const enrolledAt = enrolledAtOf(hash, course, outcome);
    if (enrolledAt > now) return undefined;
    const learner = knownLearner ?? learners.at(firstLearner + ordinal);
    const timeline = timelineOf({ hash, grading: course, outcome, enrolledAt });
    return seededEnrolmentOf({ index: firstIndex + edge, learner, course }, timeline, now);
  }

  function courseOf(edge: number): Course | undefined {
    const ordinal = Math.floor(edge / SLOTS_PER_LEARNER);
    const course = ordinal < learnerCount ? graph.courseIn(ordinal, edge % SLOTS_PER_LEARNER) : undefined;
    return course === undefined ? undefined : courses.at(firstCourse + course);
  }

  function* ofLearner(learner: Learner, now: Instant): Generator<Enrolment> {
    const ordinal = learner.index - firstLearner;
    const taken: number[] = [];
    const used = graph.coursesOf(ordinal, taken);
    for (let slot = 0; slot < used; slot += 1) {
      const course = taken[slot] ?? NOWHERE;
      if (course === NOWHERE) continue;
      const enrolment = tell(ordinal * SLOTS_PER_LEARNER + slot, now, courses.at(firstCourse + course), learner);
      if (enrolment !== undefined) yield enrolment;
    }
  }

  function* all(now: Instant, first: Iterable<Enrolment>): Generator<Enrolment> {
    yield* first;
    if (courseCount === 0) return;
    const taken: number[] = [];
    for (let ordinal = 0; ordinal < learnerCount; ordinal += 1) {
      // As ofLearner; handing over to it with yield* would take twice as long. A learner is composed once for all.
      const used = graph.coursesOf(ordinal, taken);
      let learner: Learner | undefined;
      for (let slot = 0; slot < used; slot += 1) {
        const course = taken[slot] ?? NOWHERE;
        if (course === NOWHERE) continue;
        const enrolment = tell(ordinal * SLOTS_PER_LEARNER + slot, now, courses.at(firstCourse + course), learner);
        if (enrolment === undefined) continue;
        ({ learner } = enrolment);
        yield enrolment;
      }
    }
  }

  function* ofCourse(course: Course, now: Instant): Generator<Enrolment> {
    for (const edge of graph.edgesOfCourse(course.index - firstCourse)) {
      const enrolment = tell(edge, now, course);
      if (enrolment !== undefined) yield enrolment;
    }
  }

  return {
    exists: (index) => index >= firstIndex && courseOf(index - firstIndex) !== undefined,
    at(index, now) {
      const edge = index - firstIndex;
      const course = courseOf(edge);
      return course === undefined ? undefined : tell(edge, now, course);
    },
    all: (now, first = []) => ({ [Symbol.iterator]: () => all(now, first) }),
    ofCourse: (course, now) => ({ [Symbol.iterator]: () => ofCourse(course, now) }),
    ofLearner: (learner, now) => ({ [Symbol.iterator]: () => ofLearner(learner, now) }),
    of(learner, course, now) {
      const ordinal = learner.index - firstLearner;
      const slot = graph.slotOf(ordinal, course.index - firstCourse);
      return slot === undefined ? undefined : tell(ordinal * SLOTS_PER_LEARNER + slot, now, course, learner);
    },
  };
}
