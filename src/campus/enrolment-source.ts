import type { Course } from './course.ts';
import type { Enrolment } from './enrolment.ts';
import type { Instant } from './instant.ts';
import type { Learner } from './learner.ts';
import type { Walk } from '../walk.ts';

/** Enrolments, as they are at any moment. */
export interface EnrolmentSource {
  /** Whether there is ever an enrolment at this index. */
  exists(index: number): boolean;
  /** The index of the enrolment of a learner in a course, if there ever is one. */
  indexOf(learner: Learner, course: Course): number | undefined;
  /** Undefined if there is none, or none yet. */
  at(index: number, now: Instant): Enrolment | undefined;
  all(now: Instant): Walk<Enrolment>;
  ofCourse(course: Course, now: Instant): Walk<Enrolment>;
  ofLearner(learner: Learner, now: Instant): Walk<Enrolment>;
  of(learner: Learner, course: Course, now: Instant): Enrolment | undefined;
}
