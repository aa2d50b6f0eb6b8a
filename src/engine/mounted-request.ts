import { parseCookie } from 'cookie';
import type { OpenAPIV3_1 } from 'openapi-types';

import { METHODS } from '../contract/contract.ts';
import { decodeJson, explainJson } from '../contract/decode-json.ts';
import { pointerTo } from '../contract/document.ts';
import { findByEssence, parseMediaType } from '../contract/essence.ts';
import type { MountedContract, MountedOperation } from '../contract/mounted.ts';
import { isJson, parametersOf, plainPathOf } from '../contract/operation-document.ts';
import { readerOf } from '../contract/outline.ts';
import { MAX_VIOLATIONS } from '../contract/pairs-reader.ts';
import { SMALL_BODY_BYTES, noVerdict } from '../contract/time-limit.ts';
import type { TimedOutcome } from '../contract/time-limit.ts';
import type { PrismFinding, PrismOperationMock } from '../contract/prism.ts';
import { parseQuery } from '../contract/query.ts';
import { announcesBody } from '../contract/request-body.ts';
import { NO_VALUES } from '../contract/request-reader.ts';
import type { ParameterValues } from '../contract/request-reader.ts';
import { Unreadable } from '../contract/unreadable.ts';
import { quote } from '../contract/violation.ts';
import type { Violation, ViolationRule } from '../contract/violation.ts';
import { headerOf } from './api.ts';
import type { EngineRequest } from './exchange.ts';
import type { MountedSource } from './mounted-reply.ts';
import { refuseUnread } from './read-request.ts';
import type { Reply } from './reply.ts';

/** What Prism finds of a request to a mounted document. */
export interface MountedReading {
  readonly findings: readonly PrismFinding[];
  readonly violations: readonly Violation[];
  /** What the parameters said, as texts; one that breaks the document is left out. */
  readonly values: ParameterValues;
  /** Our own refusal, where the body could not be read. */
  readonly refusal?: Reply;
  /** Why it was not held against the document. */
  readonly note?: string;
}

type PrismRequest = Parameters<PrismOperationMock['findings']>[0];

/** Holds a request against its operation: its body is read where the operation takes one. */
export async function readMountedRequest(
  { contract, operation, prism }: MountedSource,
  request: EngineRequest,
  pathValues: Readonly<Record<string, string>>,
): Promise<MountedReading> {
  const body = await readBody(operation, request);
  if ('refusal' in body) return { findings: [], violations: [], values: NO_TEXTS, refusal: body.refusal };
  const outcome = await findInTime(prism, body.byteLength, {
    method: isMethod(operation.method.toLowerCase()),
    url: { path: plainPathOf(operation, pathValues), query: queryOf(request.query) },
    headers: { ...headersOf(request), ...authorizationOf(request), ...body.headers },
    ...(body.value === undefined ? {} : { body: body.value }),
  });
  if ('limitMs' in outcome)
    return { findings: [], violations: [], values: NO_TEXTS, note: noVerdict('request', outcome.limitMs) };
  const found = outcome.value;
  const namesOf = (): readonly string[] => parametersOf(contract, operation).map(({ name }) => name);
  const findings = [...body.findings, ...found.filter((each) => body.findings.length === 0 || !isOfNoBody(each))];
  return {
    findings: findings.slice(0, MAX_VIOLATIONS),
    violations: [
      ...body.violations,
      ...findings.slice(0, MAX_VIOLATIONS).map((finding) => toViolation(finding, namesOf)),
    ],
    values: { ...valuesOf(request, pathValues, found), ...bodyOf(contract, operation, request, body, findings) },
  };
}

