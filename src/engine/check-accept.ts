import { successStatusOf } from '../contract/operation.ts';
import type { Operation } from '../contract/operation.ts';
import { withoutQuality } from '../contract/reply/negotiation.ts';
import type { ContractResponse } from '../contract/reply/response.ts';
import type { Violation } from '../contract/violation.ts';
import type { Api, Persona, Unacceptable } from './api.ts';

/** The violation of an Accept header that allows no media type of the answer. Undefined if the vendor ignores Accept. */
export function checkAccept<P extends Persona>(
  { unacceptable }: Api<P>,
  operation: Operation,
  accept: string | undefined,
): Violation | undefined {
  const success = successOf(operation);
  if (unacceptable === undefined || success === undefined || success.mediaTypes.size === 0) return undefined;
  if (isAccepted(unacceptable, success, accept)) return undefined;
  const { severity, refusal } = unacceptable;
  const provenance = operation.responses.get(refusal.status)?.provenance ?? 'assumed';
  const message = `${JSON.stringify(accept)} accepts none of ${[...success.mediaTypes.keys()].join(', ')}`;
  return { location: 'header.accept', rule: 'media-type', message, severity, provenance };
}

/** Whether an Accept header allows a media type of a response, in the vendor's reading. */
export function isAccepted(
  { ignoresQuality = false }: Unacceptable,
  { negotiate }: Pick<ContractResponse, 'negotiate'>,
  accept: string | undefined,
): boolean {
  return negotiate(accept !== undefined && ignoresQuality ? withoutQuality(accept) : accept) !== undefined;
}

function successOf(operation: Operation): ContractResponse | undefined {
  const status = successStatusOf(operation);
  return status === undefined ? undefined : operation.responseOf(status);
}
