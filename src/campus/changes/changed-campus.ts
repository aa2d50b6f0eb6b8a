import { joined, walkOver } from '../../walk.ts';
import type { Walk } from '../../walk.ts';
import type { Campus } from '../campus.ts';
import { enrolmentWith } from '../enrolment.ts';
import type { Enrolment } from '../enrolment.ts';
import type { ChangedEnrolment, EnrolmentChanges } from './enrolment-changes.ts';

/**
 * A campus with changes, to which more can be added. Changed records come last in a list, and no longer follow
 * the clock: they stay as they were written.
 */
export function changedCampus(base: Campus, changes: EnrolmentChanges): Campus {
  function enrolmentOf({ index, learnerIndex, courseIndex, status }: ChangedEnrolment): Enrolment {
    const [learner, course] = [base.learner(learnerIndex), base.course(courseIndex)];
    return enrolmentWith(status, { index, learner, course, ids: base.enrolment(index)?.ids, as: undefined });
  }

  function over(enrolments: Walk<Enrolment>, changed: readonly ChangedEnrolment[]): Walk<Enrolment> {
    if (changed.length === 0) return enrolments;
    const unchanged = enrolments.collect((one) => (changes.at(one.index) === undefined ? one : undefined));
    return joined([unchanged, walkOver(changed.map(enrolmentOf))]);
  }

  function enrolment(index: number): Enrolment | undefined {
    const changed = changes.at(index);
    return changed === undefined ? base.enrolment(index) : enrolmentOf(changed);
  }

  return {
    ...base,
    get enrolmentCount() {
      return base.enrolmentCount + changes.addedCount;
    },
    at: (now) => changedCampus(base.at(now), changes),
    enrolments: () => over(base.enrolments(), changes.all()),
    enrolmentsOfCourse: (course) => over(base.enrolmentsOfCourse(course), changes.ofCourse(course.index)),
    enrolmentsOfLearner: (learner) => over(base.enrolmentsOfLearner(learner), changes.ofLearner(learner.index)),
    enrolment,
    enrolmentOf(learner, course) {
      const changed = changes.ofLearner(learner.index).find(({ courseIndex }) => courseIndex === course.index);
      return changed === undefined ? base.enrolmentOf(learner, course) : enrolmentOf(changed);
    },
  };
}
