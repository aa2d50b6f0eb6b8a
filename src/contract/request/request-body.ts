import type { MIMEType } from 'node:util';
import type { OpenAPIV3_1 } from 'openapi-types';

import { createBodySchemaCompiler } from './body-schema.ts';
import type { Breach } from './body-schema.ts';
import { compileBody } from './compile-body.ts';
import type { Body, BodyCompilers, MediaType } from './compile-body.ts';
import { parseMediaType } from '../body/media-types.ts';
import { pointerTo } from '../document.ts';
import type { DocumentReader, Located, Provenance } from '../document.ts';
import { MAX_VIOLATIONS } from '../text/pairs-reader.ts';
import type { ReadableRequest } from './request-reader.ts';
import { createSchemaCompiler } from '../schema/schema.ts';
import { SMALL_BODY_BYTES, noVerdict } from '../schema/time-limit.ts';
import type { TimeLimit } from '../schema/time-limit.ts';
import { Unreadable } from '../text/unreadable.ts';
import { quote } from '../violation.ts';
import type { Violation } from '../violation.ts';

/** A received body: its bytes, decompressed, or why they could not be read. */
export type ReceivedBody =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'unread'; readonly status: 400 | 413 | 415; readonly reason: string };

/** A request whose body has not been read yet. */
export interface BodyRequest extends Pick<ReadableRequest, 'headers'> {
  /**
   * Reads the body. Called at most once, and only if there may be one.
   *
   * @param maxBytes Maximum size, compressed or not. Defaults to the server's own limit.
   */
  readBody(maxBytes?: number): Promise<ReceivedBody>;
}

/** The result of reading the body of a request. */
export interface BodyReading {
  /** Absent if there is no body, or if the vendor would reject it. */
  readonly value?: unknown;
  /** The media type of the value, by its name in the document. */
  readonly mediaType?: string;
  readonly violations: readonly Violation[];
  /** Why the body was not read. The server refuses such a request, not the vendor. */
  readonly unread?: Extract<ReceivedBody, { readonly kind: 'unread' }>;
  /** Why the body was not checked. */
  readonly note?: string;
}

/** Reads the body of a request. Undefined if there is no body and none is required, so that the request need not wait. */
export type BodyReader = (request: BodyRequest) => BodyReading | Promise<BodyReading> | undefined;

/** Compiles the reader of an operation's bodies. All bodies of a document share their schemas. */
export type BodyCompiler = (operation: Located<OpenAPIV3_1.OperationObject>, provenance: Provenance) => BodyReader;

/** @throws {ContractError} from the compiler, if a body has a media type that the engine doesn't read. */
export function createBodyCompiler(reader: DocumentReader): BodyCompiler {
  // Created for the first body, because many documents have none.
  let compilers: BodyCompilers | undefined;
  return ({ value, pointer }, provenance) => {
    if (value.requestBody === undefined) return (request) => readUndeclared(request, provenance);
    compilers ??= {
      compileSchema: createSchemaCompiler(reader, 'request'),
      compileBodySchema: createBodySchemaCompiler(reader),
    };
    const node = reader.resolve<OpenAPIV3_1.RequestBodyObject>(value.requestBody, pointerTo(pointer, 'requestBody'));
    const body = compileBody(reader, compilers, node);
    return (request) => readDeclared(request, body);
  };
}

/** Whether the headers say that there may be a body (RFC 9112, section 6.3). */
function announcesBody({ headers }: BodyRequest): boolean {
  const length = headers['content-length'];
  return (length !== undefined && length !== '0') || headers['transfer-encoding'] !== undefined;
}

/** Vendors ignore a body that the operation doesn't have. Without a length, the body is read to see whether it is empty. */
function readUndeclared(request: BodyRequest, provenance: Provenance): ReturnType<BodyReader> {
  if (!announcesBody(request)) return undefined;
  const message = 'the operation has no body; the sent one is ignored';
  const violation: Violation = { location: 'body', rule: 'unknown', message, severity: 'warning', provenance };
  if (request.headers['transfer-encoding'] === undefined) return { violations: [violation] };
  return request.readBody().then((received) => {
    const isEmpty = received.kind === 'whole' && received.bytes.length === 0;
    return { violations: isEmpty ? [] : [violation] };
  });
}

function readDeclared(request: BodyRequest, body: Body): ReturnType<BodyReader> {
  if (announcesBody(request)) return readAnnounced(request, body);
  return body.required ? { violations: [absent(body)] } : undefined;
}

