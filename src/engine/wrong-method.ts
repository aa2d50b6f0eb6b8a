import type { Contract } from '../contract/contract.ts';
import { headerOf } from './api.ts';
import type { Api, Persona } from './api.ts';
import type { EngineRequest } from './exchange.ts';
import type { Refusal } from './outcome.ts';
import type { Violation } from '../contract/violation.ts';

/**
 * The refusal of a method that an address doesn't have. An API that checks the method last refuses first what it accepts
 * none of, then the caller: there a wrong method without credentials is a 401.
 */
export function refusalOfMethod<P extends Persona>(api: Api<P>, contract: Contract, request: EngineRequest): Refusal {
  const { unknownMethod } = api.refusals;
  if (api.checksMethodLast !== true) return unknownMethod;
  const isAcceptable = contract.unmatched.get(unknownMethod.status)?.negotiate(headerOf(request.headers, 'accept'));
  if (isAcceptable === undefined && api.unacceptable !== undefined) return api.unacceptable.refusal;
  const caller = api.authenticate(request.headers);
  return 'kind' in caller ? caller : unknownMethod;
}

/** The method of a request for what an address offers. It is no operation, and yet no wrong method where an API answers it. */
export const OPTIONS = 'OPTIONS';

/**
 * What a refused `OPTIONS` breaks. The address has no operation of this method, so the credentials are those that its
 * other methods want.
 */
export function violationsOfOptions(
  contract: Contract,
  request: EngineRequest,
  { status }: Refusal,
  [method = 'GET']: readonly string[],
): readonly Violation[] {
  const name = { request: `${OPTIONS} ${request.path}` };
  const match = contract.match(method, request.path);
  if (status === 401 && 'operation' in match)
    return match.operation.security.refused(request).map((violation) => ({ ...violation, ...name }));
  if (status !== 406) return [];
  const message = `${JSON.stringify(headerOf(request.headers, 'accept'))} accepts none of the media types of the answer`;
  const provenance = contract.unmatched.get(status)?.provenance ?? 'assumed';
  return [{ location: 'header.accept', rule: 'media-type', message, severity: 'error', provenance, ...name }];
}
