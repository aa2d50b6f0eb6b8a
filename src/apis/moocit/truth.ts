import type { Campus } from '../../campus/campus.ts';
import type { Course } from '../../campus/course.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import { formatInstant } from '../../campus/instant.ts';
import type { Learner } from '../../campus/learner.ts';
import { walkOver } from '../../walk.ts';
import type { Walk } from '../../walk.ts';
import type { MoocitFacts } from './auth.ts';

/** A learner in a course in both lists together. */
export interface MoocitTruthRow {
  readonly person: { readonly id: string; readonly email: string };
  readonly course: { readonly id: string };
  /** Null without a grade. */
  readonly passed: boolean | null;
  /** In hundredths. */
  readonly progressRatio: number;
  /** In hundredths of 1. */
  readonly grade: { readonly scale: 'ratio'; readonly value: number } | null;
  /** In microseconds. Stays when a grade drops after a pass. The lists don't have the time of completion. */
  readonly firstPassedAt: string | null;
}

/** MOOCit's ids, and the records that a correct client must have in the end. Reads the campus, not the projection. */
export interface MoocitTruth {
  learnerIds(learner: Learner): { readonly username: string };
  courseIds(course: Course): { readonly courseKey: string };
  /** There are none. */
  enrolmentIds(): object;
  learnerIndexOf(id: string): number | undefined;
  courseIndexOf(id: string): number | undefined;
  /** Empty if the persona may not read. */
  rows(persona: string): Walk<MoocitTruthRow>;
}

export function createTruth(campus: Campus, { personas }: MoocitFacts): MoocitTruth {
  return {
    learnerIds: ({ username }) => ({ username }),
    courseIds: ({ key }) => ({ courseKey: key }),
    enrolmentIds: () => ({}),
    learnerIndexOf: (username) => campus.learnerByUsername(username)?.index,
    courseIndexOf: (key) => campus.courseByKey(key)?.index,
    rows(persona) {
      if (personas[persona]?.mayRead !== true) return walkOver([]);
      return campus.enrolments().collect((one) => (one.state === 'withdrawn' ? undefined : rowOf(one)));
    },
  };
}

function rowOf({ learner, course, progressRatio, gradeRatio, firstPassedAt }: Enrolment): MoocitTruthRow {
  return {
    person: { id: learner.username, email: learner.email },
    course: { id: course.key },
    passed: gradeRatio === null ? null : gradeRatio >= course.passRatio,
    progressRatio: Number(progressRatio.toFixed(2)),
    grade: gradeRatio === null ? null : { scale: 'ratio', value: Number(gradeRatio.toFixed(2)) },
    // The timestamp is in the list of grades, which has only learners with a grade.
    firstPassedAt: firstPassedAt === undefined || gradeRatio === null ? null : formatInstant(firstPassedAt),
  };
}
