import type { Violation } from '../contract/violation.ts';
import type { BrokenRequest, Persona } from './api.ts';
import type { RequestContext } from './request-context.ts';
import { callerOf } from './caller/caller.ts';
import { checkAccept } from './check-accept.ts';
import type { Exchange } from './exchange.ts';
import { reasonOf } from './outcome.ts';
import type { Answer, Outcome, Refusal } from './outcome.ts';
import { readRequest } from './read-request.ts';
import type { WholeReading } from './read-request.ts';
import { answerPreference, parsePreference } from './reply/preference.ts';
import type { Preference } from './reply/preference.ts';
import { encodeAnswer } from './reply/encode.ts';
import { headerOf } from './request.ts';

/** Answers like the vendor. `change` is the change of a rule to the normal answer. */
export function answer<P extends Persona>(
  context: RequestContext<P>,
  change?: (normal: Answer) => Answer,
): Exchange | Promise<Exchange> {
  const { request } = context;

  // A preference of the caller is answered without the campus.
  const preference = parsePreference(headerOf(request.headers, 'prefer'));
  if (preference !== undefined && change === undefined) return answerAsPreferred(context, preference);

  // Read the request. A promise only if it may have a body.
  const reading = readContext(context);
  return reading instanceof Promise
    ? reading.then((read) => answerReading(context, read, change))
    : answerReading(context, reading, change);
}

/**
 * Reads a request that a rule answers instead of the vendor: its violations and its persona. The caller of this function
 * makes the reply.
 */
export async function readUnanswered<P extends Persona>(context: RequestContext<P>): Promise<Omit<Exchange, 'reply'>> {
  const { api, match, request } = context;
  const { values, violations, note } = await readContext(context);
  const { operationId } = match.operation;
  const persona = callerOf(api, request.headers, { operationId, values });
  return {
    operationId,
    ...(persona === undefined ? {} : { persona }),
    values,
    violations,
    ...(note === undefined ? {} : { note }),
  };
}

/** Reads a request. If the API accepts any credentials, their absence is a violation. */
function readContext<P extends Persona>({
  api,
  match,
  request,
}: RequestContext<P>): WholeReading | Promise<WholeReading> {
  const reading = readRequest(match, request, api);
  const absent = [
    ...(api.takesAnyCredentials === true ? match.operation.security.absent(request) : []),
    ...(api.missesForbiddenHeaders === true ? match.operation.absentForbidden(request) : []),
  ];
  if (absent.length === 0) return reading;
  const withAbsent = (read: WholeReading): WholeReading => ({ ...read, violations: [...absent, ...read.violations] });
  return reading instanceof Promise ? reading.then(withAbsent) : withAbsent(reading);
}

async function answerAsPreferred<P extends Persona>(
  context: RequestContext<P>,
  preference: Preference,
): Promise<Exchange> {
  const { api, choices, match, request, encodeOptions } = context;
  const { operation } = match;
  const { values, violations, note: unchecked } = await readContext(context);
  // The same request gets the same random answer.
  const seed = `${request.method} ${request.path}?${request.query}`;
  const { reply, note } = await answerPreference(operation, preference, { ...encodeOptions, api, choices, seed });
  const { operationId } = operation;
  return { reply, operationId, values, violations, note: joinNotes(unchecked, note) };
}

