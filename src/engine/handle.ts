import type { Contract, OperationMatch } from '../contract/contract.ts';
import { isMounted } from '../contract/outline.ts';
import type { ContractResponses } from '../contract/reply/response.ts';
import { describeUnmatched } from '../contract/match/unmatched.ts';
import type { Violation } from '../contract/violation.ts';
import { headerOf } from './api.ts';
import type { Api, Call, Persona } from './api.ts';
import { callerOf } from './caller.ts';
import { checkAccept } from './check-accept.ts';
import type { EngineRequest, Exchange } from './exchange.ts';
import { followRule } from './rules/follow-rule.ts';
import type { Ledger } from './session/ledger.ts';
import type { Answer, Outcome, Refusal } from './outcome.ts';
import { answerPreference, parsePreference } from './reply/preference.ts';
import type { Preference } from './reply/preference.ts';
import { readRequest } from './read-request.ts';
import type { WholeReading } from './read-request.ts';
import { reasonOf } from './refusal-reason.ts';
import { encodeAnswer, encodeRefusal } from './reply/reply.ts';
import type { EncodeOptions, Reply } from './reply/reply.ts';
import { ruleCallOf } from './rules/rule-call.ts';
import type { Session } from './session/session.ts';
import { parseVariationPreference } from './variation/variation-preference.ts';
import { OPTIONS, refusalOfMethod, violationsOfOptions } from './wrong-method.ts';

