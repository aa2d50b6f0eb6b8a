import { openedAt } from '../../../campus/campus.ts';
import type { Campus } from '../../../campus/campus.ts';
import type { Learner } from '../../../campus/learner.ts';
import type { Call, Persona } from '../../../engine/api.ts';
import { numberedPlaces, sortedPlaces } from '../../../engine/paging/places.ts';
import type { Places } from '../../../engine/paging/places.ts';
import type { GetUserValues, ListUsersValues } from '../contract-types.ts';
import type { Ids } from '../ids.ts';
import { toUser } from '../projection/user.ts';
import { refusals } from '../refusals.ts';
import type { Answers } from './answers.ts';
import type { StackOneHandlers } from './handlers.ts';

type UserFilter = NonNullable<ListUsersValues['query']['filter']>;

/** Users are all learners, whether or not they are enrolled. */
export function createUserOperations(
  campus: Campus,
  ids: Ids,
  { one, page }: Answers,
): StackOneHandlers<'listUsers' | 'getUser'> {
  const opened = openedAt(campus.now);

  /** The place of the user that a filter names, so that no other user is read. */
  function placesOf({ email, external_reference: username }: UserFilter): Places<Learner> {
    if (username === undefined && email === undefined) return numberedPlaces(campus.learnerCount, campus.learner);
    const learner = username === undefined ? campus.learnerByEmail(email ?? '') : campus.learnerByUsername(username);
    return sortedPlaces(learner === undefined ? [] : [learner], ({ index }) => index);
  }

  return {
    listUsers({ values: { query } }: Call<Persona, ListUsersValues>) {
      const { filter = {} } = query;
      return page<Learner>(query, {
        list: 'users',
        places: placesOf(filter),
        passes: ({ email }) => filter.email === undefined || filter.email === email,
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
