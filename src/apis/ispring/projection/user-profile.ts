import { openedAt } from '../../../campus/campus.ts';
import type { Campus } from '../../../campus/campus.ts';
import type { Learner } from '../../../campus/learner.ts';
import type { Ids } from '../ids.ts';
import { date } from './values.ts';

/** The campus has no roles, so this id is made up. It is the same in each account. */
const LEARNER_ROLE_ID = 'eaefe76e-2ae1-11e9-b90a-0242ac13000a';

/** A user. The last view of a course counts as the last sign-in, because the campus keeps none (assumed). */
export function toUserProfile(learner: Learner, campus: Campus, ids: Ids): Readonly<Record<string, unknown>> {
  const { index, username, email, givenName, familyName, departmentIndex } = learner;
  const { registeredAt, lastViewedAt } = timesOf(learner, campus);
  return {
    userId: ids.user.idOf(index),
    role: 'learner',
    roleId: LEARNER_ROLE_ID,
    departmentId: ids.department.idOf(departmentIndex),
    status: 1,
    fields: [
      { name: 'LOGIN', value: username },
      { name: 'EMAIL', value: email },
      { name: 'FIRST_NAME', value: givenName },
      { name: 'LAST_NAME', value: familyName },
    ],
    addedDate: date(registeredAt),
    lastLoginDate: date(lastViewedAt),
    userRoles: [{ roleId: LEARNER_ROLE_ID, roleType: 'learner' }],
    subordination: { subordinationType: 'inherit' },
  };
}

/** A learner registers with the first enrolment (assumed), or was always there. */
function timesOf(learner: Learner, campus: Campus): { readonly registeredAt: number; readonly lastViewedAt: number } {
  const enrolments = [...campus.enrolmentsOfLearner(learner)];
  const [first, ...others] = enrolments.map(({ enrolledAt }) => enrolledAt);
  const registeredAt = first === undefined ? openedAt(campus.now) : Math.min(first, ...others);
  const views = enrolments.flatMap((one) => one.lastViewedAt ?? []);
  return { registeredAt, lastViewedAt: Math.max(registeredAt, ...views) };
}
