import { refusals } from './refusals.ts';
import type { IspringChoices } from './variants.ts';

export type IspringRole = 'owner' | 'administrator' | 'department-administrator' | 'publisher' | 'custom' | 'learner';

/** Whether a role is not limited to the departments that it manages. */
export function isAccountWide(role: IspringRole): boolean {
  return role === 'owner' || role === 'administrator';
}

/** The operations of webhooks, which only owner and administrators may call. */
const WEBHOOKS: ReadonlySet<string | undefined> = new Set([
  'registerSubscriber',
  ...refusals.subscriberNotFound.operations,
]);

/** Whether a role may call an operation. Only the final statuses ask for the right to edit content. */
export function mayCall(operationId: string | undefined, role: IspringRole, choices: IspringChoices): boolean {
  if (isAccountWide(role)) return true;
  if (role === 'learner' || WEBHOOKS.has(operationId)) return false;
  if (operationId === 'listFinalStatuses' && choices['edit-right'] === 'wanted') return false;
  return role !== 'publisher' || choices.publisher === 'allowed';
}
