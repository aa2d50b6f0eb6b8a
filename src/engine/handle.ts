import type { Contract } from '../contract/contract.ts';
import type { OperationMatch } from '../contract/match/operation-matcher.ts';
import type { ContractResponses } from '../contract/reply/response.ts';
import { parseQuery } from '../contract/text/query.ts';
import { answer, readUnanswered } from './answer.ts';
import type { Api, Persona } from './api.ts';
import { callerOf } from './caller/caller.ts';
import type { RequestContext } from './request-context.ts';
import type { Exchange } from './exchange.ts';
import type { Refusal } from './outcome.ts';
import { allowOf, refuseUnmatched } from './refuse-unmatched.ts';
import { encodeRefusal } from './reply/encode.ts';
import type { EncodeOptions } from './reply/encode.ts';
import type { Reply } from './reply/reply.ts';
import { headerOf } from './request.ts';
import type { EngineRequest } from './request.ts';
import { finishRule, planRule, refuseBreach } from './rules/apply-rule.ts';
import { RuleBreach } from './rules/rule.ts';
import type { RuleCall } from './rules/rule.ts';
import type { RuleActivation } from './rules/rules.ts';
import type { Session } from './session/session.ts';
import type { VariantChoices } from './variant.ts';
import { parseVariationPreference } from './reply/variation-preference.ts';

export interface HandleOptions {
  /** Refuses violations that the vendor would not notice, too. */
  readonly strict: boolean;
  /** Checks every reply against the contract before it is encoded. A breach is thrown as a defect. */
  readonly validateReplies?: boolean;
  /** The choices of variants. Default none. */
  readonly choices?: VariantChoices;
}

/**
 * Answers one request, in the order in which a vendor decides. An expected outcome is a value. An exception is a defect of
 * lms-mock.
 */
export function handle<P extends Persona>(
  api: Api<P>,
  contract: Contract,
  request: EngineRequest,
  session: Session,
  { strict, validateReplies = false, choices = {} }: HandleOptions,
): Exchange | Promise<Exchange> {
  // Mounted documents have no variations.
  const variation = api.answer === undefined ? session.variation : undefined;
  const accept = headerOf(request.headers, 'accept');
  const match = contract.match(request.method, request.path, api.refusesHead === true ? undefined : 'head-as-get');
  const ownHeaders = ownHeadersOf(api, match, request, session);
  const refuseIn = (responses: ContractResponses, refusal: Refusal, options: EncodeOptions): Reply =>
    api.refuse?.(refusal, { operation: undefined, request, violations: [] }) ??
    encodeRefusal(
      responses,
      { ...refusal, fields: { ...refusal.fields, ...api.refusalFields?.(refusal, request.method) } },
      options,
    );

  // An unknown path or method is refused first.
  if (match.kind === 'unknown-path' || match.kind === 'unknown-method') {
    const unmatched = { accept, validateReplies, variation, ownHeaders, operationId: 'an unmatched request' };
    const refuse = (refusal: Refusal): Reply => refuseIn(contract.unmatched, refusal, unmatched);
    return refuseUnmatched({ api, contract, request, encodeOptions: unmatched, refuse }, match);
  }

  // Read the caller's preference for a variation.
  const { operationId } = match.operation;
  const preference =
    api.answer === undefined
      ? parseVariationPreference(headerOf(request.headers, 'prefer'), match.operation)
      : undefined;
  if (preference !== undefined && 'status' in preference) return { reply: preference, operationId, violations: [] };
  const encodeOptions: EncodeOptions = {
    accept,
    validateReplies,
    operationId,
    ownHeaders,
    ...(preference === undefined
      ? { variation }
      : { variation: preference.variation, preferenceApplied: preference.applied }),
  };
  const refuse: RequestContext<P>['refuse'] = (given, refusal, violations = []) =>
    api.refuse?.(refusal, { operation: match.operation, request, violations }) ??
    refuseIn(given, refusal, encodeOptions);

  // Apply a rule of the session. Most sessions have none.
  const context: RequestContext<P> = { api, contract, choices, match, request, encodeOptions, refuse, strict, session };
  const activation = session.rules?.activate(ruleCallOf(context));
  return activation === undefined ? answer(context) : answerByRule(activation, context);
}

/** The headers of every answer to a request, in addition to those of the contract. */
function ownHeadersOf<P extends Persona>(
  api: Api<P>,
  match: OperationMatch,
  request: EngineRequest,
  session: Session,
): Readonly<Record<string, string>> | undefined {
  const headers = api.headersOf?.(request, session);
  if (api.sendsAllow !== true || match.kind === 'unknown-path') return headers;
  return { ...headers, Allow: allowOf(api, match.byMethod) };
}

/** Answers with a rule of the session, in three steps: plan, answer, finish. The request is still checked against the contract. */
async function answerByRule<P extends Persona>(
  activation: RuleActivation,
  context: RequestContext<P>,
): Promise<Exchange> {
  const plan = planRule(activation, context);
  try {
    const exchange = plan.isForced ? await readUnanswered(context) : await answer(context, plan.change);
    return await finishRule(activation, context, exchange);
  } catch (error) {
    if (!(error instanceof RuleBreach)) throw error;
    return refuseBreach(activation, error, await readUnanswered(context));
  }
}

/** The request for the rules of a session. Expensive values are computed once, when the first rule needs them. */
function ruleCallOf<P extends Persona>({ api, match, request }: RequestContext<P>): RuleCall {
  return {
    operation: match.operation,
    pathValues: match.kind === 'found' ? match.pathValues : undefined,
    headers: request.headers,
    query: once(() => parseQuery(request.query)),
    persona: once(() => callerOf(api, request.headers)),
  };
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => (found ??= { value: find() }).value;
}
