import type { Violation } from '../contract/violation.ts';
import type { Api, BrokenRequest, Call, Persona } from './api.ts';
import type { Asked } from './asked.ts';
import { callerOf } from './caller/caller.ts';
import { checkAccept } from './check-accept.ts';
import type { Exchange } from './exchange.ts';
import type { Answer, Outcome, Refusal } from './outcome.ts';
import { readRequest } from './read-request.ts';
import type { WholeReading } from './read-request.ts';
import { reasonOf } from './refusal-reason.ts';
import { answerPreference, parsePreference } from './reply/preference.ts';
import type { Preference } from './reply/preference.ts';
import { encodeAnswer } from './reply/encode.ts';
import { headerOf } from './request.ts';
import type { Ledger } from './session/ledger.ts';

/** Answers as the vendor would; a rule may change what the campus says. */
export function answer<P extends Persona>(
  asked: Asked<P>,
  change?: (normal: Answer) => Answer,
): Exchange | Promise<Exchange> {
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

/**
 * What is known of a request that the vendor does not answer: its violations, and who sent it. Its reply is the
 * caller's to make.
 */
export async function readUnanswered<P extends Persona>(asked: Asked<P>): Promise<Omit<Exchange, 'reply'>> {
  const { api, match, request } = asked;
  const { values, violations, note } = await readAsked(asked);
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

/** Reads a request, its credentials where any will do. */
function readAsked<P extends Persona>({ api, match, request }: Asked<P>): WholeReading | Promise<WholeReading> {
  const reading = readRequest(match, request, api);
  const absent = [
    ...(api.takesAnyCredentials === true ? match.operation.security.absent(request) : []),
    ...(api.missesForbiddenHeaders === true ? match.operation.absentForbidden(request) : []),
  ];
  if (absent.length === 0) return reading;
  const withAbsent = (read: WholeReading): WholeReading => ({ ...read, violations: [...absent, ...read.violations] });
  return reading instanceof Promise ? reading.then(withAbsent) : withAbsent(reading);
}

async function answerAsPreferred<P extends Persona>(asked: Asked<P>, preference: Preference): Promise<Exchange> {
  const { api, choices, match, request, encodeOptions } = asked;
  const { operation } = match;
  const { values, violations, note: unchecked } = await readAsked(asked);
  // The same request gets the same answer, made up as it may be.
  const seed = `${request.method} ${request.path}?${request.query}`;
  const { reply, note } = await answerPreference(operation, preference, { ...encodeOptions, api, choices, seed });
  const { operationId } = operation;
  return { reply, operationId, values, violations, note: joinNotes(unchecked, note) };
}

function answerReading<P extends Persona>(
  asked: Asked<P>,
  { values, violations, refusal: unread, note, bodyProblem }: WholeReading,
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
  const broken: BrokenRequest = { operationId, request, ...(bodyProblem === undefined ? {} : { bodyProblem }) };
  if (minded !== undefined && (api.readsParametersFirst === true || operation.security.isNone)) {
    return refused(api.refuseViolation(minded, broken));
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
    return { ...refused(api.refuseViolation(minded, broken)), ...callerNamed(persona) };
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