/** The body, where one came that the document takes. */
function bodyOf(
  contract: MountedContract,
  operation: MountedOperation,
  request: EngineRequest,
  { value }: ReadBody,
  findings: readonly PrismFinding[],
): Pick<ParameterValues, 'body' | 'bodyType'> {
  const isRefused = findings.some(({ code, path }) => code === 415 || path === undefined || path[0] === 'body');
  if (value === undefined || isRefused) return {};
  const bodyType = findByEssence(requestTypesOf(contract, operation), essenceOf(request) ?? '');
  return bodyType === undefined ? {} : { body: value, bodyType };
}

/** The names of the media types that an operation takes, by what they are without their parameters. */
function requestTypesOf(contract: MountedContract, { node }: MountedOperation): ReadonlyMap<string, string> {
  const at = pointerTo(node.pointer, 'requestBody');
  const { requestBody = { content: {} } } = node.value;
  const { value } = readerOf(contract).resolve<OpenAPIV3_1.RequestBodyObject>(requestBody, at);
  return new Map(Object.keys(Object(value.content)).map((name) => [parseMediaType(name)?.essence ?? name, name]));
}

const NO_TEXTS: ParameterValues = { path: NO_VALUES, query: NO_VALUES, header: NO_VALUES, cookie: NO_VALUES };

/** What tells which parameters came: Prism says only what is wrong with them. */
function valuesOf(
  request: EngineRequest,
  pathValues: Readonly<Record<string, string>>,
  findings: readonly PrismFinding[],
): ParameterValues {
  if (findings.some(({ code, path }) => code === 'malformed' && path === undefined)) return NO_TEXTS;
  const bad = new Set(findings.map(({ path: [place, name] = [] }) => `${place} ${String(name).toLowerCase()}`));
  const good = (place: string, texts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(texts).filter(([name]) => !bad.has(`${place} ${name.toLowerCase()}`)));
  const query = queryOf(request.query);
  // An object may come with its name around its keys: `filter[title]`.
  const objects = Object.keys(query).flatMap((name) => (name.includes('[') ? [[name.replace(/\[.*/s, ''), {}]] : []));
  return {
    path: good('path', pathValues),
    query: good('query', { ...Object.fromEntries(objects), ...query }),
    header: good('header', headersOf(request)),
    cookie: good('cookie', parseCookie(headerOf(request.headers, 'cookie') ?? '')),
  };
}

/** Only a check that may take long is watched: that costs more than most checks do. */
function findInTime(
  prism: PrismOperationMock,
  bodyBytes: number,
  request: PrismRequest,
): TimedOutcome<readonly PrismFinding[]> | Promise<TimedOutcome<readonly PrismFinding[]>> {
  if (!prism.isLongCheck && bodyBytes <= SMALL_BODY_BYTES) return { value: find(prism, request) };
  return prism.inTime(() => find(prism, request));
}

/** What a request holds is a client's: where Prism breaks down over it, the request is at fault. */
function find(prism: PrismOperationMock, request: PrismRequest): readonly PrismFinding[] {
  try {
    return prism.findings(request);
  } catch {
    return [
      {
        code: 'malformed',
        message: "The request can't be read: its headers, query or form are malformed",
        severity: 0,
      },
    ];
  }
}

interface ReadBody {
  readonly value?: unknown;
  readonly byteLength: number;
  /** What Prism is told of it, over what the client said. */
  readonly headers: Readonly<Record<string, string>>;
  readonly findings: readonly PrismFinding[];
  readonly violations: readonly Violation[];
}

const NO_BODY: ReadBody = { byteLength: 0, headers: { 'content-length': '0' }, findings: [], violations: [] };

async function readBody(operation: MountedOperation, request: EngineRequest): Promise<ReadBody | { refusal: Reply }> {
  if (!announcesBody(request)) return NO_BODY;
  if (operation.node.value.requestBody === undefined) {
    const message = 'the operation takes no body; it is not read';
    const provenance = 'documented';
    return {
      ...NO_BODY,
      violations: [{ location: 'body', rule: 'unknown', message, severity: 'warning', provenance }],
    };
  }
  const received = await request.readBody();
  if (received.kind === 'unread') return { refusal: refuseUnread(received) };
  if (received.bytes.length === 0) return NO_BODY;

  // Prism tells by its length that there is a body, which one in chunks doesn't say.
  const byteLength = received.bytes.length;
  const headers = { 'content-length': String(byteLength) };
  const text = Buffer.from(received.bytes).toString('utf8');
  const type = essenceOf(request);
  const sent = headerOf(request.headers, 'content-type') ?? '';
  if (type === undefined && sent !== '') {
    // Prism reads a body with a malformed Content-Type as JSON. It is a 415 (RFC 9110, section 15.5.16).
    const message = `${quote(sent)} is no media type`;
    return { ...NO_BODY, findings: [{ path: ['header', 'content-type'], code: 415, message, severity: 0 }] };
  }
  if (type !== undefined && !isJson(type)) return { value: text, byteLength, headers, findings: [], violations: [] };
  const value = decodeJson(text);
  if (!(value instanceof Unreadable)) return { value, byteLength, headers, findings: [], violations: [] };
  if (type === undefined) return { value: text, byteLength, headers, findings: [], violations: [] };
  const finding: PrismFinding = { path: ['body'], code: 'malformed', message: await explainJson(text), severity: 0 };
  return { ...NO_BODY, findings: [finding] };
}

/** That a body is missing is said of one that could not be read, too. */
function isOfNoBody({ code, path }: PrismFinding): boolean {
  return code === 'required' && path === undefined;
}

/** Prism compares the scheme with capitals; its case doesn't matter (RFC 9110, section 11.1). */
function authorizationOf({ headers }: EngineRequest): { readonly authorization?: string } {
  const sent = headerOf(headers, 'authorization');
  if (sent === undefined) return {};
  const authorization = sent.replace(/^(basic|bearer|digest)(?= )/i, (scheme) =>
    scheme.toLowerCase().replace(/^./, (first) => first.toUpperCase()),
  );
  return { authorization };
}

function essenceOf({ headers }: EngineRequest): string | undefined {
  return parseMediaType([headers['content-type'] ?? []].flat().join(', '))?.essence;
}

function headersOf({ headers }: EngineRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  );
}

