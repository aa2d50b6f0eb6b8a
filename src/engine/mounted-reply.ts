import type { MountedContract, MountedOperation } from '../contract/mounted.ts';
import { writeMountedBody } from '../contract/mounted-body.ts';
import { createNegotiation } from '../contract/negotiation.ts';
import { isJson } from '../contract/operation-document.ts';
import { isFinalStatus } from '../contract/outline.ts';
import type { PrismAnswer, PrismFinding, PrismOperationMock, PrismResponse } from '../contract/prism.ts';
import type { Violation } from '../contract/violation.ts';
import { problem } from './problem.ts';
import type { Reply } from './reply.ts';

/** What a mounted document is asked for. */
export interface MountedWish {
  readonly accept: string | undefined;
  /** Decides what is left to chance. */
  readonly seed: string;
  readonly status?: number | undefined;
  readonly example?: string | undefined;
  readonly dynamic: boolean;
}

/** An answer of the document, before it is written. */
export interface MountedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly mediaType?: string;
  readonly value: unknown;
}

/** Where an answer comes from. */
export interface MountedSource {
  readonly contract: MountedContract;
  readonly operation: MountedOperation;
  readonly prism: PrismOperationMock;
}

/** The document's answer to a request that is as it wants it, or to a wish; a problem of ours where it has none. */
export function answerFromDocument({ operation, prism }: MountedSource, wish: MountedWish): MountedAnswer | Reply {
  const response = responseFor(prism.responses, wish.status);
  if (response === undefined) return nothingToAnswer(operation, 'it has no responses');
  const { status } = response;
  const named = wish.example === undefined ? response.mediaTypes : havingExample(operation, status, wish.example);
  const mediaTypes = named.length > 0 ? named : response.mediaTypes;
  if (!isFinalStatus(status)) return nothingToAnswer(operation, `its answer ${status} is no end of a request`);
  const isWished = wish.status !== undefined || wish.example !== undefined;
  const mediaType = negotiate(mediaTypes, wish.accept) ?? (isWished ? mediaTypes[0] : undefined);
  if (mediaType === undefined && mediaTypes.length > 0) {
    const detail = `${JSON.stringify(wish.accept)} accepts none of ${mediaTypes.join(', ')}.`;
    return problem(406, 'Not acceptable', detail);
  }
  const config = { code: status, seed: wish.seed, ...(mediaType === undefined ? {} : { mediaTypes: [mediaType] }) };
  const shown = wish.example === undefined ? config : { ...config, exampleKey: wish.example };
  // Prism shows no schema of more than 2500 values, but makes one up; and it makes up none that takes it too long.
  const [still, madeUp] = [
    { ...shown, dynamic: false },
    { ...config, dynamic: true },
  ];
  const attempts = wish.dynamic ? [madeUp, still] : wish.example === undefined ? [still, madeUp] : [still];
  let reason = '';
  for (const attempt of attempts) {
    const answer = ask(prism, [], attempt);
    if (answer.kind === 'answer' && answer.status === status) return toAnswer(answer);
    reason = answer.kind === 'none' ? `${answer.title} ${answer.detail}`.trim() : 'it has no such answer';
  }
  return nothingToAnswer(operation, reason);
}

function havingExample({ responses }: MountedOperation, status: number, example: string): readonly string[] {
  const mediaTypes = [...(responses.get(status)?.mediaTypes ?? [])];
  return mediaTypes.filter(([, { examples }]) => examples.has(example)).map(([name]) => name);
}

/** The document's answer to a request with these findings: a response of its own where it has one that fits. */
export function refuseFindings(
  { prism }: MountedSource,
  findings: readonly PrismFinding[],
  violations: readonly Violation[],
): MountedAnswer | Reply {
  const answer = ask(prism, findings, { dynamic: false });
  if (answer.kind === 'answer' && answer.status >= 400) return toAnswer(answer);
  const status = statusOf(findings);
  const challenges = findings.flatMap((finding) => (finding.code === 401 ? (finding.tags ?? []) : []));
  const said = violations.map(({ location, message }) => ({ location, message }));
  const reply = problem(status, TITLES[status], 'The document has no answer of its own to this.', { violations: said });
  return challenges.length === 0
    ? reply
    : { ...reply, headers: { ...reply.headers, 'WWW-Authenticate': challenges.join(', ') } };
}

const TITLES = { 401: 'Credentials are wanted', 415: 'Unsupported media type', 422: 'Invalid request' } as const;

