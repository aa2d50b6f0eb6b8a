import type { Course } from './course.ts';
import type { Courses } from './courses.ts';
import type { EnrolmentSource } from './enrolment-source.ts';
import { SLOTS_PER_LEARNER } from './seeded/enrolment-graph.ts';
import type { Learner } from './learner.ts';
import { SEEDED_LEARNERS_MAX } from './learners.ts';
import type { Learners } from './learners.ts';
import { createNumbering } from './ids/numbering.ts';
import type { Numbering } from './ids/numbering.ts';
import { createPinnedEnrolments } from './pinned/pinned-enrolments.ts';
import type { PinnedEnrolment } from './pinned/pinned-facts.ts';
import { createSeededEnrolments } from './seeded/seeded-enrolments.ts';
import { joined } from '../walk.ts';

/** Pinned and seeded enrolments together, pinned ones first. */
export interface Enrolments extends EnrolmentSource {
  readonly numbering: Numbering;
}

/** The inputs of the enrolments. */
export interface EnrolmentsOptions {
  readonly seed: number;
  readonly pinned: readonly PinnedEnrolment[];
  readonly learners: Learners;
  readonly courses: Courses;
}

/**
 * Combines pinned and seeded enrolments. They never mix: a pinned course has only its pinned learners, and a pinned
 * learner has only pinned courses.
 */
export function createEnrolments({ seed, pinned, learners, courses }: EnrolmentsOptions): Enrolments {
  const numbering = createNumbering({
    pinned: pinned.length,
    seeded: learners.numbering.seededCount * SLOTS_PER_LEARNER,
    capacity: SEEDED_LEARNERS_MAX * SLOTS_PER_LEARNER,
    canGrow: true,
  });
  const ofPinned = createPinnedEnrolments({ seed, pinned, learners, courses });
  const ofSeeded = createSeededEnrolments({ seed, learners, courses, firstIndex: pinned.length });
  const isPinnedLearner = (learner: Learner): boolean => learner.index < learners.numbering.pinnedCount;
  const isPinnedCourse = (course: Course): boolean => course.index < courses.numbering.pinnedCount;

  return {
    numbering,
    exists: (index) => index >= numbering.count || (index < pinned.length ? ofPinned : ofSeeded).exists(index),
    indexOf(learner, course) {
      if (isPinnedLearner(learner) !== isPinnedCourse(course)) return undefined;
      return (isPinnedLearner(learner) ? ofPinned : ofSeeded).indexOf(learner, course);
    },
    at(index, now) {
      if (!Number.isInteger(index) || index < 0 || index >= numbering.count) return undefined;
      return (index < pinned.length ? ofPinned : ofSeeded).at(index, now);
    },
    all: (now) => joined([ofPinned.all(now), ofSeeded.all(now)]),
    ofCourse: (course, now) => (isPinnedCourse(course) ? ofPinned : ofSeeded).ofCourse(course, now),
    ofLearner: (learner, now) => (isPinnedLearner(learner) ? ofPinned : ofSeeded).ofLearner(learner, now),
    of(learner, course, now) {
      if (isPinnedLearner(learner) !== isPinnedCourse(course)) return undefined;
      return (isPinnedLearner(learner) ? ofPinned : ofSeeded).of(learner, course, now);
    },
  };
}
