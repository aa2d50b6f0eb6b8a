import type { ApiName } from '../../apis/names.ts';
import type { Truths } from '../../apis/truth.ts';
import type { AwkwardLabel } from '../../campus/names/awkward.ts';
import type { Campus } from '../../campus/campus.ts';
import type { Course } from '../../campus/course.ts';
import type { Enrolment, EnrolmentState } from '../../campus/enrolment.ts';
import { formatInstant } from '../../campus/instant.ts';
import type { Learner } from '../../campus/learner.ts';

/** The ids under which an API knows a thing. */
type Ids<A extends ApiName, K extends keyof Truths[A]> = Truths[A][K] extends (...of: never) => infer R ? R : never;

/** A learner, for a person or a program that looks for one. */
export interface LearnerEntity {
  readonly index: number;
  readonly username: string;
  readonly fullName: string;
  readonly email: string;
  /** BCP 47. */
  readonly locale: string;
  /** The department's code. */
  readonly department: string;
  /** Why the learner is awkward; absent for everyone else. */
  readonly label?: AwkwardLabel;
  readonly ids: { readonly [A in ApiName]: Ids<A, 'learnerIds'> };
}

export interface CourseEntity extends Pick<
  Course,
  'index' | 'key' | 'slug' | 'code' | 'title' | 'language' | 'gradingScale' | 'isScored' | 'passRatio'
> {
  readonly ids: { readonly [A in ApiName]: Ids<A, 'courseIds'> };
}

/** A learner in a course, with the ids of all three. Instants are ISO 8601 in UTC, with microseconds. */
export interface EnrolmentEntity extends Pick<
  Enrolment,
  'index' | 'progressRatio' | 'gradeRatio' | 'gradePoints' | 'attemptCount'
> {
  readonly state: EnrolmentState;
  readonly username: string;
  readonly fullName: string;
  readonly courseKey: string;
  readonly courseTitle: string;
  readonly label?: AwkwardLabel;
  readonly enrolledAt: string;
  readonly startedAt?: string;
  readonly lastViewedAt?: string;
  readonly firstPassedAt?: string;
  readonly completedAt?: string;
  readonly updatedAt: string;
  /** Those of the learner, of the course, and of the one in the other where the API has one. */
  readonly ids: { readonly [A in ApiName]: Ids<A, 'learnerIds'> & Ids<A, 'courseIds'> } & {
    readonly [A in 'stackone' | 'helsinki']: Ids<A, 'enrolmentIds'>;
  };
}

/** Shows what the campus composes, under the names that each API has for it. */
export interface Entities {
  learner(learner: Learner): LearnerEntity;
  course(course: Course): CourseEntity;
  enrolment(enrolment: Enrolment): EnrolmentEntity;
}

export function createEntities(campus: Campus, truths: Truths): Entities {
  return {
    learner(learner) {
      const { index, username, fullName, email, locale, departmentIndex, label } = learner;
      return {
        index,
        username,
        fullName,
        email,
        locale,
        department: campus.department(departmentIndex).code,
        ...(label === undefined ? {} : { label }),
        ids: {
          moocit: truths.moocit.learnerIds(learner),
          stackone: truths.stackone.learnerIds(learner),
          ispring: truths.ispring.learnerIds(learner),
          helsinki: truths.helsinki.learnerIds(learner),
        },
      };
    },
    course(course) {
      const { index, key, slug, code, title, language, gradingScale, isScored, passRatio } = course;
      return {
        index,
        key,
        slug,
        code,
        title,
        language,
        gradingScale,
        isScored,
        passRatio,
        ids: {
          moocit: truths.moocit.courseIds(course),
          stackone: truths.stackone.courseIds(course),
          ispring: truths.ispring.courseIds(course),
          helsinki: truths.helsinki.courseIds(course),
        },
      };
    },
    enrolment(enrolment) {
      const { learner, course, index, state, progressRatio, gradeRatio, gradePoints, attemptCount } = enrolment;
      return {
        index,
        username: learner.username,
        fullName: learner.fullName,
        courseKey: course.key,
        courseTitle: course.title,
        state,
        progressRatio,
        gradeRatio,
        gradePoints,
        attemptCount,
        enrolledAt: formatInstant(enrolment.enrolledAt),
        ...instantsOf(enrolment),
        updatedAt: formatInstant(enrolment.updatedAt),
        ...(learner.label === undefined ? {} : { label: learner.label }),
        ids: {
          moocit: { ...truths.moocit.learnerIds(learner), ...truths.moocit.courseIds(course) },
          stackone: {
            ...truths.stackone.learnerIds(learner),
            ...truths.stackone.courseIds(course),
            ...truths.stackone.enrolmentIds(enrolment),
          },
          ispring: { ...truths.ispring.learnerIds(learner), ...truths.ispring.courseIds(course) },
          helsinki: {
            ...truths.helsinki.learnerIds(learner),
            ...truths.helsinki.courseIds(course),
            ...truths.helsinki.enrolmentIds(enrolment),
          },
        },
      };
    },
  };
}

/** The instants that an enrolment need not have. */
function instantsOf(
  enrolment: Enrolment,
): Pick<EnrolmentEntity, 'startedAt' | 'lastViewedAt' | 'firstPassedAt' | 'completedAt'> {
  const { startedAt, lastViewedAt, firstPassedAt, completedAt } = enrolment;
  return {
    ...(startedAt === undefined ? {} : { startedAt: formatInstant(startedAt) }),
    ...(lastViewedAt === undefined ? {} : { lastViewedAt: formatInstant(lastViewedAt) }),
    ...(firstPassedAt === undefined ? {} : { firstPassedAt: formatInstant(firstPassedAt) }),
    ...(completedAt === undefined ? {} : { completedAt: formatInstant(completedAt) }),
  };
}
