import type { Contract } from '../contract/contract.ts';
import type { ByMethod, OperationMatch } from '../contract/match/operation-matcher.ts';
import { describeUnmatched } from '../contract/match/unmatched.ts';
import { isMounted } from '../contract/outline.ts';
import type { Violation } from '../contract/violation.ts';
import { isAccepted } from './check-accept.ts';
import type { Api, Persona } from './api.ts';
import type { FoundMatch } from './request-context.ts';
import type { Exchange } from './exchange.ts';
import { reasonOf } from './outcome.ts';
import type { Refusal } from './outcome.ts';
import { encodeRefusal } from './reply/encode.ts';
import type { EncodeOptions } from './reply/encode.ts';
import type { Reply } from './reply/reply.ts';
import { headerOf } from './request.ts';
import type { EngineRequest } from './request.ts';

/** A request that matches no operation, and the function that writes its refusal. */
export interface UnmatchedRequest<P extends Persona> {
  readonly api: Api<P>;
  readonly contract: Contract;
  readonly request: EngineRequest;
  readonly encodeOptions: EncodeOptions;
  refuse(refusal: Refusal): Reply;
}

/** The header Allow of each path, because some vendors send it with every answer. */
const allowOfPaths = new WeakMap<ByMethod, string>();

/** The parts of an API that decide its header Allow. */
type AllowParts = Pick<Api<Persona>, 'refusesHead' | 'options'>;

/** The methods of a path, for the header Allow. */
export function allowOf(api: AllowParts, byMethod: ByMethod): string {
  const known = allowOfPaths.get(byMethod) ?? allowedMethods(api, byMethod);
  allowOfPaths.set(byMethod, known);
  return known;
}

function allowedMethods({ refusesHead, options }: AllowParts, byMethod: ByMethod): string {
  const withHead = refusesHead === true ? ['GET'] : ['GET', 'HEAD'];
  const methods = Array.from(byMethod.keys(), (method) => (method === 'GET' ? withHead : method)).flat();
  return [...new Set(options === undefined ? methods : [...methods, OPTIONS])].join(', ');
}

/** Refuses an unknown path or method, and answers `OPTIONS` if the vendor does. */
export function refuseUnmatched<P extends Persona>(
  unmatched: UnmatchedRequest<P>,
  match: Exclude<OperationMatch, FoundMatch>,
): Exchange {
  const { api, contract, request, encodeOptions, refuse } = unmatched;
  if (match.kind === 'unknown-path')
    return refuseAs('unknown-path', api.refuseUnknownPath?.(request.path) ?? api.refusals.unknownPath, unmatched);

  const unknownMethod = refusalOfMethod(api, contract, request);
  const Allow = allowOf(api, match.byMethod);
  if (request.method === OPTIONS && api.options !== undefined) {
    if (unknownMethod === api.refusals.unknownMethod) {
      const described: Refusal = { kind: 'refusal', ...api.options, headers: { Allow } };
      return { reply: encodeRefusal(contract.unmatched, described, encodeOptions), violations: [] };
    }
    const violations = violationsOfOptions(contract, request, unknownMethod, match.byMethod);
    return { reply: refuse(unknownMethod), reason: reasonOf(unknownMethod), violations };
  }
  // Only a 405 must have the header Allow (RFC 9110, section 15.5.6).
  const refusal = unknownMethod.status === 405 ? { ...unknownMethod, headers: { Allow } } : unknownMethod;
  return refuseAs('unknown-method', refusal, unmatched);
}

function refuseAs<P extends Persona>(
  reason: 'unknown-path' | 'unknown-method',
  refusal: Refusal,
  { contract, request: { method, path }, refuse }: UnmatchedRequest<P>,
): Exchange {
  const provenance =
    contract.unmatched.get(refusal.status)?.provenance ?? (isMounted(contract) ? 'documented' : 'assumed');
  const violation = describeUnmatched(contract, { kind: reason, method, path, provenance });
  return { reply: refuse(refusal), reason, violations: [violation] };
}

/**
 * The refusal of an unknown method. An API that checks the method last checks Accept and the caller first, so a wrong
 * method without credentials is a 401 there.
 */
function refusalOfMethod<P extends Persona>(api: Api<P>, contract: Contract, request: EngineRequest): Refusal {
  const { unknownMethod } = api.refusals;
  if (api.checksMethodLast !== true) return unknownMethod;
  const { unacceptable } = api;
  const response = contract.unmatched.get(unknownMethod.status);
  const accept = headerOf(request.headers, 'accept');
  if (unacceptable !== undefined && response !== undefined && !isAccepted(unacceptable, response, accept))
    return unacceptable.refusal;
  const caller = api.authenticate(request.headers);
  return 'kind' in caller ? caller : unknownMethod;
}

/** The method OPTIONS. It is not an operation, but some APIs answer it. */
const OPTIONS = 'OPTIONS';

/**
 * The violations of a refused `OPTIONS`. The path has no such operation, so the credentials of its other methods apply.
 */
function violationsOfOptions(
  contract: Contract,
  request: EngineRequest,
  { status }: Refusal,
  byMethod: ByMethod,
): readonly Violation[] {
  const name = { request: `${OPTIONS} ${request.path}` };
  const [operation] = byMethod.values();
  if (status === 401 && operation !== undefined)
    return operation.security.refused(request).map((violation) => ({ ...violation, ...name }));
  if (status !== 406) return [];
  const message = `${JSON.stringify(headerOf(request.headers, 'accept'))} accepts none of the media types of the answer`;
  const provenance = contract.unmatched.get(status)?.provenance ?? 'assumed';
  return [{ location: 'header.accept', rule: 'media-type', message, severity: 'error', provenance, ...name }];
}
