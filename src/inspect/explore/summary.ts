import type { Campus } from '../../campus/campus.ts';
import type { EnrolmentState } from '../../campus/enrolment.ts';
import { formatInstant } from '../../campus/instant.ts';

/** The numbers of a campus. */
export interface CampusSummary {
  readonly seed: number;
  /** ISO 8601 in UTC, with microseconds. */
  readonly now: string;
  readonly learners: number;
  readonly courses: number;
  readonly departments: number;
  readonly enrolments: {
    readonly total: number;
    readonly byState: Readonly<Record<EnrolmentState, number>>;
    /** Whether only a sample of the learners was counted, and the numbers are scaled up from it. */
    readonly isEstimated: boolean;
  };
}

/** Maximum number of counted learners, which takes about a tenth of a second. */
const COUNTED_LEARNERS = 50_000;
const STEP_LEARNERS = 256;

/** Counts a campus in steps. */
export function* summarySteps(campus: Campus): Generator<void, CampusSummary> {
  const { seed, now, learnerCount, courseCount, departmentCount } = campus;
  const step = Math.max(1, learnerCount / COUNTED_LEARNERS);
  const byState = { enrolled: 0, 'in-progress': 0, passed: 0, failed: 0, withdrawn: 0 };
  let counted = 0;
  for (let place = 0; place < learnerCount; place += step) {
    for (const { state } of campus.enrolmentsOfLearner(campus.learner(Math.floor(place)))) byState[state] += 1;
    counted += 1;
    if (counted % STEP_LEARNERS === 0) yield;
  }
  const scale = counted === 0 ? 0 : learnerCount / counted;
  const scaled = {
    enrolled: Math.round(byState.enrolled * scale),
    'in-progress': Math.round(byState['in-progress'] * scale),
    passed: Math.round(byState.passed * scale),
    failed: Math.round(byState.failed * scale),
    withdrawn: Math.round(byState.withdrawn * scale),
  };
  return {
    seed,
    now: formatInstant(now),
    learners: learnerCount,
    courses: courseCount,
    departments: departmentCount,
    enrolments: {
      total: Object.values(scaled).reduce((sum, count) => sum + count, 0),
      byState: scaled,
      isEstimated: counted < learnerCount,
    },
  };
}
