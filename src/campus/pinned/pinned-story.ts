import type { Course } from '../course.ts';
import type { EnrolmentState, EnrolmentStatus } from '../enrolment.ts';
import { gradeRatioOf, pointsOf } from '../grading.ts';
import { below, draw } from '../hash.ts';
import { hasBegun, impliedState, isOver } from './implied-state.ts';
import { DAY_US } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { PinnedEnrolment } from './pinned-facts.ts';

/** The final state of a pinned enrolment, with defaults for members that the fixture leaves out. */
export type PinnedStory = Omit<EnrolmentStatus, 'updatedAt'>;

type Dates = Pick<PinnedStory, 'enrolledAt' | 'startedAt' | 'lastViewedAt' | 'firstPassedAt' | 'completedAt'>;

const TRAIT = { weeksBefore: 0, undatedDay: 1, grade: 2 } as const;
// An enrolment without dates is in the year before the seeded calendar begins.
const UNDATED_FROM: Instant = Date.UTC(2022, 8, 1) * 1_000;

/**
 * Completes a pinned enrolment.
 *
 * A missing state is implied by the other members (see `impliedStateOf`). A missing instant of enrolment is one to four
 * weeks before the earliest known instant, a missing start within a day after the enrolment.
 */
export function pinnedStoryOf(facts: PinnedEnrolment, course: Course, hash: number): PinnedStory {
  const state = impliedState(facts, course.passRatio);
  const gradeRatio = facts.gradeRatio === undefined ? impliedGrade(facts, state, course, hash) : facts.gradeRatio;
  const onPoints = gradeRatio !== null && course.gradingScale === 'zero-to-five';
  return {
    state,
    progressRatio: facts.progressRatio ?? (isOver(state) ? 1 : state === 'in-progress' ? 0.5 : 0),
    gradeRatio,
    gradePoints: facts.gradePoints ?? (onPoints ? pointsOf(gradeRatio, course) : null),
    attemptCount: facts.attemptCount ?? (gradeRatio === null && facts.gradePoints === undefined ? 0 : 1),
    ...datesOf(facts, state, hash),
  };
}

function impliedGrade(facts: PinnedEnrolment, state: EnrolmentState, course: Course, hash: number): number | null {
  if (facts.gradePoints !== undefined) return gradeRatioOf(facts.gradePoints, course) ?? null;
  if (!course.isScored || !isOver(state) || facts.attemptCount === 0) return null;
  const passPercent = Math.round(course.passRatio * 100);
  const drawn = draw(hash, TRAIT.grade);
  return (state === 'passed' ? passPercent + below(drawn, 101 - passPercent) : below(drawn, passPercent)) / 100;
}

function datesOf(facts: PinnedEnrolment, state: EnrolmentState, hash: number): Dates {
  const { startedAt, lastViewedAt, firstPassedAt, completedAt } = facts;
  const known = [startedAt, lastViewedAt, firstPassedAt, completedAt].filter((instant) => instant !== undefined);
  const enrolledAt =
    facts.enrolledAt ?? (known.length === 0 ? undatedAt(hash) : Math.min(...known) - weeksBefore(hash));
  if (state === 'enrolled' || (state === 'withdrawn' && !hasBegun(facts))) return { enrolledAt };

  const begunAt = startedAt ?? Math.floor((enrolledAt + Math.min(enrolledAt + 2 * DAY_US, ...known)) / 2);
  if (!isOver(state)) {
    return {
      enrolledAt,
      startedAt: begunAt,
      lastViewedAt: lastViewedAt ?? firstPassedAt ?? begunAt,
      ...passing(firstPassedAt),
    };
  }
  const latestKnown = known.length === 0 ? begunAt + 30 * DAY_US : Math.max(begunAt, ...known);
  const endedAt = completedAt ?? (state === 'passed' ? firstPassedAt : undefined) ?? latestKnown;
  return {
    enrolledAt,
    startedAt: begunAt,
    lastViewedAt: lastViewedAt ?? endedAt,
    ...passing(firstPassedAt ?? (state === 'passed' ? endedAt : undefined)),
    completedAt: endedAt,
  };
}

function passing(firstPassedAt: Instant | undefined): Pick<Dates, 'firstPassedAt'> {
  return firstPassedAt === undefined ? {} : { firstPassedAt };
}

function weeksBefore(hash: number): number {
  return (7 + below(draw(hash, TRAIT.weeksBefore), 22)) * DAY_US;
}

function undatedAt(hash: number): Instant {
  return UNDATED_FROM + below(draw(hash, TRAIT.undatedDay), 365) * DAY_US;
}
