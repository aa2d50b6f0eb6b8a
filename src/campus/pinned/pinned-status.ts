import type { Instant } from '../instant.ts';
import type { PinnedStory } from './pinned-story.ts';
import type { EnrolmentStatus } from '../enrolment.ts';

const NOT_BEGUN = {
  state: 'enrolled',
  progressRatio: 0,
  gradeRatio: null,
  gradePoints: null,
  attemptCount: 0,
} as const;

/**
 * From when on state, progress, grade and spellings are those of the fixture: the completion, or else the
 * last view, or else the enrolment.
 */
export function toldFrom({ enrolledAt, lastViewedAt, completedAt }: PinnedStory): Instant {
  return completedAt ?? lastViewedAt ?? enrolledAt;
}

/**
 * What of a pinned enrolment has come to pass at a moment; undefined before it was made.
 *
 * Nobody wrote down how things stood before the story is told, so until then half of the progress is there,
 * and no grade.
 */
export function pinnedStatusOf(story: PinnedStory, now: Instant): EnrolmentStatus | undefined {
  const { enrolledAt, startedAt = enrolledAt, lastViewedAt, firstPassedAt, completedAt, ...outcome } = story;
  if (enrolledAt > now) return undefined;
  const hasPast = (instant: Instant | undefined): instant is Instant => instant !== undefined && instant <= now;
  const isTold = hasPast(toldFrom(story));
  const past = [enrolledAt, startedAt, lastViewedAt, firstPassedAt, completedAt].filter(hasPast);
  const updatedAt = Math.max(...past);
  if (story.startedAt === undefined || startedAt > now)
    return { ...(isTold ? outcome : NOT_BEGUN), enrolledAt, updatedAt };
  return {
    ...(isTold
      ? outcome
      : { ...NOT_BEGUN, state: 'in-progress', progressRatio: Math.floor(story.progressRatio * 50) / 100 }),
    enrolledAt,
    startedAt,
    lastViewedAt: hasPast(lastViewedAt) ? lastViewedAt : updatedAt,
    ...(hasPast(firstPassedAt) ? { firstPassedAt } : {}),
    ...(hasPast(completedAt) ? { completedAt } : {}),
    updatedAt,
  };
}