async function readAnnounced(request: BodyRequest, body: Body): Promise<BodyReading> {
  const received = await request.readBody(body.maxBytes);
  if (received.kind === 'unread' && body.maxBytes === undefined) return { violations: [], unread: received };
  if (received.kind === 'whole' && received.bytes.length === 0)
    return { violations: body.required ? [absent(body)] : [] };
  // Only in a mounted document. OpenAPI requires content.
  if (body.mediaTypes.length === 0)
    return { violations: [], note: 'The request was not checked, because its body has no media type in the document.' };
  const found = findMediaType(request, body);
  if ('violation' in found) return { violations: [found.violation] };
  if (received.kind === 'unread') {
    const rule = received.status === 413 ? 'too-large' : 'malformed';
    return { violations: [violationOf(body, { place: '', rule, message: received.reason })] };
  }
  const { bytes } = received;

  const { decode, schema } = found.mediaType.readingOf(found.type.essence);
  const value = await decode(bytes, found.type);
  if (value instanceof Unreadable) {
    return { violations: [violationOf(body, { place: value.place, rule: 'malformed', message: value.problem })] };
  }
  const { name } = found.mediaType;
  const check = (): readonly Breach[] => schema?.check(value, bytes.length) ?? [];
  const outcome = isLong(body, bytes.length) ? await body.limit(check) : { value: check() };
  if ('limitMs' in outcome)
    return { value, mediaType: name, violations: [], note: noVerdict('request', outcome.limitMs) };
  const breaches = outcome.value;
  const violations = breaches.slice(0, MAX_VIOLATIONS).map((breach) => violationOf(body, breach));
  // The operation gets a value that the vendor would not reject.
  if (violations.some(({ severity }) => severity === 'error')) return { violations };
  return { value, mediaType: name, violations };
}

/** Only checks that may take long are limited, because the limit costs more than most checks. */
function isLong(body: Body, byteLength: number): body is Body & { readonly limit: TimeLimit } {
  return body.limit !== undefined && (body.mayTakeLong || byteLength > SMALL_BODY_BYTES);
}

function findMediaType(
  { headers }: BodyRequest,
  body: Body,
): { readonly mediaType: MediaType; readonly type: MIMEType } | { readonly violation: Violation } {
  const sent = [headers['content-type'] ?? []].flat().join(', ');
  const type = parseMediaType(sent);
  const mediaType = type === undefined ? undefined : findByType(body.mediaTypes, type);
  if (type !== undefined && mediaType !== undefined) return { mediaType, type };
  const expected = body.mediaTypes.map(({ name }) => name).join(' or ');
  const { severity, provenance } = body;
  const message =
    sent === ''
      ? `a body must have a Content-Type, ${expected}`
      : type === undefined
        ? `must be ${expected}, got ${quote(sent)}, which is not a media type`
        : `must be ${expected}, got ${quote(type.essence)}`;
  return { violation: { location: 'header.content-type', rule: 'media-type', message, severity, provenance } };
}

/** The names that match a media type, the most specific first: its own, and the ranges of its suffix and type. */
function rangesOf(essence: string): readonly string[] {
  const type = essence.slice(0, essence.indexOf('/'));
  const [suffix] = /\+[^+]*$/.exec(essence) ?? [];
  return [essence, ...(suffix === undefined ? [] : [`${type}/*${suffix}`]), `${type}/*`, '*/*'];
}

/** The most specific media type that matches: no range, and with the most parameters. */
function findByType(mediaTypes: readonly MediaType[], { essence, params }: MIMEType): MediaType | undefined {
  let found: MediaType | undefined;
  let best = -1;
  const ranges = rangesOf(essence);
  for (const mediaType of mediaTypes) {
    const { essence: declared, params: required } = mediaType.type;
    const range = ranges.indexOf(declared);
    // The charset is used when the bytes are decoded.
    const names = [...required.keys()].filter((name) => name !== 'charset');
    if (range === -1 || names.some((name) => params.get(name)?.toLowerCase() !== required.get(name)?.toLowerCase()))
      continue;
    const rank = (ranges.length - range) * 1000 + names.length;
    if (rank > best) [found, best] = [mediaType, rank];
  }
  return found;
}

function absent(body: Body): Violation {
  return violationOf(body, { place: '', rule: 'required', message: 'required, but absent' });
}

/** Makes a violation. A long location is cut. */
function violationOf({ severity, provenance }: Body, { place, rule, message }: Breach): Violation {
  const location = `body${place}`.slice(0, 200);
  return { location, rule, message, severity: rule === 'read-only' ? 'warning' : severity, provenance };
}
