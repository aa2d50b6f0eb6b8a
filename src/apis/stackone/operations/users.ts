import { openedAt } from '../../../campus/campus.ts';
import type { Campus } from '../../../campus/campus.ts';
import type { Learner } from '../../../campus/learner.ts';
import type { Call, Persona } from '../../../engine/api.ts';
import { numberedPlaces, sortedPlaces } from '../../../engine/paging/places.ts';
import type { GetUserValues, ListUsersValues } from '../contract-types.ts';
import type { Ids } from '../ids.ts';
import { toUser } from '../projection/user.ts';
import { refusals } from '../refusals.ts';
import type { Answers } from './answers.ts';
import type { StackOneHandlers } from './handlers.ts';

/** Users are all learners, whether or not they are enrolled. */
export function createUserOperations(
  campus: Campus,
  ids: Ids,
  { one, page }: Answers,
): StackOneHandlers<'listUsers' | 'getUser'> {
  const opened = openedAt(campus.now);

  function named(username: string): readonly Learner[] {
    const learner = campus.learnerByUsername(username);
    return learner === undefined ? [] : [learner];
  }

  return {
    listUsers({ values: { query } }: Call<Persona, ListUsersValues>) {
      const { email, external_reference: username } = query.filter ?? {};
      return page<Learner>(query, {
        list: 'users',
        places:
          username === undefined
            ? numberedPlaces(campus.learnerCount, campus.learner)
            : sortedPlaces(named(username), ({ index }) => index),
        passes: (learner) => email === undefined || learner.email === email,
        updatedAtOf: () => opened,
        toRow: (learner) => toUser(learner, ids, opened),
      });
    },
    getUser({ values: { path, query } }: Call<Persona, GetUserValues>) {
      const index = ids.user.indexOf(path.user_id);
      if (index === undefined) return refusals.unknownRecord;
      const remoteId = ids.remoteUser.idOf(index);
      return one(query, {
        row: toUser(campus.learner(index), ids, opened),
        providerPath: `users/${remoteId}`,
        providerRecord: { id: remoteId },
      });
    },
  };
}
