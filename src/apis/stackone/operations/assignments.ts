import type { Campus } from '../../../campus/campus.ts';
import type { Enrolment } from '../../../campus/enrolment.ts';
import type { Call, Persona } from '../../../engine/api.ts';
import type { Outcome } from '../../../engine/outcome.ts';
import { numberedPlaces, sortedPlaces } from '../../../engine/paging/places.ts';
import type { Places } from '../../../engine/paging/places.ts';
import type {
  GetAssignmentValues,
  GetUserAssignmentValues,
  ListAssignmentsValues,
  ListUserAssignmentsValues,
} from '../contract-types.ts';
import type { Ids } from '../ids.ts';
import { assignmentStatusOf, toAssignment } from '../projection/assignment.ts';
import { refusals } from '../refusals.ts';
import type { Answers, OneQuery } from './answers.ts';
import type { StackOneHandlers } from './handlers.ts';

type AssignmentQuery = ListAssignmentsValues['query'];

type Names = 'listAssignments' | 'getAssignment' | 'listUserAssignments' | 'getUserAssignment';

/** An assignment is an enrolment that was not withdrawn. */
export function createAssignmentOperations(campus: Campus, ids: Ids, { one, page }: Answers): StackOneHandlers<Names> {
  function assignmentAt(id: string): Enrolment | undefined {
    const index = ids.completion.indexOf(id);
    const enrolment = index === undefined ? undefined : campus.enrolment(index);
    return enrolment?.isWithdrawn === true ? undefined : enrolment;
  }

  function answerOne(query: OneQuery, enrolment: Enrolment | undefined): Outcome {
    if (enrolment === undefined) return refusals.unknownRecord;
    const remoteId = ids.remoteCompletion.idOf(enrolment.index);
    return one(query, {
      row: toAssignment(enrolment, ids),
      providerPath: `assignments/${remoteId}`,
      providerRecord: { id: remoteId, status: enrolment.state },
    });
  }

  function answerPage(query: AssignmentQuery, list: string, places: Places<Enrolment>): Outcome {
    const statuses = [query.status, query.filter?.status].filter((status) => status !== undefined);
    return page(query, {
      list,
      places,
      passes: (enrolment) =>
        !enrolment.isWithdrawn && statuses.every((status) => status === assignmentStatusOf(enrolment)),
      updatedAtOf: ({ updatedAt }) => updatedAt,
      toRow: (enrolment) => toAssignment(enrolment, ids),
    });
  }

  function placesOf(learnerIndex: number): Places<Enrolment> {
    return sortedPlaces(campus.enrolmentsOfLearner(campus.learner(learnerIndex)), ({ index }) => index);
  }

  /** The user in the query. An unknown user has an empty list (assumed). Undefined without a filter by user. */
  function usersIn({ user_id, remote_user_id }: AssignmentQuery): readonly (number | undefined)[] {
    return [
      ...(user_id === undefined ? [] : [ids.user.indexOf(user_id)]),
      ...(remote_user_id === undefined ? [] : [ids.remoteUser.indexOf(remote_user_id)]),
    ];
  }

  function listOf(query: AssignmentQuery, list: string, users: readonly (number | undefined)[]): Outcome {
    const [user] = users;
    if (users.length === 0) return answerPage(query, list, numberedPlaces(campus.enrolmentCount, campus.enrolment));
    const isOne = user !== undefined && users.every((other) => other === user);
    return answerPage(query, list, isOne ? placesOf(user) : () => []);
  }

  return {
    listAssignments: ({ values: { query } }: Call<Persona, ListAssignmentsValues>) =>
      listOf(query, 'assignments', usersIn(query)),
    getAssignment: ({ values: { path, query } }: Call<Persona, GetAssignmentValues>) =>
      answerOne(query, assignmentAt(path.assignment_id)),
    listUserAssignments({ values: { path, query } }: Call<Persona, ListUserAssignmentsValues>) {
      const index = ids.user.indexOf(path.user_id);
      if (index === undefined) return refusals.unknownRecord;
      return listOf(query, `users/${index}/assignments`, [index, ...usersIn(query)]);
    },
    getUserAssignment({ values: { path, query } }: Call<Persona, GetUserAssignmentValues>) {
      const assignment = assignmentAt(path.assignment_id);
      const isTheirs = assignment?.learner.index === ids.user.indexOf(path.user_id);
      return answerOne(query, isTheirs ? assignment : undefined);
    },
  };
}
