import type { Enrolment } from '../../../campus/enrolment.ts';
import type { Ids } from '../ids.ts';
import type { IspringChoices } from '../variants.ts';
import { dateTime } from './values.ts';

/** Whether the list of final statuses has a row for an enrolment. */
export function isListed({ isWithdrawn, lastViewedAt }: Enrolment, { listed }: IspringChoices): boolean {
  return !isWithdrawn && (listed === 'enrolled' || lastViewedAt !== undefined);
}

/** The name of an enrolment's record in the API's truth. */
export function recordName({ learner, course }: Enrolment, ids: Ids): string {
  return `${ids.user.idOf(learner.index)} ${ids.content.idOf(course.index)}`;
}

/** A percentage without trailing zeros: 90.91, 20. */
export function progressOf({ progressRatio }: Enrolment, choices: IspringChoices): number {
  const percent = Math.round(progressRatio * 10_000) / 100;
  return choices.progress === 'integer' ? Math.trunc(percent) : percent;
}

/** When a course was completed, if it has a completion date. */
export function completedAtOf({ state, completedAt }: Enrolment, choices: IspringChoices): number | undefined {
  return choices['completion-date'] === 'passed' && state === 'failed' ? undefined : completedAt;
}

/**
 * A learner's status in a course. Only completed courses have `completionDate`, and only viewed ones `lastViewDate`. They
 * are never empty.
 */
export function toStatus(
  enrolment: Enrolment,
  userId: string,
  choices: IspringChoices,
): Readonly<Record<string, unknown>> {
  const { lastViewedAt } = enrolment;
  const completedAt = completedAtOf(enrolment, choices);
  return {
    userId,
    status: statusOf(enrolment),
    progress: progressOf(enrolment, choices),
    ...(completedAt === undefined ? {} : { completionDate: dateTime(completedAt) }),
    ...(lastViewedAt === undefined ? {} : { lastViewDate: dateTime(lastViewedAt) }),
    ...enrolment.as?.['ispring'],
  };
}

/** The words of the vendor's reports: content without a score is complete, scored content is passed or failed. */
function statusOf({ state, course }: Enrolment): string {
  switch (state) {
    case 'enrolled':
      return 'Not started';
    case 'in-progress':
      return 'In progress';
    case 'passed':
      return course.isScored ? 'Passed' : 'Complete';
    case 'failed':
      return 'Failed';
    case 'withdrawn':
      throw new Error('a learner who withdrew has no status');
  }
}
