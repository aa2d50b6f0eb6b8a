import { successStatusOf } from '../contract/operation.ts';
import type { Operation } from '../contract/operation.ts';
import type { ContractResponse } from '../contract/reply/response.ts';
import type { Violation } from '../contract/violation.ts';
import type { Api, Persona } from './api.ts';

/** The violation of an Accept header that no media type of the answer suits, where the vendor looks at the header. */
export function checkAccept<P extends Persona>(
  { unacceptable }: Api<P>,
  operation: Operation,
  accept: string | undefined,
): Violation | undefined {
  const success = successOf(operation);
  if (unacceptable === undefined || success === undefined || success.mediaTypes.size === 0) return undefined;
  if (success.negotiate(accept) !== undefined) return undefined;
  const { severity, refusal } = unacceptable;
  const provenance = operation.responses.get(refusal.status)?.provenance ?? 'assumed';
  const message = `${JSON.stringify(accept)} accepts none of ${[...success.mediaTypes.keys()].join(', ')}`;
  return { location: 'header.accept', rule: 'media-type', message, severity, provenance };
}

function successOf(operation: Operation): ContractResponse | undefined {
  const status = successStatusOf(operation);
  return status === undefined ? undefined : operation.responseOf(status);
}
