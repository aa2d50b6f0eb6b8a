import type { Enrolment } from '../../../campus/enrolment.ts';
import type { IspringCompletionStatus } from '../contract-types.ts';
import type { Ids } from '../ids.ts';
import type { IspringChoices } from '../variants.ts';
import { completedAtOf, progressOf } from './status.ts';
import { dateTime } from './values.ts';

type Row = Readonly<Record<string, unknown>>;

/** Content without a score is complete, scored content is passed or failed. */
export function completionStatusOf({ state, course }: Enrolment): IspringCompletionStatus {
  switch (state) {
    case 'enrolled':
      return 'not_started';
    case 'in-progress':
      return 'in_progress';
    case 'passed':
      return course.isScored ? 'passed' : 'complete';
    case 'failed':
      return 'failed';
    case 'withdrawn':
      throw new Error('a learner who withdrew has no result');
  }
}

export function toLearnerResult(enrolment: Enrolment, ids: Ids, choices: IspringChoices): Row {
  const { learner, course } = enrolment;
  return {
    userId: ids.user.idOf(learner.index),
    courseId: ids.content.idOf(course.index),
    courseTitle: course.title,
    ...resultOf(enrolment, ids, choices),
  };
}

/** A course has one module, so its result is that of the course (assumed). */
export function toModuleResult(enrolment: Enrolment, ids: Ids, choices: IspringChoices): Row {
  const { learner, course } = enrolment;
  return {
    userId: ids.user.idOf(learner.index),
    courseId: ids.content.idOf(course.index),
    moduleId: ids.module.idOf(course.index),
    moduleTitle: course.title,
    courseItemId: ids.courseItem.idOf(course.index),
    ...resultOf(enrolment, ids, choices),
  };
}

/** The campus has no time spent and no views. They are one hour for each day and one view for each attempt (assumed). */
function resultOf(enrolment: Enrolment, ids: Ids, choices: IspringChoices): Row {
  const { index, course, enrolledAt, startedAt, lastViewedAt, gradeRatio, attemptCount } = enrolment;
  const completedAt = completedAtOf(enrolment, choices);
  const endedAt = enrolment.completedAt ?? lastViewedAt;
  return {
    enrollmentId: ids.enrollment.idOf(index),
    accessDate: dateTime(enrolledAt),
    ...(completedAt === undefined ? {} : { completionDate: dateTime(completedAt) }),
    timeSpent: startedAt === undefined || endedAt === undefined ? 0 : secondsSpent(endedAt - startedAt),
    completionStatus: completionStatusOf(enrolment),
    ...(gradeRatio === null ? {} : { awardedScore: percentOf(gradeRatio) }),
    ...(course.isScored ? { passingScore: percentOf(course.passRatio) } : {}),
    progress: progressOf(enrolment, choices),
    isOverdue: false,
    viewsCount: lastViewedAt === undefined ? 0 : Math.max(1, attemptCount),
  };
}

function secondsSpent(microseconds: number): number {
  return Math.max(0, Math.floor(microseconds / 24e6));
}

function percentOf(ratio: number): number {
  return Math.round(ratio * 100);
}
