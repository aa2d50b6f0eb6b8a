import type { Ending } from './ending.ts';
import type { Enrolment } from './enrolment.ts';
import { pointsOf } from './grading.ts';
import type { Instant } from './instant.ts';
import type { Timeline } from './timeline.ts';
import { passPercentOf } from './timeline-traits.ts';

/** Who takes what, and the number of that. */
type Who = Pick<Enrolment, 'index' | 'learner' | 'course'>;

/** An enrolment at one moment of its timeline; it must have been made by then. */
export function seededEnrolmentOf(who: Who, timeline: Timeline, now: Instant): Enrolment {
  // Whatever was to come after a withdrawal doesn't.
  const moment = Math.min(now, timeline.withdrawnAt);
  return timeline.startedAt > moment ? untouched(who, timeline, now) : begun(who, timeline, now, moment);
}

function untouched({ index, learner, course }: Who, { enrolledAt, withdrawnAt }: Timeline, now: Instant): Enrolment {
  const isWithdrawn = withdrawnAt <= now;
  return {
    index,
    learner,
    course,
    state: isWithdrawn ? 'withdrawn' : 'enrolled',
    progressRatio: 0,
    gradeRatio: null,
    gradePoints: null,
    attemptCount: 0,
    enrolledAt,
    updatedAt: isWithdrawn ? withdrawnAt : enrolledAt,
  };
}

function begun({ index, learner, course }: Who, timeline: Timeline, now: Instant, moment: Instant): Enrolment {
  const { enrolledAt, startedAt, withdrawnAt, ending } = timeline;
  const isWithdrawn = withdrawnAt <= now;
  const passPercent = passPercentOf(course);
  const percent = percentOf(timeline, moment);
  const completedAt = isWithdrawn ? undefined : completionOf(ending, moment);
  const firstPassedAt = firstPassOf(ending, passPercent, moment);
  const lastViewedAt = lastViewOf(timeline, moment);
  const attemptCount = course.isScored ? attemptsOf(timeline, moment) : 0;
  const gradeRatio = attemptCount === 0 ? null : percent / 100;
  const told: Enrolment = {
    index,
    learner,
    course,
    state: isWithdrawn
      ? 'withdrawn'
      : completedAt === undefined
        ? 'in-progress'
        : percent < passPercent
          ? 'failed'
          : 'passed',
    progressRatio: progressOf(timeline, moment),
    gradeRatio,
    gradePoints: gradeRatio === null || course.gradingScale !== 'zero-to-five' ? null : pointsOf(gradeRatio, course),
    attemptCount,
    enrolledAt,
    startedAt,
    lastViewedAt,
    updatedAt: isWithdrawn ? withdrawnAt : Math.max(lastViewedAt, ending.reopenedAt <= moment ? ending.reopenedAt : 0),
  };
  // Spread only where there is something to add: this is where a walk over a million of them spends its time.
  if (completedAt === undefined) return firstPassedAt === undefined ? told : { ...told, firstPassedAt };
  return firstPassedAt === undefined ? { ...told, completedAt } : { ...told, firstPassedAt, completedAt };
}

function completionOf({ examAt, resitAt, reopenedAt, retakenAt }: Ending, moment: Instant): Instant | undefined {
  if (retakenAt <= moment) return retakenAt;
  if (reopenedAt <= moment) return undefined;
  if (resitAt <= moment) return resitAt;
  return examAt <= moment ? examAt : undefined;
}

function firstPassOf(
  { examAt, examPercent, resitAt, resitPercent }: Ending,
  passPercent: number,
  moment: Instant,
): Instant | undefined {
  // A course is only opened again after a pass, so a retake is never the first.
  if (examAt <= moment && examPercent >= passPercent) return examAt;
  return resitAt <= moment && resitPercent >= passPercent ? resitAt : undefined;
}

/** The grade of the last attempt, or what a re-opening left of it, in hundredths; 0 before any. */
function percentOf({ ending, trialAt, trialPercent }: Timeline, moment: Instant): number {
  if (ending.retakenAt <= moment) return ending.retakenPercent;
  if (ending.reopenedAt <= moment) return ending.reopenedPercent;
  if (ending.resitAt <= moment) return ending.resitPercent;
  if (ending.examAt <= moment) return ending.examPercent;
  return trialAt <= moment ? trialPercent : 0;
}

function attemptsOf({ trialAt, ending: { examAt, resitAt, retakenAt } }: Timeline, moment: Instant): number {
  return Number(trialAt <= moment) + Number(examAt <= moment) + Number(resitAt <= moment) + Number(retakenAt <= moment);
}

function progressOf(timeline: Timeline, moment: Instant): number {
  const { stepCount, progressScale, ending } = timeline;
  const isReopened = ending.reopenedAt <= moment && ending.retakenAt > moment;
  const steps = isReopened ? ending.reopenedStep : stepsBy(timeline, moment);
  return Math.round((steps * progressScale) / stepCount) / progressScale;
}

function stepsBy({ startedAt, stepUs, stepsMade }: Timeline, moment: Instant): number {
  return Math.min(stepsMade, Math.floor((moment - startedAt) / stepUs));
}

function lastViewOf(timeline: Timeline, moment: Instant): Instant {
  const { startedAt, stepUs, trialAt, ending } = timeline;
  let latest = startedAt + stepsBy(timeline, moment) * stepUs;
  if (trialAt <= moment && trialAt > latest) latest = trialAt;
  if (ending.examAt <= moment && ending.examAt > latest) latest = ending.examAt;
  if (ending.resitAt <= moment && ending.resitAt > latest) latest = ending.resitAt;
  if (ending.retakenAt <= moment && ending.retakenAt > latest) latest = ending.retakenAt;
  return ending.revisitedAt <= moment && ending.revisitedAt > latest ? ending.revisitedAt : latest;
}
