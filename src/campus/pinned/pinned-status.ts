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
 * The instant from which state, progress, grade and spellings are those of the fixture: the completion, else the last
 * view, else the enrolment.
 */
export function completeFrom({ enrolledAt, lastViewedAt, completedAt }: PinnedStory): Instant {
  return completedAt ?? lastViewedAt ?? enrolledAt;
}

/**
 * The status of a pinned enrolment at a moment; undefined before the enrolment.
 *
 * The fixture has no earlier status, so before that instant the progress is half of the final one, without a grade.
 */
export function pinnedStatusOf(story: PinnedStory, now: Instant): EnrolmentStatus | undefined {
  const { enrolledAt, startedAt = enrolledAt, lastViewedAt, firstPassedAt, completedAt, ...outcome } = story;
  if (enrolledAt > now) return undefined;
  const hasPast = (instant: Instant | undefined): instant is Instant => instant !== undefined && instant <= now;
  const isComplete = hasPast(completeFrom(story));
  const past = [enrolledAt, startedAt, lastViewedAt, firstPassedAt, completedAt].filter(hasPast);
  const updatedAt = Math.max(...past);
  if (story.startedAt === undefined || startedAt > now)
    return { ...(isComplete ? outcome : NOT_BEGUN), enrolledAt, updatedAt };
  return {
    ...(isComplete
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
