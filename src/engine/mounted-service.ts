import type { MountedContract, MountedOperation } from '../contract/mounted.ts';
import { hasStatus } from '../contract/outline.ts';
import type { PrismFinding } from '../contract/prism.ts';
import { parseQuery } from '../contract/query.ts';
import { describeUnmatched } from '../contract/unmatched.ts';
import type { UnmatchedRequest } from '../contract/unmatched.ts';
import type { Violation } from '../contract/violation.ts';
import { headerOf } from './api.ts';
import type { EngineRequest, Exchange, Service } from './exchange.ts';
import { answerFromDocument, nothingToAnswer, refuseFindings, writeAnswer } from './mounted-reply.ts';
import type { MountedAnswer, MountedSource, MountedWish } from './mounted-reply.ts';
import { isError, readMountedRequest } from './mounted-request.ts';
import { followMountedRule } from './mounted-rule.ts';
import type { RefusalReason } from './outcome.ts';
import { formatPreference, parsePreference, unknownPreference } from './preference.ts';
import type { Preference } from './preference.ts';
import { problem } from './problem.ts';
import type { Reply } from './reply.ts';
import type { RuleTurn } from './rules.ts';
import type { Session } from './session.ts';
import { chooseVariants } from './variant.ts';

/** Answers for a document that has no adapter: Prism does, from its examples and schemas. */
/** @param seed decides what is made up. */
export function createMountedService(contract: MountedContract, seed: number): Service {
  const showcase = { ...contract.showcase, path: `/${contract.name}${contract.showcase.path}` };
  // Whoever has credentials is let in, so there is nobody to know by name, and no session in what they send.
  const api: Service['api'] = {
    name: contract.name,
    personas: [],
    showcase,
    environment: {},
    credentialOf: () => undefined,
  };
  return {
    api,
    contract,
    variants: [],
    choices: {},
    choose: (given) => chooseVariants([], given),
    apiFor: () => api,
    handle: (request, session) => handleMounted(contract, request, session, seed),
  };
}

/** Answers one request; read it from the top. */
async function handleMounted(
  contract: MountedContract,
  request: EngineRequest,
  session: Session,
  seed: number,
): Promise<Exchange> {
  // Which operation is it?
  const match = contract.match(request.method, request.path);
  const unmatched = (kind: UnmatchedRequest['kind'], reply: Reply): Exchange => {
    const { method, path } = request;
    return {
      reply,
      reason: kind,
      violations: [describeUnmatched(contract, { kind, method, path, provenance: 'documented' })],
    };
  };
  if (match.kind === 'unknown-path') {
    const detail = `The document ${contract.name} has no path ${JSON.stringify(request.path.slice(0, 200))}.`;
    return unmatched('unknown-path', problem(404, 'Unknown path', detail));
  }
  if (match.kind === 'unknown-method') {
    const allowed = match.allowed.join(', ');
    const reply = problem(405, 'Unknown method', `The document ${contract.name} has ${allowed} here.`);
    const headers = { ...reply.headers, Allow: allowed };
    return unmatched('unknown-method', { ...reply, headers });
  }
  const { operation } = match;
  const { operationId } = operation;
  if (match.kind === 'malformed-path') {
    const reply = problem(400, 'Malformed path', "A percent-escape in the path can't be decoded.");
    return { reply, operationId, reason: 'request', violations: [MALFORMED_PATH] };
  }

  // Has the session a rule for it?
  const turn = session.rules?.take({
    operation,
    pathValues: match.pathValues,
    headers: request.headers,
    query: () => parseQuery(request.query),
    persona: () => undefined,
  });

  // Is it as the document wants it? Prism takes a while to load: the first request pays for it.
  const { UnusableOperationError, loadMountedOperation } = await import('../contract/prism.ts');
  const prism = await loadMountedOperation(contract, operation).catch((error: unknown) => {
    if (error instanceof UnusableOperationError) return error;
    throw error;
  });
  if (prism instanceof UnusableOperationError)
    return { reply: nothingToAnswer(operation, prism.message), operationId, violations: [] };
  const { pathValues } = match;
  return answerRequest({ source: { contract, operation, prism }, request, pathValues, seed, turn });
}