export interface HandleOptions {
  /** A violation that the vendor would not notice is refused too. */
  readonly strict: boolean;
  /** Every reply is held against the contract before it is encoded; one that breaks it is thrown as a defect. */
  readonly validateReplies?: boolean;
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
  { strict, validateReplies = false }: HandleOptions,
): Exchange | Promise<Exchange> {
  // The answers of a document don't vary: what varies legally is known of the vendors' APIs alone.
  const variation = api.answer === undefined ? session.variation : undefined;
  const accept = headerOf(request.headers, 'accept');
  const ownHeaders = api.headersOf?.(request, session);
  const unmatched = { accept, validateReplies, variation, ownHeaders, operationId: 'an unmatched request' };
  const refuseIn = (responses: ContractResponses, refusal: Refusal, options: EncodeOptions): Reply =>
    api.refuse?.(refusal, { operation: undefined, request, violations: [] }) ??
    encodeRefusal(
      responses,
      { ...refusal, fields: { ...refusal.fields, ...api.refusalFields?.(refusal, request.method) } },
      options,
    );

  // Which operation is it? An address or a method that the vendor doesn't have is refused before anything else.
  const refuseUnmatched = (reason: 'unknown-path' | 'unknown-method', refusal: Refusal): Exchange => {
    const { method, path } = request;
    const provenance =
      contract.unmatched.get(refusal.status)?.provenance ?? (isMounted(contract) ? 'documented' : 'assumed');
    const violation = describeUnmatched(contract, { kind: reason, method, path, provenance });
    return { reply: refuseIn(contract.unmatched, refusal, unmatched), reason, violations: [violation] };
  };
  const answersHead = api.refusesHead !== true;
  const match = contract.match(request.method, request.path, answersHead ? 'head-as-get' : undefined);
  if (match.kind === 'unknown-path')
    return refuseUnmatched('unknown-path', api.refuseUnknownPath?.(request.path) ?? api.refusals.unknownPath);
  if (match.kind === 'unknown-method') {
    const unknownMethod = refusalOfMethod(api, contract, request);
    const methods = match.allowed.flatMap((method) => (method === 'GET' && answersHead ? ['GET', 'HEAD'] : [method]));
    const allowed = [...new Set([...methods, ...(api.options === undefined ? [] : [OPTIONS])])];
    const Allow = allowed.join(', ');
    if (request.method === OPTIONS && api.options !== undefined) {
      const described: Refusal = { kind: 'refusal', ...api.options, headers: { Allow } };
      if (unknownMethod === api.refusals.unknownMethod)
        return { reply: encodeRefusal(contract.unmatched, described, unmatched), violations: [] };
      const violations = violationsOfOptions(contract, request, unknownMethod, match.allowed);
      return {
        reply: refuseIn(contract.unmatched, unknownMethod, unmatched),
        reason: reasonOf(unknownMethod),
        violations,
      };
    }
    // A 405 must say what is allowed (RFC 9110, section 15.5.6); another status has nothing to do with it.
    const refusal = unknownMethod.status === 405 ? { ...unknownMethod, headers: { Allow } } : unknownMethod;
    return refuseUnmatched('unknown-method', refusal);
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
  const asked: Asked<P> = { api, contract, match, request, encodeOptions, refuse, strict, session };
  const turn = session.rules?.take(ruleCallOf(asked));
  return turn === undefined
    ? answer(asked)
    : followRule(turn, asked, {
        answer: (change) => answer(asked, change),
        read: () => readAsked(asked),
      });
}

/** A request whose operation is known, and what it takes to answer it. */
export interface Asked<P extends Persona> {
  readonly api: Api<P>;
  readonly contract: Contract;
  readonly match: FoundMatch;
  readonly request: EngineRequest;
  readonly encodeOptions: EncodeOptions;
  readonly strict: boolean;
  readonly session: Session;
  refuse(responses: ContractResponses, refusal: Refusal, violations?: readonly Violation[]): Reply;
}

/** Answers as the vendor would; a rule may change what the campus says. */
function answer<P extends Persona>(asked: Asked<P>, change?: (normal: Answer) => Answer): Exchange | Promise<Exchange> {
  const { request } = asked;

  // Does the caller ask for an answer of its choice, whatever the campus says?
  const preference = parsePreference(headerOf(request.headers, 'prefer'));
  if (preference !== undefined && change === undefined) return answerAsPreferred(asked, preference);

  // What does it say? Where it may have a body, that takes time.
  const reading = readAsked(asked);
  return reading instanceof Promise
    ? reading.then((read) => answerReading(asked, read, change))
    : answerReading(asked, reading, change);
}

/** Reads a request, its credentials where any will do. */
function readAsked<P extends Persona>({ api, match, request }: Asked<P>): WholeReading | Promise<WholeReading> {
  const reading = readRequest(match, request);
  const absent = [
    ...(api.takesAnyCredentials === true ? match.operation.security.absent(request) : []),
    ...(api.missesForbiddenHeaders === true ? match.operation.absentForbidden(request) : []),
  ];
  if (absent.length === 0) return reading;
  const withAbsent = (read: WholeReading): WholeReading => ({ ...read, violations: [...absent, ...read.violations] });
  return reading instanceof Promise ? reading.then(withAbsent) : withAbsent(reading);
}

async function answerAsPreferred<P extends Persona>(asked: Asked<P>, preference: Preference): Promise<Exchange> {
  const { api, match, request, encodeOptions } = asked;
  const { operation } = match;
  const { values, violations, note: unchecked } = await readAsked(asked);
  // The same request gets the same answer, made up as it may be.
  const seed = `${request.method} ${request.path}?${request.query}`;
  const { reply, note } = await answerPreference(operation, preference, { ...encodeOptions, api, seed });
  const { operationId } = operation;
  return { reply, operationId, values, violations, note: joinNotes(unchecked, note) };
}

function answerReading<P extends Persona>(
  asked: Asked<P>,
  { values, violations, refusal: unread, note }: WholeReading,
  change: ((answer: Answer) => Answer) | undefined,
): Exchange | Promise<Exchange> {
  const { api, match, request, encodeOptions, refuse, strict, session } = asked;
  const { operation } = match;
  const { operationId, responses } = operation;
  const { accept } = encodeOptions;
  const known = { operationId, values, ...(note === undefined ? {} : { note }) };
  const refused = (refusal: Refusal) => ({
    ...known,
    reply: refuse(responses, refusal, violations),
    reason: reasonOf(refusal),
    violations,
  });

  // Is the request as the contract wants it? Most vendors look at the credentials first.
  if (unread !== undefined) return { ...known, reply: unread, reason: 'request', violations };
  const minded = violations.find(({ severity }) => strict || severity === 'error');
  if (minded !== undefined && (api.readsParametersFirst === true || operation.security.isNone)) {
    return refused(api.refuseViolation(minded, operationId, request));
  }

  // Can the answer be written in a way that the caller reads? One without a body can.
  const unacceptable = checkAccept(api, operation, accept);
  const allViolations = unacceptable === undefined ? violations : [...violations, unacceptable];
  const notAcceptable =
    unacceptable !== undefined && (strict || unacceptable.severity === 'error') ? api.unacceptable?.refusal : undefined;
  if (notAcceptable !== undefined && api.checksMethodLast === true) {
    const persona = callerOf(api, request.headers, known);
    return { ...refused(notAcceptable), violations: allViolations, persona };
  }

  // Who is it, and may it call?
  const persona = api.authenticate(request.headers, known);
  if (isRefusal(persona)) {
    const told = refusesCredentials(persona) ? [...violations, ...credentialsIn(persona, asked)] : violations;
    return { ...refused(persona), violations: told, persona: callerOf(api, request.headers, known) };
  }
  if (minded !== undefined) {
    return { ...refused(api.refuseViolation(minded, operationId, request)), ...callerNamed(persona) };
  }

  if (notAcceptable !== undefined) {
    return { ...refused(notAcceptable), ...callerNamed(persona), violations: allViolations };
  }

  // The campus answers, or the document.
  const finish = (outcome: Outcome): Exchange => {
    if (isRefusal(outcome)) return { ...refused(outcome), ...callerNamed(persona), violations: allViolations };
    const ofStatus = { get: operation.responseOf };
    // What a rule has changed has been held against the contract by the rule, unless it is to be off it.
    const reply =
      change === undefined
        ? encodeAnswer(ofStatus, outcome, encodeOptions)
        : encodeAnswer(ofStatus, change(outcome), { ...encodeOptions, validateReplies: false });
    const scope = outcome.kind === 'rows' ? outcome.scope : undefined;
    const notes = joinNotes(note, outcome.kind === 'value' ? outcome.note : undefined);
    return {
      ...known,
      reply,
      ...callerNamed(persona),
      violations: allViolations,
      scope,
      ...(notes && { note: notes }),
    };
  };
  const handler = api.operations[operationId];
  if (handler === undefined) {
    if (api.answer === undefined) throw new Error(`${api.name} has no handler for ${operationId}`);
    const told = api.answer({ operation, request });
    return told instanceof Promise ? told.then(finish) : finish(told);
  }
  const told = handler({ persona, values, session });
  const { ledger } = session;
  return finish(
    ledger === undefined || isRefusal(told) ? told : watch(ledger, told, { api, operationId, persona, values }),
  );
}

/** A document lets anyone call, and knows no names. */
function callerNamed({ name }: Persona): Pick<Exchange, 'persona'> {
  return name === '' ? {} : { persona: name };
}

function joinNotes(...notes: readonly (string | undefined)[]): string | undefined {
  const given = notes.filter((note) => note !== undefined);
  return given.length === 0 ? undefined : given.join(' ');
}

/** Has a session's ledger see which records an answer gives. */
function watch<P extends Persona>(
  ledger: Ledger,
  told: Answer,
  {
    api,
    operationId,
    persona,
    values,
  }: Omit<Call<P>, 'session'> & { readonly api: Api<P>; readonly operationId: string },
): Answer {
  if (api.recordOf === undefined) return told;
  return ledger.watch({ api: api.name, operationId, persona: persona.name, values, recordOf: api.recordOf }, told);
}

type FoundMatch = Exclude<OperationMatch, { kind: `unknown-${string}` }>;

function isRefusal(value: Persona | Answer | Refusal): value is Refusal {
  return 'kind' in value && value.kind === 'refusal';
}

/** A caller that is known, but may not do this, has sent what the contract wants. */
function refusesCredentials({ status, isOfCredentials = status === 401 }: Refusal): boolean {
  return isOfCredentials;
}

/** The violation of refused credentials, where they stand. */
function credentialsIn<P extends Persona>(
  { credentialsAt: location }: Refusal,
  { match: { operation }, request }: Asked<P>,
): readonly Violation[] {
  if (location === undefined) return operation.security.refused(request);
  const message = 'the credentials were refused by the API';
  return [{ location, rule: 'security', message, severity: 'error', provenance: operation.provenance }];
}