function queryOf(query: string): Record<string, string | string[]> {
  const values = new Map<string, string | string[]>();
  for (const { name, value } of parseQuery(query)) {
    const known = values.get(name);
    values.set(name, known === undefined ? value : [known, value].flat());
  }
  return Object.fromEntries(values);
}

function toViolation(
  { path = [], code, message, severity }: PrismFinding,
  namesOf: () => readonly string[],
): Violation {
  return {
    location: locationOf(path.map(String), code, namesOf).slice(0, 200),
    rule: ruleOf(code),
    message,
    severity: isError(severity) ? 'error' : 'warning',
    provenance: 'documented',
  };
}

function locationOf(
  [place, first, ...deeper]: readonly string[],
  code: PrismFinding['code'],
  namesOf: () => readonly string[],
): string {
  if (code === 401) return 'security';
  if (code === 415) return 'header.content-type';
  if (place === undefined) return code === 'required' ? 'body' : 'request';
  if (first === undefined) return place;
  if (place === 'body') return [place, first, ...deeper].join('/');
  // Prism has the names of parameters in small letters.
  const name = place === 'header' ? first : (namesOf().find((each) => each.toLowerCase() === first) ?? first);
  return [place, name, ...deeper].join('.');
}

/** As in the Language Server Protocol, from which Prism has its numbers. */
export function isError(severity: number): boolean {
  return severity === 0;
}

function ruleOf(code: PrismFinding['code']): ViolationRule {
  switch (code) {
    case 401:
      return 'security';
    case 415:
      return 'media-type';
    case 'required':
    case 'malformed':
      return code;
    default:
      return 'schema';
  }
}

function isMethod(method: string): PrismRequest['method'] {
  return METHODS.find((each) => each === method) ?? 'get';
}
