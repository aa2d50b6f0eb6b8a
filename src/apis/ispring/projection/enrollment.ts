import type { Enrolment } from '../../../campus/enrolment.ts';
import type { Ids } from '../ids.ts';
import { date } from './values.ts';

/** An enrolment. An administrator makes all of them, without a due date (assumed). */
export function toEnrollment(
  { index, course, learner, enrolledAt }: Enrolment,
  ids: Ids,
): Readonly<Record<string, unknown>> {
  return {
    enrollmentId: ids.enrollment.idOf(index),
    courseId: ids.content.idOf(course.index),
    learnerId: ids.user.idOf(learner.index),
    accessDate: date(enrolledAt),
    shouldLockAfterDueDate: false,
    enrollmentTypeGroup: 0,
  };
}