function answerReading<P extends Persona>(
  context: RequestContext<P>,
  { values, violations, refusal: unread, note, bodyProblem }: WholeReading,
  change: ((answer: Answer) => Answer) | undefined,
): Exchange | Promise<Exchange> {
  const { api, match, request, encodeOptions, refuse, strict, session } = context;
  const { operation } = match;
  const { operationId, responses } = operation;
  const { accept } = encodeOptions;
  const known = { operationId, values, ...(note === undefined ? {} : { note }) };
  const refusedBy = (refusal: Refusal) => ({
    ...known,
    reply: refuse(responses, refusal, violations),
    reason: reasonOf(refusal),
    violations,
  });

  // Check the request against the contract. Most vendors check the credentials first.
  if (unread !== undefined) return { ...known, reply: unread, reason: 'request', violations };
  const refusedViolation = violations.find(({ severity }) => strict || severity === 'error');
  const broken: BrokenRequest = { operationId, request, ...(bodyProblem === undefined ? {} : { bodyProblem }) };
  if (refusedViolation !== undefined && (api.readsParametersFirst === true || operation.security.isNone)) {
    return refusedBy(api.refuseViolation(refusedViolation, broken));
  }

  // Check whether the caller accepts a media type of the answer.
  const unacceptable = checkAccept(api, operation, accept);
  const allViolations = unacceptable === undefined ? violations : [...violations, unacceptable];
  const notAcceptable =
    unacceptable !== undefined && (strict || unacceptable.severity === 'error') ? api.unacceptable?.refusal : undefined;
  if (notAcceptable !== undefined && api.checksMethodLast === true) {
    const persona = callerOf(api, request.headers, known);
    return { ...refusedBy(notAcceptable), violations: allViolations, persona };
  }

  // Authenticate the caller.
  const persona = api.authenticate(request.headers, known);
  if (isRefusal(persona)) {
    const withCredentials = refusesCredentials(persona)
      ? [...violations, ...credentialsIn(persona, context)]
      : violations;
    return { ...refusedBy(persona), violations: withCredentials, persona: callerOf(api, request.headers, known) };
  }
  if (refusedViolation !== undefined) {
    return { ...refusedBy(api.refuseViolation(refusedViolation, broken)), ...callerNamed(persona) };
  }

  if (notAcceptable !== undefined) {
    return { ...refusedBy(notAcceptable), ...callerNamed(persona), violations: allViolations };
  }

  // Answer from the campus, or from a mounted document.
  const finish = (outcome: Outcome): Exchange => {
    if (isRefusal(outcome)) return { ...refusedBy(outcome), ...callerNamed(persona), violations: allViolations };
    const ofStatus = { get: operation.responseOf };
    // The rule has already checked its change against the contract, unless it is `offContract`.
    const reply =
      change === undefined
        ? encodeAnswer(ofStatus, outcome, encodeOptions)
        : encodeAnswer(ofStatus, change(outcome), { ...encodeOptions, validateReplies: false });
    const { scope } = outcome;
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
    if (api.answer === undefined) throw new Error(`${context.contract.name} has no handler for ${operationId}`);
    const outcome = api.answer({ operation, request });
    return outcome instanceof Promise ? outcome.then(finish) : finish(outcome);
  }
  const outcome = handler({ persona, values, session });
  const { ledger } = session;
  return finish(
    ledger === undefined || isRefusal(outcome)
      ? outcome
      : ledger.watch(
          { api: context.contract.name, operationId, persona: persona.name, values, recordOf: api.recordOf },
          outcome,
        ),
  );
}

/** The persona of an exchange. Callers of mounted documents have an empty name. */
function callerNamed({ name }: Persona): Pick<Exchange, 'persona'> {
  return name === '' ? {} : { persona: name };
}

function joinNotes(...notes: readonly (string | undefined)[]): string | undefined {
  const given = notes.filter((note) => note !== undefined);
  return given.length === 0 ? undefined : given.join(' ');
}

function isRefusal(value: Persona | Answer | Refusal): value is Refusal {
  return 'kind' in value && value.kind === 'refusal';
}

/** Whether the credentials are wrong. A known caller without a permission has sent valid credentials. */
function refusesCredentials({ status, isOfCredentials = status === 401 }: Refusal): boolean {
  return isOfCredentials;
}

/** The violations of refused credentials, at their place in the request. */
function credentialsIn<P extends Persona>(
  { credentialsAt: location }: Refusal,
  { match: { operation }, request }: RequestContext<P>,
): readonly Violation[] {
  if (location === undefined) return operation.security.refused(request);
  const message = 'the credentials were refused by the API';
  return [{ location, rule: 'security', message, severity: 'error', provenance: operation.provenance }];
}
