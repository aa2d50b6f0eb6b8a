import type { Course } from '../course.ts';
import { endingOf } from './ending.ts';
import type { Ending } from './ending.ts';
import type { Enrolment, EnrolmentState } from '../enrolment.ts';
import { pointsOf } from '../grading.ts';
import type { Instant } from '../instant.ts';
import type { Learner } from '../learner.ts';
import type { Plot } from './plot.ts';
import { lastStepBy, progressBy, startedAtOf, trialAtOf, trialPercentOf, withdrawnAtOf } from './timeline.ts';
import { passPercentOf } from './timeline-traits.ts';
import type { TimelineInputs } from './timeline-traits.ts';

/** The inputs of a seeded enrolment. */
export interface SeededEnrolmentFacts extends TimelineInputs {
  readonly index: number;
  readonly learner: Learner;
  readonly course: Course;
}

/**
 * An enrolment at one moment of its timeline, at or after its creation. Members are computed when they are read, because
 * a list of a million reads few of each.
 */
export class SeededEnrolment implements Enrolment, TimelineInputs {
  readonly index: number;
  readonly learner: Learner;
  readonly course: Course;
  readonly hash: number;
  readonly plot: Plot;
  readonly enrolledAt: Instant;
  readonly #now: Instant;
  #ending: Ending | undefined;

  constructor(facts: SeededEnrolmentFacts, now: Instant) {
    this.index = facts.index;
    this.learner = facts.learner;
    this.course = facts.course;
    this.hash = facts.hash;
    this.plot = facts.plot;
    this.enrolledAt = facts.enrolledAt;
    this.#now = now;
  }

  get isWithdrawn(): boolean {
    return withdrawnAtOf(this) <= this.#now;
  }

  get state(): EnrolmentState {
    if (this.isWithdrawn) return 'withdrawn';
    if (!this.#hasBegun()) return 'enrolled';
    if (this.completedAt === undefined) return 'in-progress';
    return this.#percent() < passPercentOf(this.course) ? 'failed' : 'passed';
  }

  get progressRatio(): number {
    return progressBy(this, this.#moment());
  }

  get gradeRatio(): number | null {
    return this.attemptCount === 0 ? null : this.#percent() / 100;
  }

  get gradePoints(): number | null {
    const { course, gradeRatio } = this;
    return gradeRatio === null || course.gradingScale !== 'zero-to-five' ? null : pointsOf(gradeRatio, course);
  }

  get attemptCount(): number {
    if (!this.course.isScored || !this.#hasBegun()) return 0;
    const moment = this.#moment();
    const { examAt, resitAt, retakenAt } = this.#drawnEnding();
    const last = Number(examAt <= moment) + Number(resitAt <= moment) + Number(retakenAt <= moment);
    return last + Number(trialAtOf(this) <= moment);
  }

  get startedAt(): Instant | undefined {
    return this.#hasBegun() ? startedAtOf(this) : undefined;
  }

  get lastViewedAt(): Instant | undefined {
    if (!this.#hasBegun()) return undefined;
    const { examAt, resitAt, retakenAt, revisitedAt } = this.#drawnEnding();
    let latest = lastStepBy(this, this.#moment());
    latest = this.#later(latest, trialAtOf(this));
    latest = this.#later(latest, examAt);
    latest = this.#later(latest, resitAt);
    latest = this.#later(latest, retakenAt);
    return this.#later(latest, revisitedAt);
  }

  get firstPassedAt(): Instant | undefined {
    if (!this.#hasBegun()) return undefined;
    const { examAt, examPercent, resitAt, resitPercent } = this.#drawnEnding();
    const passPercent = passPercentOf(this.course);
    // A course is reopened only after a pass, so a retake is never the first pass.
    if (examAt <= this.#moment() && examPercent >= passPercent) return examAt;
    return resitAt <= this.#moment() && resitPercent >= passPercent ? resitAt : undefined;
  }

  get completedAt(): Instant | undefined {
    if (this.isWithdrawn) return undefined;
    const moment = this.#moment();
    const { examAt, resitAt, reopenedAt, retakenAt } = this.#drawnEnding();
    if (retakenAt <= moment) return retakenAt;
    if (reopenedAt <= moment) return undefined;
    if (resitAt <= moment) return resitAt;
    return examAt <= moment ? examAt : undefined;
  }

  get updatedAt(): Instant {
    if (this.isWithdrawn) return this.#moment();
    return this.#later(this.lastViewedAt ?? this.enrolledAt, this.#drawnEnding().reopenedAt);
  }

  /** Now, or the withdrawal: later events do not happen. */
  #moment(): Instant {
    return Math.min(this.#now, withdrawnAtOf(this));
  }

  #hasBegun(): boolean {
    return startedAtOf(this) <= this.#moment();
  }

  #drawnEnding(): Ending {
    return (this.#ending ??= endingOf(this));
  }

  /** The grade of the last attempt, or its rest after a reopening, in hundredths; 0 before the first attempt. */
  #percent(): number {
    const moment = this.#moment();
    const ending = this.#drawnEnding();
    if (ending.retakenAt <= moment) return ending.retakenPercent;
    if (ending.reopenedAt <= moment) return ending.reopenedPercent;
    if (ending.resitAt <= moment) return ending.resitPercent;
    if (ending.examAt <= moment) return ending.examPercent;
    return trialAtOf(this) <= moment ? trialPercentOf(this) : 0;
  }

  /** The later of two instants that has been reached. */
  #later(latest: Instant, next: Instant): Instant {
    return next > latest && next <= this.#moment() ? next : latest;
  }
}
