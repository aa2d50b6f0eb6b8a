import type { Campus } from '../../../campus/campus.ts';
import type { Enrolment } from '../../../campus/enrolment.ts';
import { parseInstant } from '../../../campus/instant.ts';
import type { Call } from '../../../engine/api.ts';
import type { Outcome } from '../../../engine/outcome.ts';
import type { IspringPersona } from '../auth.ts';
import type { ListLearnerResultsValues, ListModuleResultsValues } from '../contract-types.ts';
import { indexesIn } from '../ids.ts';
import type { Ids } from '../ids.ts';
import { completionStatusOf, toLearnerResult, toModuleResult } from '../projection/result.ts';
import { completedAtOf, isListed, recordName } from '../projection/status.ts';
import { refusals } from '../refusals.ts';
import { mayCall } from '../role.ts';
import type { IspringChoices } from '../variants.ts';
import { answerPage } from './answers.ts';
import { createEnrolmentLists } from './enrollments.ts';
import type { IspringHandlers } from './handlers.ts';

type Query = ListLearnerResultsValues['query'];

/** A result is an enrolment, with any progress. */
export function createResultOperations(
  campus: Campus,
  ids: Ids,
  choices: IspringChoices,
): IspringHandlers<'listLearnerResults' | 'listModuleResults'> {
  const enrolments = createEnrolmentLists(campus, ids, choices);

  /** @param courses those whose modules the caller asks for. Undefined for all. */
  function answer(
    persona: IspringPersona,
    query: Query,
    toRow: (enrolment: Enrolment) => Readonly<Record<string, unknown>>,
    courses: readonly (ReadonlySet<number> | undefined)[] = [],
  ): Outcome {
    const completion = spanOf(query.completionDate);
    const access = spanOf(query.accessDate);
    const due = spanOf(query.dueDate);
    if (completion === undefined || access === undefined || due === undefined) return UNREADABLE_TIME;
    const list = enrolments(persona, {
      learnerIds: query.userIds,
      courseIds: query.courseIds,
      enrollmentIds: query.enrollmentIds,
    });
    // The truth has the records of the final statuses.
    const hasTruth = mayCall('listFinalStatuses', persona.role, choices);
    const departments = indexesIn(ids.department, query.departmentIds);
    return answerPage(query, {
      ...list,
      name: courses.length === 0 ? 'results' : 'module results',
      member: 'results',
      passes: (enrolment) =>
        list.passes(enrolment) &&
        courses.every((some) => some?.has(enrolment.course.index) !== false) &&
        departments?.has(enrolment.learner.departmentIndex) !== false &&
        query.completionStatuses?.includes(completionStatusOf(enrolment)) !== false &&
        // All users are active, and no enrolment has a due date.
        query.userStatuses?.includes(1) !== false &&
        completion(completedAtOf(enrolment, choices)) &&
        access(enrolment.enrolledAt) &&
        due(undefined),
      toRow,
      recordOf: (enrolment) => (hasTruth && isListed(enrolment, choices) ? recordName(enrolment, ids) : undefined),
    });
  }

  return {
    listLearnerResults: ({ persona, values: { query } }: Call<IspringPersona, ListLearnerResultsValues>) =>
      answer(persona, query, (enrolment) => toLearnerResult(enrolment, ids, choices)),
    listModuleResults: ({ persona, values: { query } }: Call<IspringPersona, ListModuleResultsValues>) =>
      answer(persona, query, (enrolment) => toModuleResult(enrolment, ids, choices), [
        indexesIn(ids.module, query.moduleIds),
        indexesIn(ids.courseItem, query.courseItemIds),
      ]),
  };
}

/**
 * Whether a time is within a span, in whole seconds as in answers. An absent time is only within a span without ends.
 * Undefined if the campus can't express an end.
 */
function spanOf({ startDate, endDate }: NonNullable<Query['completionDate']> = {}):
  | ((instant: number | undefined) => boolean)
  | undefined {
  const start = startDate === undefined ? Number.NEGATIVE_INFINITY : parseInstant(startDate);
  const end = endDate === undefined ? Number.POSITIVE_INFINITY : parseInstant(endDate);
  if (start === undefined || end === undefined) return undefined;
  if (startDate === undefined && endDate === undefined) return () => true;
  return (instant) => {
    const shown = instant === undefined ? undefined : Math.floor(instant / 1e6) * 1e6;
    return shown !== undefined && start <= shown && shown <= end;
  };
}

const UNREADABLE_TIME = {
  ...refusals.badRequest,
  fields: { message: 'query: a date must be a time without a leap second' },
} as const;
