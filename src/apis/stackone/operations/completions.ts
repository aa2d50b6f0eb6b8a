import type { Campus } from '../../../campus/campus.ts';
import type { Enrolment } from '../../../campus/enrolment.ts';
import type { Call, Persona } from '../../../engine/api.ts';
import type { Outcome } from '../../../engine/outcome.ts';
import { numberedPlaces, sortedPlaces } from '../../../engine/paging/places.ts';
import type { Places } from '../../../engine/paging/places.ts';
import type {
  GetCompletionValues,
  GetUserCompletionValues,
  ListUnifiedCompletionsValues,
  ListUserCompletionsValues,
} from '../contract-types.ts';
import type { Ids } from '../ids.ts';
import { toCompletion } from '../projection/completion.ts';
import { refusals } from '../refusals.ts';
import type { StackOneChoices } from '../variants.ts';
import type { Answers, ListQuery, OneQuery } from './answers.ts';
import type { StackOneHandlers } from './handlers.ts';

type Names = 'getCompletion' | 'listUnifiedCompletions' | 'listUserCompletions' | 'getUserCompletion';

/** A completion is a course that was passed or failed. */
export function createCompletionOperations(
  campus: Campus,
  ids: Ids,
  { one, page }: Answers,
  choices: StackOneChoices,
): StackOneHandlers<Names> {
  function completionAt(index: number | undefined): Enrolment | undefined {
    const enrolment = index === undefined ? undefined : campus.enrolment(index);
    return enrolment?.completedAt === undefined ? undefined : enrolment;
  }

  function rowOf(enrolment: Enrolment): Readonly<Record<string, unknown>> {
    return toCompletion(enrolment, enrolment.completedAt ?? enrolment.updatedAt, ids, choices);
  }

  function answerOne(query: OneQuery, enrolment: Enrolment | undefined): Outcome {
    if (enrolment === undefined) return refusals.unknownRecord;
    const remoteId = ids.remoteCompletion.idOf(enrolment.index);
    return one(query, {
      row: rowOf(enrolment),
      providerPath: `completions/${remoteId}`,
      providerRecord: { id: remoteId, status: enrolment.state },
      name: ids.completion.idOf(enrolment.index),
    });
  }

  function answerPage(query: ListQuery, list: string, places: Places<Enrolment>): Outcome {
    return page(query, {
      list,
      places,
      passes: ({ completedAt }) => completedAt !== undefined,
      updatedAtOf: ({ updatedAt }) => updatedAt,
      toRow: rowOf,
      nameOf: ({ index }) => ids.completion.idOf(index),
    });
  }

  return {
    getCompletion: ({ values: { path, query } }: Call<Persona, GetCompletionValues>) =>
      answerOne(query, completionAt(ids.completion.indexOf(path.id))),
    listUnifiedCompletions: ({ values: { query } }: Call<Persona, ListUnifiedCompletionsValues>) =>
      answerPage(query, 'completions', numberedPlaces(campus.enrolmentCount, campus.enrolment)),
    listUserCompletions({ values: { path, query } }: Call<Persona, ListUserCompletionsValues>) {
      const index = ids.user.indexOf(path.user_id);
      if (index === undefined) return refusals.unknownRecord;
      const enrolments = campus.enrolmentsOfLearner(campus.learner(index));
      return answerPage(
        query,
        `users/${index}/completions`,
        sortedPlaces(enrolments, (each) => each.index),
      );
    },
    getUserCompletion({ values: { path, query } }: Call<Persona, GetUserCompletionValues>) {
      const completion = completionAt(ids.completion.indexOf(path.completion_id));
      const isTheirs = completion?.learner.index === ids.user.indexOf(path.user_id);
      return answerOne(query, isTheirs ? completion : undefined);
    },
  };
}
