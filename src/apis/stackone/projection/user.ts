import type { Learner } from '../../../campus/learner.ts';
import type { Ids } from '../ids.ts';
import { timestamp } from './values.ts';

/** A learner as StackOne unifies a user. The caller's own reference is the username. The campus keeps no phone numbers. */
export function toUser(
  { index, username, email, fullName }: Learner,
  ids: Ids,
  openedAt: number,
): Readonly<Record<string, unknown>> {
  return {
    id: ids.user.idOf(index),
    remote_id: ids.remoteUser.idOf(index),
    unified_custom_fields: {},
    external_reference: username,
    active: true,
    email,
    name: fullName,
    phone_number: null,
    created_at: timestamp(openedAt),
    updated_at: timestamp(openedAt),
  };
}
