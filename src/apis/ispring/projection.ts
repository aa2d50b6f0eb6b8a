import type { Enrolment } from '../../campus/enrolment.ts';
import { formatInstant } from '../../campus/instant.ts';
import type { IspringChoices } from './variants.ts';

/**
 * A learner's status in a course. Only completed courses have `completionDate`, and only viewed ones `lastViewDate`. They
 * are never empty. Progress is a percentage without trailing zeros: 90.91, 20.
 */
export function toStatus(
  enrolment: Enrolment,
  userId: string,
  choices: IspringChoices,
): Readonly<Record<string, unknown>> {
  const { progressRatio, completedAt, lastViewedAt } = enrolment;
  const isWithoutDate = choices['completion-date'] === 'passed' && enrolment.state === 'failed';
  const percent = Math.round(progressRatio * 10_000) / 100;
  return {
    userId,
    status: statusOf(enrolment),
    progress: choices.progress === 'integer' ? Math.trunc(percent) : percent,
    ...(completedAt === undefined || isWithoutDate ? {} : { completionDate: dateTime(completedAt) }),
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

/** Whole seconds, and the zone as a numeric offset, never Z. */
function dateTime(instant: number): string {
  return formatInstant(instant, { fractionDigits: 0, zone: '+00:00' });
}
