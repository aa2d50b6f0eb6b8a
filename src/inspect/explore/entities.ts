import { eachApi } from '../../apis/index.ts';
import type { ApiName, Truths } from '../../apis/index.ts';
import type { Truth } from '../../apis/api-definition.ts';
import type { AwkwardLabel } from '../../campus/names/awkward.ts';
import type { Campus } from '../../campus/campus.ts';
import type { Course } from '../../campus/course.ts';
import type { Enrolment, EnrolmentState } from '../../campus/enrolment.ts';
import { formatInstant } from '../../campus/instant.ts';
import type { Learner } from '../../campus/learner.ts';

type Ids<A extends ApiName, K extends keyof Truth> = Truths[A][K] extends (...of: never) => infer R ? R : never;

/** The ids in each API. */
type LearnerIds = { readonly [A in ApiName]: Ids<A, 'learnerIds'> };
type CourseIds = { readonly [A in ApiName]: Ids<A, 'courseIds'> };
type OwnIds = { readonly [A in ApiName]: Ids<A, 'enrolmentIds'> };
type EnrolmentIds = LearnerIds & CourseIds & OwnIds;

/** The truths, typed so that the name of an API determines the type of its ids. */
type IdSources = {
  readonly [A in ApiName]: {
    learnerIds(learner: Learner): LearnerIds[A];
    courseIds(course: Course): CourseIds[A];
    enrolmentIds(enrolment: Enrolment): OwnIds[A];
  };
};

/** A learner as query results show it. */
export interface LearnerEntity {
  readonly index: number;
  readonly username: string;
  readonly fullName: string;
  readonly email: string;
  /** BCP 47. */
  readonly locale: string;
  /** The department's code. */
  readonly department: string;
  /** Why the learner is hard to handle; absent for ordinary learners. */
  readonly label?: AwkwardLabel;
  readonly ids: LearnerIds;
}

/** A course. */
export interface CourseEntity extends Pick<
  Course,
  'index' | 'key' | 'slug' | 'code' | 'title' | 'language' | 'gradingScale' | 'isScored' | 'passRatio'
> {
  readonly ids: CourseIds;
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
  /** The ids of the learner, of the course, and of the enrolment if the API has any. */
  readonly ids: EnrolmentIds;
}

/** Converts learners, courses and enrolments of the campus to entities with their ids in each API. */
export interface Entities {
  learner(learner: Learner): LearnerEntity;
  course(course: Course): CourseEntity;
  enrolment(enrolment: Enrolment): EnrolmentEntity;
}

export function createEntities(campus: Campus, truths: Truths): Entities {
  const sources: IdSources = truths;
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
        ids: eachApi<LearnerIds>((name) => sources[name].learnerIds(learner)),
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
        ids: eachApi<CourseIds>((name) => sources[name].courseIds(course)),
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
        ids: eachApi<EnrolmentIds>((name) => idsOf(sources[name], enrolment)),
      };
    },
  };
}

/** The ids of an enrolment, of its learner and of its course. */
function idsOf<A extends ApiName>(source: IdSources[A], enrolment: Enrolment): EnrolmentIds[A] {
  const { learner, course } = enrolment;
  const ids = Object.assign({}, source.learnerIds(learner), source.courseIds(course), source.enrolmentIds(enrolment));
  // The compiler doesn't see that a part of an intersection is the intersection of the parts.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return ids as EnrolmentIds[A];
}

/** The optional instants of an enrolment. */
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
