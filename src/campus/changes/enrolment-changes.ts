import type { Campus } from '../campus.ts';
import type { Course } from '../course.ts';
import type { EnrolmentStatus } from '../enrolment.ts';
import type { Learner } from '../learner.ts';

/** An enrolment that a client has changed or added. */
export interface ChangedEnrolment {
  readonly index: number;
  readonly learnerIndex: number;
  readonly courseIndex: number;
  readonly status: EnrolmentStatus;
  /** The status to which a learner who was withdrawn can return. */
  readonly resumesAs?: EnrolmentStatus;
}

/** Enrolments that the clients of a session have changed or added, over those of the campus. */
export interface EnrolmentChanges {
  /** Number of enrolments that were ever added. Their indexes follow those of the campus. */
  readonly addedCount: number;
  /** All, in the order of their indexes. */
  all(): readonly ChangedEnrolment[];
  at(index: number): ChangedEnrolment | undefined;
  ofLearner(learnerIndex: number): readonly ChangedEnrolment[];
  ofCourse(courseIndex: number): readonly ChangedEnrolment[];
  /** The index of the enrolment of a learner in a course: the campus's own, or that of an added one, which stays reserved. */
  indexFor(learner: Learner, course: Course): number;
  set(changed: ChangedEnrolment): void;
  /** Removes a changed or added enrolment. */
  remove(index: number): void;
}

/** Makes the changes of a campus that has none yet. */
export function createEnrolmentChanges({ enrolmentCount, enrolmentIndexOf }: Campus): EnrolmentChanges {
  const byIndex = new Map<number, ChangedEnrolment>();
  const byLearner = new Map<number, Set<number>>();
  const byCourse = new Map<number, Set<number>>();
  /** Numbers of added enrolments, by learner and course. */
  const numbers = new Map<string, number>();

  function listed(indexes: Iterable<number>): readonly ChangedEnrolment[] {
    return [...indexes].toSorted((one, other) => one - other).flatMap((index) => byIndex.get(index) ?? []);
  }

  return {
    get addedCount() {
      return numbers.size;
    },
    all: () => listed(byIndex.keys()),
    at: (index) => byIndex.get(index),
    ofLearner: (learnerIndex) => listed(byLearner.get(learnerIndex) ?? []),
    ofCourse: (courseIndex) => listed(byCourse.get(courseIndex) ?? []),
    indexFor(learner, course) {
      const own = enrolmentIndexOf(learner, course);
      if (own !== undefined) return own;
      const key = `${learner.index} ${course.index}`;
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return enrolmentCount + number;
    },
    set(changed) {
      const { index, learnerIndex, courseIndex } = changed;
      byIndex.set(index, changed);
      byLearner.set(learnerIndex, (byLearner.get(learnerIndex) ?? new Set()).add(index));
      byCourse.set(courseIndex, (byCourse.get(courseIndex) ?? new Set()).add(index));
    },
    remove(index) {
      const changed = byIndex.get(index);
      if (changed === undefined) return;
      byIndex.delete(index);
      byLearner.get(changed.learnerIndex)?.delete(index);
      byCourse.get(changed.courseIndex)?.delete(index);
    },
  };
}
