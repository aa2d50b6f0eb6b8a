import type { Contract } from '../contract/contract.ts';
import { headerOf } from './api.ts';
import type { Api, Persona } from './api.ts';
import type { EngineRequest } from './exchange.ts';
import type { Refusal } from './outcome.ts';

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