/** In the order in which Prism decides. */
function statusOf(findings: readonly PrismFinding[]): keyof typeof TITLES {
  return ([401, 415] as const).find((status) => findings.some(({ code }) => code === status)) ?? 422;
}

/** Writes an answer of the document. */
export function writeAnswer({ contract, operation }: MountedSource, answer: MountedAnswer): Reply {
  const { status, mediaType, value, headers } = answer;
  if (mediaType === undefined || value === undefined) return { status, headers, isStreamed: false };
  const type = concrete(mediaType);
  const contentType = /^text\/[^;]+$/.test(type) ? `${type}; charset=utf-8` : type;
  return {
    status,
    headers: { ...headers, 'Content-Type': contentType },
    body: writeMountedBody(value, { contract, operation, status, mediaType }),
    isStreamed: false,
  };
}

/** The media type of a response's body: what the caller likes best, JSON before others where it doesn't say. */
export function negotiate(mediaTypes: readonly string[], accept: string | undefined): string | undefined {
  const sorted = [...mediaTypes.filter(isJson), ...mediaTypes.filter((each) => !isJson(each))];
  return createNegotiation(sorted.map(concrete))(accept) === undefined
    ? undefined
    : sorted.find((each) => concrete(each) === createNegotiation(sorted.map(concrete))(accept));
}

/** The response of a status, and the status that it is sent with; without a status, that of success. */
export function responseFor(
  responses: readonly PrismResponse[],
  status: number | undefined,
): { readonly status: number; readonly mediaTypes: readonly string[] } | undefined {
  const byCode = (code: string): PrismResponse | undefined =>
    responses.find((each) => each.code.toUpperCase() === code);
  if (status !== undefined) {
    const found = byCode(String(status)) ?? byCode(`${Math.floor(status / 100)}XX`) ?? byCode('DEFAULT');
    return found === undefined ? undefined : { status, mediaTypes: found.mediaTypes };
  }
  const successes = responses.filter(({ code }) => /^2(\d\d|XX)$/i.test(code)).map(({ code }) => code.toUpperCase());
  const found = byCode(successes.sort()[0] ?? 'DEFAULT') ?? responses[0];
  if (found === undefined) return undefined;
  const code = found.code.replace(/XX$/i, '00');
  return { status: code === 'default' ? 200 : Number(code), mediaTypes: found.mediaTypes };
}

/** What Prism throws is trouble with the document, as what it returns for an error. */
function ask(
  prism: PrismOperationMock,
  findings: readonly PrismFinding[],
  wish: Parameters<PrismOperationMock['answer']>[1],
): PrismAnswer {
  try {
    return prism.answer(findings, wish);
  } catch (error) {
    return { kind: 'none', title: error instanceof Error ? error.message.slice(0, 200) : 'it breaks down', detail: '' };
  }
}

function toAnswer({ status, headers, mediaType, body }: PrismAnswer & { kind: 'answer' }): MountedAnswer {
  const answer = { status, headers: sendable(headers), value: body };
  return mediaType === undefined ? answer : { ...answer, mediaType };
}

/** What a document can't ask for: how a message is framed and shared is the server's own. */
const NOT_SENT =
  /^(content-(length|type|encoding)|transfer-encoding|connection|keep-alive|trailer|upgrade|date|access-control-.*|x-lms-mock-.*)$/i;

function sendable(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const kept = Object.entries(headers).flatMap(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
    const isHeader = /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && /^[\t\u0020-\u007E\u0080-\u00FF]*$/.test(text);
    return value === null || value === undefined || !isHeader || NOT_SENT.test(name) ? [] : [[name, text] as const];
  });
  return Object.fromEntries(kept);
}

/** A range of media types is answered with one of them. */
function concrete(mediaType: string): string {
  const [type = '', subtype = ''] = mediaType.split('/');
  if (!subtype.startsWith('*')) return mediaType;
  return (
    { '*': 'application/json', application: 'application/json', text: 'text/plain', image: 'image/png' }[type] ??
    'application/octet-stream'
  );
}

/** The document's own shortcoming: no request could be answered. */
export function nothingToAnswer({ operationId }: MountedOperation, reason: string): Reply {
  const detail = `The document has nothing to answer ${operationId} with: ${reason}. Give it an example, or the session a rule.`;
  return problem(501, 'Nothing to answer with', detail);
}
