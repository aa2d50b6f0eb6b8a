import type { Contract } from '../contract/contract.ts';
import type { ContractResponses } from '../contract/reply/response.ts';
import { answer, readUnanswered } from './answer.ts';
import type { Api, Persona } from './api.ts';
import type { Asked } from './asked.ts';
import type { Exchange } from './exchange.ts';
import type { Refusal } from './outcome.ts';
import { refuseUnmatched } from './refuse-unmatched.ts';
import { encodeRefusal } from './reply/encode.ts';
import type { EncodeOptions } from './reply/encode.ts';
import type { Reply } from './reply/reply.ts';
import { headerOf } from './request.ts';
import type { EngineRequest } from './request.ts';
import { finishRule, planRule, refuseBreach } from './rules/apply-rule.ts';
import { ruleCallOf } from './rules/rule-call.ts';
import { RuleBreach } from './rules/rule.ts';
import type { RuleTurn } from './rules/rules.ts';
import type { Session } from './session/session.ts';
import type { VariantChoices } from './variant.ts';
import { parseVariationPreference } from './reply/variation-preference.ts';

export interface HandleOptions {
  /** A violation that the vendor would not notice is refused too. */
  readonly strict: boolean;
  /** Every reply is held against the contract before it is encoded; one that breaks it is thrown as a defect. */
  readonly validateReplies?: boolean;
  /** How the API reads what the vendor's documents leave open. Default: they leave nothing open. */
  readonly choices?: VariantChoices;
}

/**
 * Answers one request; read it from the top, for this is the order in which a vendor decides. An outcome that
 * can be expected is a value; what is thrown is a defect of ours.
 */
export function handle<P extends Persona>(
  api: Api<P>,
  contract: Contract,
  request: EngineRequest,
  session: Session,
  { strict, validateReplies = false, choices = {} }: HandleOptions,
): Exchange | Promise<Exchange> {
  // The answers of a document don't vary: what varies legally is known of the vendors' APIs alone.
  const variation = api.answer === undefined ? session.variation : undefined;
  const accept = headerOf(request.headers, 'accept');
  const ownHeaders = api.headersOf?.(request, session);
  const refuseIn = (responses: ContractResponses, refusal: Refusal, options: EncodeOptions): Reply =>
    api.refuse?.(refusal, { operation: undefined, request, violations: [] }) ??
    encodeRefusal(
      responses,
      { ...refusal, fields: { ...refusal.fields, ...api.refusalFields?.(refusal, request.method) } },
      options,
    );

  // Which operation is it? An address or a method that the vendor doesn't have is refused before anything else.
  const match = contract.match(request.method, request.path, api.refusesHead === true ? undefined : 'head-as-get');
  if (match.kind === 'unknown-path' || match.kind === 'unknown-method') {
    const unmatched = { accept, validateReplies, variation, ownHeaders, operationId: 'an unmatched request' };
    const refuse = (refusal: Refusal): Reply => refuseIn(contract.unmatched, refusal, unmatched);
    return refuseUnmatched({ api, contract, request, encodeOptions: unmatched, refuse }, match);
  }

  // Does the caller, or its session, ask for answers that are awkward yet legal?
  const { operationId } = match.operation;
  const wish =
    api.answer === undefined
      ? parseVariationPreference(headerOf(request.headers, 'prefer'), match.operation)
      : undefined;
  if (wish !== undefined && 'status' in wish) return { reply: wish, operationId, violations: [] };
  const encodeOptions: EncodeOptions = {
    accept,
    validateReplies,
    operationId,
    ownHeaders,
    ...(wish === undefined ? { variation } : { variation: wish.variation, preferenceApplied: wish.applied }),
  };
  const refuse: Asked<P>['refuse'] = (given, refusal, violations = []) =>
    api.refuse?.(refusal, { operation: match.operation, request, violations }) ??
    refuseIn(given, refusal, encodeOptions);

  // Has the session a rule for it? Most have none.
  const asked: Asked<P> = { api, contract, choices, match, request, encodeOptions, refuse, strict, session };
  const turn = session.rules?.take(ruleCallOf(asked));
  return turn === undefined ? answer(asked) : answerByRule(turn, asked);
}

/** Answers as a rule of the session says: plan, answer, finish. The request is checked against the contract all the same. */
async function answerByRule<P extends Persona>(turn: RuleTurn, asked: Asked<P>): Promise<Exchange> {
  const plan = planRule(turn, asked);
  try {
    const exchange = plan.isForced ? await readUnanswered(asked) : await answer(asked, plan.change);
    return await finishRule(turn, asked, exchange);
  } catch (error) {
    if (!(error instanceof RuleBreach)) throw error;
    return refuseBreach(turn, error, await readUnanswered(asked));
  }
}
