import type { Campus } from '../../campus/campus.ts';
import type { Course } from '../../campus/course.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import { formatInstant } from '../../campus/instant.ts';
import type { Learner } from '../../campus/learner.ts';
import { walkOver } from '../../walk.ts';
import type { Walk } from '../../walk.ts';
import type { HelsinkiFacts } from './auth.ts';
import { createModules } from './modules.ts';

/** A completion in the study registry. It has no progress. */
export interface HelsinkiTruthRow {
  /** The id of the completion. */
  readonly id: string;
  readonly person: { readonly id: string; readonly email: string };
  /** A row doesn't contain the course. The client knows it from its request. */
  readonly course: { readonly id: string };
  readonly passed: boolean;
  readonly grade: { readonly scale: 'sis-0-5' | 'sis-hyv-hyl'; readonly value: number };
  /** In microseconds. */
  readonly completedAt: string | null;
}

/** Helsinki's ids, and the records that a correct client must have in the end. Reads the campus, not the projection. */
export interface HelsinkiTruth {
  learnerIds(learner: Learner): { readonly userId: string };
  courseIds(course: Course): {
    readonly courseId: string;
    readonly slug: string;
    readonly code: string;
    /** The default module first. */
    readonly moduleIds: readonly string[];
  };
  /** Also exists before the completion. */
  enrolmentIds(enrolment: Enrolment): { readonly completionId: string };
  learnerIndexOf(id: string): number | undefined;
  courseIndexOf(id: string): number | undefined;
  /**
   * Includes registered completions, because only a parameter leaves them out, and those of all modules, for any variant,
   * because a request by slug returns them.
   */
  rows(persona: string): Walk<HelsinkiTruthRow>;
}

export function createTruth(campus: Campus, { personas }: HelsinkiFacts): HelsinkiTruth {
  const courses = campus.idSpace('helsinki.courseId', { of: 'course', format: 'uuid' });
  const completions = campus.idSpace('helsinki.completionId', { of: 'enrolment', format: 'uuid' });
  const modules = createModules(campus);
  const users = campus.idSpace('helsinki.userId', { of: 'learner', format: 'uuid' });

  function rowOf({ index, learner, course, state, gradePoints, completedAt }: Enrolment): HelsinkiTruthRow {
    const passed = state === 'passed';
    return {
      id: completions.idOf(index),
      person: { id: users.idOf(learner.index), email: learner.email },
      course: { id: courses.idOf(course.index) },
      passed,
      grade:
        gradePoints === null
          ? { scale: 'sis-hyv-hyl', value: passed ? 1 : 0 }
          : { scale: 'sis-0-5', value: gradePoints },
      completedAt: completedAt === undefined ? null : formatInstant(completedAt),
    };
  }

  return {
    learnerIds: ({ index }) => ({ userId: users.idOf(index) }),
    courseIds: (course) => ({
      courseId: courses.idOf(course.index),
      slug: course.slug,
      code: course.code,
      moduleIds: modules.idsOf(course),
    }),
    enrolmentIds: ({ index }) => ({ completionId: completions.idOf(index) }),
    learnerIndexOf: users.indexOf,
    courseIndexOf: courses.indexOf,
    rows(persona) {
      if (personas[persona] === undefined) return walkOver([]);
      return campus
        .enrolments()
        .collect((one) => (one.state === 'passed' || one.state === 'failed' ? rowOf(one) : undefined));
    },
  };
}
