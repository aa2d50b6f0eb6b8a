import type { Campus } from '../../../campus/campus.ts';
import type { Enrolment } from '../../../campus/enrolment.ts';
import type { Call } from '../../../engine/api.ts';
import { numberedPlaces, sortedPlaces } from '../../../engine/paging/places.ts';
import type { Places } from '../../../engine/paging/places.ts';
import type { IspringPersona } from '../auth.ts';
import type { GetAllEnrollmentsValues, GetEnrollmentPageValues } from '../contract-types.ts';
import { indexesIn, isContentId } from '../ids.ts';
import type { Ids } from '../ids.ts';
import { toEnrollment } from '../projection/enrollment.ts';
import { scopeOf } from '../scope.ts';
import type { Scope } from '../scope.ts';
import type { IspringChoices } from '../variants.ts';
import { answerAll, answerPage } from './answers.ts';
import type { ReadList } from './answers.ts';
import type { IspringHandlers } from './handlers.ts';

/** The enrolments that a caller requests. Absent ids don't filter. */
export interface EnrolmentFilter {
  readonly learnerIds: readonly string[] | undefined;
  readonly courseIds: readonly string[] | undefined;
  readonly enrollmentIds: readonly string[] | undefined;
}

/** A list of enrolments. It has no withdrawn ones, and none in content that the account can't have. */
export type EnrolmentList = Pick<ReadList<Enrolment>, 'places' | 'passes'> & { readonly scope: Scope };

/** Lists enrolments in the order of their indexes. Reads as few as the filters allow. */
export function createEnrolmentLists(
  campus: Campus,
  ids: Ids,
  choices: IspringChoices,
): (persona: IspringPersona, filter: EnrolmentFilter) => EnrolmentList {
  function placesOf(
    enrolments: ReadonlySet<number> | undefined,
    learners: ReadonlySet<number> | undefined,
  ): Places<Enrolment> {
    if (enrolments === undefined && learners === undefined)
      return numberedPlaces(campus.enrolmentCount, campus.enrolment);
    const found =
      enrolments === undefined
        ? [...(learners ?? [])].flatMap((index) => [...campus.enrolmentsOfLearner(campus.learner(index))])
        : [...enrolments].flatMap((index) => campus.enrolment(index) ?? []);
    return sortedPlaces(found, ({ index }) => index);
  }

  return (persona, { learnerIds, courseIds, enrollmentIds }) => {
    const scope = scopeOf(campus, persona);
    const learners = indexesIn(ids.user, learnerIds);
    const courses = indexesIn(ids.content, courseIds);
    const enrolments = indexesIn(ids.enrollment, enrollmentIds);
    return {
      places: placesOf(enrolments, learners),
      passes: ({ isWithdrawn, learner, course }) =>
        !isWithdrawn &&
        scope.has(learner.departmentIndex) &&
        learners?.has(learner.index) !== false &&
        courses?.has(course.index) !== false &&
        isContentId(ids.content.idOf(course.index), choices),
      scope,
    };
  };
}

export function createEnrollmentOperations(
  campus: Campus,
  ids: Ids,
  choices: IspringChoices,
): IspringHandlers<'getAllEnrollments' | 'getEnrollmentPage'> {
  const enrolments = createEnrolmentLists(campus, ids, choices);

  function listOf(persona: IspringPersona, query: GetAllEnrollmentsValues['query']): ReadList<Enrolment> {
    return {
      ...enrolments(persona, {
        learnerIds: query['learnerIds[]'],
        courseIds: query['courseIds[]'],
        enrollmentIds: query['enrollmentIds[]'],
      }),
      name: 'enrollments',
      member: 'enrollments',
      toRow: (enrolment) => toEnrollment(enrolment, ids),
    };
  }

  return {
    getAllEnrollments: ({ persona, values: { query } }: Call<IspringPersona, GetAllEnrollmentsValues>) =>
      answerAll(listOf(persona, query)),
    getEnrollmentPage: ({ persona, values: { query } }: Call<IspringPersona, GetEnrollmentPageValues>) =>
      answerPage(query, listOf(persona, query)),
  };
}
