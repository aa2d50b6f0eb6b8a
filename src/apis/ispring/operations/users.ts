import type { Campus } from '../../../campus/campus.ts';
import type { Learner } from '../../../campus/learner.ts';
import type { Call } from '../../../engine/api.ts';
import { numberedPlaces, sortedPlaces } from '../../../engine/paging/places.ts';
import type { IspringPersona } from '../auth.ts';
import type { GetAllUsersValues, GetUserPageValues, GetUserProfileValues } from '../contract-types.ts';
import { indexesIn } from '../ids.ts';
import type { Ids } from '../ids.ts';
import { toUserProfile } from '../projection/user-profile.ts';
import { refusals } from '../refusals.ts';
import { scopeOf } from '../scope.ts';
import type { IspringChoices } from '../variants.ts';
import { answerAll, answerPage } from './answers.ts';
import type { ReadList } from './answers.ts';
import type { IspringHandlers } from './handlers.ts';

/** Users are all learners, whether or not they are enrolled. */
export function createUserOperations(
  campus: Campus,
  ids: Ids,
  choices: IspringChoices,
): IspringHandlers<'getAllUsers' | 'getUserPage' | 'getUserProfile'> {
  function listOf(
    persona: IspringPersona,
    {
      'departments[]': departmentIds,
      'groups[]': groups,
      'logins[]': logins,
      'emails[]': emails,
    }: GetAllUsersValues['query'],
  ): ReadList<Learner> {
    const scope = scopeOf(campus, persona);
    const departments = indexesIn(ids.department, departmentIds);
    const named = [...new Set(logins)].flatMap((login) => campus.learnerByUsername(login) ?? []);
    return {
      name: 'users',
      member: 'userProfiles',
      places:
        logins === undefined
          ? numberedPlaces(campus.learnerCount, campus.learner)
          : sortedPlaces(named, ({ index }) => index),
      passes: ({ departmentIndex, email }) =>
        scope.has(departmentIndex) &&
        departments?.has(departmentIndex) !== false &&
        emails?.includes(email) !== false &&
        // The campus has no groups.
        groups === undefined,
      toRow: (learner) => toUserProfile(learner, campus, ids),
      scope,
    };
  }

  return {
    getAllUsers: ({ persona, values: { query } }: Call<IspringPersona, GetAllUsersValues>) =>
      answerAll(listOf(persona, query)),
    getUserPage: ({ persona, values: { query } }: Call<IspringPersona, GetUserPageValues>) =>
      answerPage(query, listOf(persona, query)),
    getUserProfile({ persona, values: { path } }: Call<IspringPersona, GetUserProfileValues>) {
      const index = ids.user.indexOf(path.user_id);
      if (index === undefined)
        return choices['unknown-content-item'] === 'plain-text' ? refusals.unknownUser : refusals.unknownUserCode;
      const learner = campus.learner(index);
      if (!scopeOf(campus, persona).has(learner.departmentIndex)) return refusals.permissionDenied;
      return { kind: 'value', status: 200, value: toUserProfile(learner, campus, ids) };
    },
  };
}
