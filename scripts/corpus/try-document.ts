import { createMock } from '../../src/index.ts';
import { breakRequest } from './break-request.ts';
import { judgeReply } from './judge-reply.ts';
import { partsOf } from './operation-parts.ts';
import type { OperationNode, TriedOperation } from './operation-parts.ts';
import { send } from './send.ts';
import type { Answer } from './send.ts';
import { resolved } from './standalone-schema.ts';
import { hasClash, writeRequest } from './write-request.ts';
import type { WrittenRequest } from './write-request.ts';

/** The results of one document. */
export interface DocumentResult {
  readonly file: string;
  readonly counts: Counts;
  readonly findings: readonly Finding[];
  /** Absent if the document was not loaded. */
  readonly cost?: Cost;
}

/** The costs of a document. */
export interface Cost {
  /** To read it at start. */
  readonly readMs: number;
  /** The median of the first valid requests to its operations, and of the second ones. */
  readonly firstMs: number;
  readonly laterMs: number;
  /** Of the process after all, other documents that it had before included. */
  readonly memoryMb: number;
}

/** Numbers of operations, except `invalidSent` and `invalidAccepted`, which are requests. */
export interface Counts {
  loaded: number;
  operations: number;
  /** Operations for which a valid request could be made. */
  validSent: number;
  /** Of these, answered by the document: no violation, and the document has something to answer with. */
  answered: number;
  nothingToAnswerWith: number;
  validRefused: number;
  invalidSent: number;
  invalidAccepted: number;
  repliesJudged: number;
  offSchema: number;
  /** Of these, replies whose bad value is an example of the document. */
  offSchemaByExample: number;
  /** Of these, replies that are marked with `x-lms-mock-note`. */
  offSchemaMarked: number;
  unjudged: number;
  failed: number;
}

/** A failure, or a check that was not possible. */
export interface Finding {
  readonly kind: keyof Counts | 'notLoaded' | 'noValidRequest';
  readonly operation?: string;
  readonly reason: string;
}

/** The names of the counts, in the order of printing. */
export const COUNTED: readonly (keyof Counts)[] = [
  'loaded',
  'operations',
  'validSent',
  'answered',
  'nothingToAnswerWith',
  'validRefused',
  'invalidSent',
  'invalidAccepted',
  'repliesJudged',
  'offSchema',
  'offSchemaByExample',
  'offSchemaMarked',
  'unjudged',
  'failed',
];

export function noCounts(): Counts {
  return {
    loaded: 0,
    operations: 0,
    validSent: 0,
    answered: 0,
    nothingToAnswerWith: 0,
    validRefused: 0,
    invalidSent: 0,
    invalidAccepted: 0,
    repliesJudged: 0,
    offSchema: 0,
    offSchemaByExample: 0,
    offSchemaMarked: 0,
    unjudged: 0,
    failed: 0,
  };
}

/** Mounts a document and sends valid and invalid requests to each of its operations. */
export async function tryDocument(file: string): Promise<DocumentResult> {
  const counts = noCounts();
  const findings: Finding[] = [];
  const times: Times = { first: [], later: [] };
  const startedAt = performance.now();
  let mock;
  try {
    mock = createMock({ port: 0, apis: ['moocit'], learners: 0, specs: { tried: file }, onDefect: () => undefined });
  } catch (error) {
    return { file, counts, findings: [{ kind: 'notLoaded', reason: reasonOf(error) }] };
  }
  const readMs = Math.round(performance.now() - startedAt);
  await using running = mock;
  await running.listen();
  counts.loaded = 1;
  const contract = running.mounted[0]?.contract;
  const baseUrl = running.specs['tried']?.baseUrl ?? '';
  for (const outline of contract?.operations.values() ?? []) {
    const operation = { ...outline, node: { value: nodeOf(contract?.document ?? {}, outline) } };
    counts.operations += 1;
    const note = (kind: Finding['kind'], reason: string): void => {
      findings.push({ kind, operation: operation.operationId, reason });
      if (kind !== 'notLoaded' && kind !== 'noValidRequest') counts[kind] += 1;
    };
    try {
      await tryOperation({ document: contract?.document ?? {}, operation, baseUrl, counts, times, note });
    } catch (error) {
      note('failed', reasonOf(error));
    }
  }
  const memoryMb = Math.round(process.memoryUsage().rss / 1e6);
  const cost = { readMs, firstMs: medianOf(times.first), laterMs: medianOf(times.later), memoryMb };
  return { file, counts, findings, cost };
}