const MALFORMED_PATH: Violation = {
  location: 'path',
  rule: 'malformed',
  message: "a percent-escape in the path can't be decoded",
  severity: 'error',
  provenance: 'documented',
};

/** A request whose operation is known, and what it takes to answer it. */
interface AskedDocument {
  readonly source: MountedSource;
  readonly request: EngineRequest;
  readonly pathValues: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly turn: RuleTurn | undefined;
}

async function answerRequest({ source, request, pathValues, seed, turn }: AskedDocument): Promise<Exchange> {
  const { operation } = source;
  const { operationId } = operation;
  const { findings, violations, values, refusal, note } = await readMountedRequest(source, request, pathValues);
  const known = { operationId, values, violations, note };
  if (refusal !== undefined) return { ...known, reply: refusal, reason: 'request' };

  // Does the caller ask for an answer of its choice?
  const preference = parsePreference(headerOf(request.headers, 'prefer'));
  const wish: MountedWish = {
    accept: headerOf(request.headers, 'accept'),
    seed: `${seed} ${request.method} ${request.path} ${request.query}`,
    status: preference?.code ?? statusOfExample(operation, preference?.example),
    example: preference?.example,
    dynamic: preference?.dynamic ?? false,
  };
  const isUnknown = preference !== undefined && !isKnown(operation, preference);
  const isRefused = preference === undefined && findings.some(({ severity }) => isError(severity));
  const answer = isUnknown
    ? unknownPreference(operation)
    : isRefused
      ? refuseFindings(source, findings, violations)
      : answerFromDocument(source, wish);
  const told = {
    ...known,
    reason: isRefused ? reasonOf(findings) : isNotAcceptable(answer) ? 'not-acceptable' : undefined,
  };
  if (turn !== undefined) return { ...told, ...followMountedRule(turn, { source, wish, answer }) };
  return { ...told, reply: isUnknown ? write(source, answer) : applied(write(source, answer), preference) };
}

function reasonOf(findings: readonly PrismFinding[]): RefusalReason {
  return findings.some(({ code }) => code === 401) ? 'credentials' : 'request';
}

/** The document's answers have a value. */
function isNotAcceptable(answer: MountedAnswer | Reply): boolean {
  return !('value' in answer) && answer.status === 406;
}

function write(source: MountedSource, answer: MountedAnswer | Reply): Reply {
  return 'value' in answer ? writeAnswer(source, answer) : answer;
}

/** Whether the document has an answer of a status, an example of a name. */
function isKnown(operation: MountedOperation, { code, example }: Preference): boolean {
  if (code !== undefined && !hasStatus(operation, code)) return false;
  return example === undefined || examplesOf(operation, code).includes(example);
}

function examplesOf({ responses }: MountedOperation, code: number | undefined): readonly string[] {
  const asked = [...responses.values()].filter(({ status }) => code === undefined || status === code);
  return asked.flatMap(({ mediaTypes }) =>
    Array.from(mediaTypes.values(), ({ examples }) => [...examples.keys()]).flat(),
  );
}

function statusOfExample({ responses }: MountedOperation, example: string | undefined): number | undefined {
  if (example === undefined) return undefined;
  return [...responses.values()].find(({ mediaTypes }) =>
    [...mediaTypes.values()].some(({ examples }) => examples.has(example)),
  )?.status;
}

function applied(reply: Reply, preference: Preference | undefined): Reply {
  const text = preference === undefined ? '' : formatPreference(preference);
  return text === '' ? reply : { ...reply, headers: { ...reply.headers, 'Preference-Applied': text } };
}
