import type { Refusal, RefusalReason } from './outcome.ts';

/** The reason of a refusal. Defaults to the reason of its status. */
export function reasonOf({ reason, status, isOfCredentials = status === 401 }: Refusal): RefusalReason {
  if (reason !== undefined) return reason;
  if (isOfCredentials) return 'credentials';
  switch (status) {
    case 403:
      return 'forbidden';
    case 404:
      return 'absent';
    case 406:
      return 'not-acceptable';
    default:
      return 'request';
  }
}
