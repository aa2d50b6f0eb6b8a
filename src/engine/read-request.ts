import type { OperationMatch } from '../contract/match/operation-matcher.ts';
import type { BodyReading, BodyRequest, ReceivedBody } from '../contract/request/request-body.ts';
import { NO_VALUES } from '../contract/request/request-reader.ts';
import type { ParameterValues, ReadableRequest, RequestReading } from '../contract/request/request-reader.ts';
import { noVerdict } from '../contract/schema/time-limit.ts';
import type { TimeLimit } from '../contract/schema/time-limit.ts';
import type { Violation } from '../contract/violation.ts';
import type { Api, BodyVerdict, Persona } from './api.ts';
import { problem } from './reply/problem.ts';
import type { Reply } from './reply/reply.ts';

/** A request that matches an operation. Its path may have invalid escapes. */
type Match = Exclude<OperationMatch, { kind: `unknown-${string}` }>;

/** The values of a request, or our own refusal if its body could not be read. */
export interface WholeReading extends RequestReading {
  readonly refusal?: Reply;
  /** Why the request was not checked. */
  readonly note?: string;
  /** Why the vendor's own parser refuses the body. */
  readonly bodyProblem?: string;
}

/** The vendor's own parser of bodies. */
type Vendor = Pick<Api<Persona>, 'readBody'>;

/**
 * Reads the parameters of a request and its body. The result is a promise only if there may be a body, because awaiting
 * costs a turn of the event loop.
 */
export function readRequest(
  match: Match,
  request: ReadableRequest & BodyRequest,
  vendor: Vendor = {},
): WholeReading | Promise<WholeReading> {
  const { limit } = match.operation;
  if (limit !== undefined) return readInTime(match, request, limit);
  const reading = readParameters(match, request);
  const body =
    vendor.readBody === undefined ? match.operation.readBody(request) : readBodyAsVendor(match, request, vendor);
  return body === undefined ? reading : withBody(reading, body);
}

/** Reads a request whose check may take long. The check of the body has its own limit. */
async function readInTime(
  match: Match,
  request: ReadableRequest & BodyRequest,
  limit: TimeLimit,
): Promise<WholeReading> {
  const outcome = await limit(() => readParameters(match, request));
  const reading = 'value' in outcome ? outcome.value : { values: NONE, violations: [] };
  const note = 'limitMs' in outcome ? { note: noVerdict('request', outcome.limitMs) } : {};
  const body = match.operation.readBody(request);
  return { ...(body === undefined ? reading : await withBody(reading, body)), ...note };
}

const NONE: ParameterValues = { path: NO_VALUES, query: NO_VALUES, header: NO_VALUES, cookie: NO_VALUES };

async function withBody(
  { values, violations }: RequestReading,
  pending: VendorBodyReading | Promise<VendorBodyReading>,
): Promise<WholeReading> {
  const { mediaType: bodyType, ...body } = await pending;
  return {
    values: {
      ...values,
      ...('value' in body ? { body: body.value } : {}),
      ...(bodyType === undefined ? {} : { bodyType }),
    },
    violations: [...violations, ...body.violations],
    ...(body.unread === undefined ? {} : { refusal: refuseUnread(body.unread) }),
    ...(body.note === undefined ? {} : { note: body.note }),
    ...(body.bodyProblem === undefined ? {} : { bodyProblem: body.bodyProblem }),
  };
}

interface VendorBodyReading extends BodyReading {
  readonly bodyProblem?: string;
}

/** Reads a body by the contract, and lets the vendor's own parser decide. */
function readBodyAsVendor(
  { operation }: Match,
  request: BodyRequest,
  vendor: Vendor,
): Promise<VendorBodyReading> | VendorBodyReading | undefined {
  const state: { received?: ReceivedBody } = {};
  const reading = operation.readBody({
    headers: request.headers,
    readBody: async (maxBytes) => (state.received = await request.readBody(maxBytes)),
  });
  // There is no body.
  if (!(reading instanceof Promise)) return reading;
  return reading.then((read) => {
    const isOfOtherType = read.violations.some(({ rule }) => rule === 'media-type');
    if (state.received?.kind !== 'whole' || isOfOtherType) return read;
    const verdict = vendor.readBody?.(operation.operationId, state.received.bytes, request.headers);
    return verdict === undefined ? read : decide(read, verdict);
  });
}

/** Maximum number of characters of the vendor's message in a violation. It may quote the body. */
const MAX_PROBLEM = 300;

function decide(reading: BodyReading, verdict: BodyVerdict): VendorBodyReading {
  const { violations } = reading;
  if ('value' in verdict) {
    const warnings = violations.map((violation): Violation => ({ ...violation, severity: 'warning' }));
    return { ...reading, value: verdict.value, violations: warnings };
  }
  const { problem: bodyProblem } = verdict;
  if (violations.some(({ severity }) => severity === 'error')) return { ...reading, bodyProblem };
  const message = bodyProblem.slice(0, MAX_PROBLEM);
  const refused: Violation = {
    location: 'body',
    rule: 'malformed',
    message,
    severity: 'error',
    provenance: 'observed',
  };
  return { violations: [...violations, refused], bodyProblem };
}

const TITLES = { 400: 'Broken body', 413: 'Too large', 415: 'Unknown Content-Encoding' } as const;

/** Our own refusal of a request whose body could not be read. */
function refuseUnread({ status, reason }: Extract<ReceivedBody, { kind: 'unread' }>): Reply {
  return problem(status, TITLES[status], reason);
}

function readParameters(match: Match, request: ReadableRequest): RequestReading {
  if (match.kind === 'found') return match.operation.read(request, match.pathValues);
  return {
    values: NONE,
    violations: [
      {
        location: 'path',
        rule: 'malformed',
        message: "a percent-escape in the path can't be decoded",
        severity: 'error',
        provenance: 'assumed',
      },
    ],
  };
}