function medianOf(values: readonly number[]): number {
  return Number((values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0).toFixed(1));
}

/** The times of requests, in milliseconds. */
interface Times {
  readonly first: number[];
  readonly later: number[];
}

/** The place of an operation in its document: below the name of its method, or below additionalOperations. */
function nodeOf(document: object, { path, method }: { readonly path: string; readonly method: string }): OperationNode {
  const item = resolved(document, Object(Reflect.get(document, 'paths'))[path]) ?? {};
  return Object(item[method.toLowerCase()] ?? Object(item['additionalOperations'])[method]);
}

interface Trial {
  readonly document: object;
  readonly operation: TriedOperation;
  readonly baseUrl: string;
  readonly counts: Counts;
  readonly times: Times;
  note(kind: Finding['kind'], reason: string): void;
}

async function tryOperation({ document, operation, baseUrl, counts, times, note }: Trial): Promise<void> {
  if (hasClash(document, operation)) return note('noValidRequest', 'two credentials need the same header');
  const parts = await partsOf(document, operation);
  if (parts.kind === 'none') return note('noValidRequest', parts.reason);
  counts.validSent += 1;
  const valid = writeRequest(document, operation, parts);
  const answer = await timed(times.first, async () => sendForVerdict(baseUrl, valid));
  if (isRefused(answer)) return note('validRefused', `${valid.method} ${valid.path}: ${whyRefused(answer)}`);
  if (answer.status === 501 && answer.headers['content-type']?.startsWith('application/problem+json') === true)
    return note('nothingToAnswerWith', answer.text.slice(0, 200));
  counts.answered += 1;
  await timed(times.later, async () => send(baseUrl, valid));
  const finding = await judgeReply(document, operation, answer);
  if (finding.kind === 'valid') counts.repliesJudged += 1;
  if (finding.kind === 'unjudged') note('unjudged', finding.reason);
  if (finding.kind === 'off-schema') {
    counts.repliesJudged += 1;
    note('offSchema', finding.reason);
    if (finding.isOwnExample) counts.offSchemaByExample += 1;
    if (finding.isMarked) counts.offSchemaMarked += 1;
  }
  for (const { fault, parts: broken } of breakRequest(parts)) {
    counts.invalidSent += 1;
    const reply = await sendForVerdict(baseUrl, writeRequest(document, operation, broken));
    if (!isRefused(reply)) note('invalidAccepted', fault);
  }
}

const MAX_TRIES = 5;

/** On a busy machine a check can end without a verdict. The request is then sent again. */
async function sendForVerdict(baseUrl: string, request: WrittenRequest): Promise<Answer> {
  let answer = await send(baseUrl, request);
  for (let tries = 1; tries < MAX_TRIES && hasNoVerdict(answer); tries += 1) answer = await send(baseUrl, request);
  return answer;
}

function hasNoVerdict({ headers }: Answer): boolean {
  return headers['x-lms-mock-note']?.includes('was not checked') === true;
}

async function timed<T>(into: number[], run: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await run();
  into.push(performance.now() - startedAt);
  return result;
}

/** A refusal has a violation, or says that the path or the method is unknown. */
function isRefused({ status, headers }: Answer): boolean {
  const violations: unknown = JSON.parse(headers['x-lms-mock-violations'] ?? '[]');
  const isError = (each: unknown): boolean => Reflect.get(Object(each), 'severity') === 'error';
  return (
    (Array.isArray(violations) && violations.some(isError)) ||
    (status === 404 && headers['x-lms-mock-violations'] !== undefined)
  );
}

function whyRefused({ status, headers }: Answer): string {
  return `${status} ${headers['x-lms-mock-violations']?.slice(0, 300) ?? ''}`;
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
