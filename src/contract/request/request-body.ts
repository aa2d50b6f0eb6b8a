import type { MIMEType } from 'node:util';
import type { OpenAPIV3_1 } from 'openapi-types';

import { createBodySchemaCompiler } from './body-schema.ts';
import type { BodySchema, Breach } from './body-schema.ts';
import { compileBodyDecoder } from '../body/decode-body.ts';
import { ContractError, extensionOf, pointerTo, provenanceOf, severityOf } from '../document.ts';
import type { DocumentReader, Located, Provenance, Severity } from '../document.ts';
import { parseMediaType } from '../body/essence.ts';
import { UNREAD, always, readingsOf } from './form-reading.ts';
import type { FormReading, ReadingOf } from './form-reading.ts';
import { createLimit } from '../schema/limited-check.ts';
import { MAX_VIOLATIONS } from '../text/pairs-reader.ts';
import type { ReadableRequest } from './request-reader.ts';
import { checkSchema, createSchemaCompiler } from '../schema/schema.ts';
import type { SchemaCompiler } from '../schema/schema.ts';
import { SMALL_BODY_BYTES, createTimeLimit, noVerdict } from '../schema/time-limit.ts';
import type { TimeLimit } from '../schema/time-limit.ts';
import { Unreadable } from '../text/unreadable.ts';
import { quote } from '../violation.ts';
import type { Violation } from '../violation.ts';

/** A body as the server received it: its bytes, their encoding undone, or why they could not be had. */
export type ReceivedBody =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'unread'; readonly status: 400 | 413 | 415; readonly reason: string };

/** A request of which the body has not been read yet. */
export interface BodyRequest extends Pick<ReadableRequest, 'headers'> {
  /**
   * Reads the body. Called once at most, and only where there may be one.
   *
   * @param maxBytes Maximum size, compressed or not. Defaults to the server's own limit.
   */
  readBody(maxBytes?: number): Promise<ReceivedBody>;
}

/** What the body of a request says. */
export interface BodyReading {
  /** Absent where there is no body, or the vendor would reject it. */
  readonly value?: unknown;
  /** The media type as which the value was read, by the document's name. */
  readonly mediaType?: string;
  readonly violations: readonly Violation[];
  /** Why the body was not read, which is the server's word and no vendor's. */
  readonly unread?: Extract<ReceivedBody, { readonly kind: 'unread' }>;
  /** Why the body was not checked. */
  readonly note?: string;
}

/** Reads the body of a request; undefined where none came and none is wanted, so that such a request waits for nothing. */
export type BodyReader = (request: BodyRequest) => BodyReading | Promise<BodyReading> | undefined;

interface MediaType {
  readonly name: string;
  /** The name as it was parsed. A range such as `image/*` is one, too. */
  readonly type: MIMEType;
  readonly readingOf: ReadingOf;
}

interface Body {
  readonly required: boolean;
  readonly severity: Severity;
  readonly provenance: Provenance;
  readonly mediaTypes: readonly MediaType[];
  /** The vendor's own limit (`x-max-bytes`). The vendor then refuses what can't be received. */
  readonly maxBytes: number | undefined;
  /** Limits the time of checks. Absent for the documents of the four APIs, whose schemas are tested. */
  readonly limit: TimeLimit | undefined;
  readonly mayTakeLong: boolean;
}

/** Compiles what reads the bodies of operations; the schemas of a document's bodies are compiled together. */
export type BodyCompiler = (operation: Located<OpenAPIV3_1.OperationObject>, provenance: Provenance) => BodyReader;

/** @throws {ContractError} from the compiler, where a body has a media type that the engine doesn't read. */
export function createBodyCompiler(reader: DocumentReader): BodyCompiler {
  // A document without bodies pays for none.
  let compilers: Compilers | undefined;
  return ({ value, pointer }, provenance) => {
    if (value.requestBody === undefined) return (request) => readUnwanted(request, provenance);
    compilers ??= {
      compileSchema: createSchemaCompiler(reader, 'request'),
      compileBodySchema: createBodySchemaCompiler(reader),
    };
    const node = reader.resolve<OpenAPIV3_1.RequestBodyObject>(value.requestBody, pointerTo(pointer, 'requestBody'));
    const body = compileBody(reader, compilers, node);
    return (request) => readWanted(request, body);
  };
}

interface Compilers {
  /** Of parts of bodies. */
  readonly compileSchema: SchemaCompiler;
  readonly compileBodySchema: (pointer: string) => BodySchema;
}

function compileBody(reader: DocumentReader, compilers: Compilers, node: Located<OpenAPIV3_1.RequestBodyObject>): Body {
  const { required = false, content } = node.value;
  const entries = Object.entries(Object(content)).map(([name, value]) => ({
    name,
    mediaType: { value: Object(value), pointer: pointerTo(node.pointer, 'content', name) },
  }));
  if (entries.length === 0) reader.reject(node.pointer, 'a request body needs content');
  const mediaTypes = entries.flatMap(({ name, mediaType }): MediaType[] => {
    const type = parseMediaType(name);
    if (type === undefined) {
      reader.reject(mediaType.pointer, `"${name}" is no media type`);
      return [];
    }
    const compile = (essence: string): FormReading =>
      reader.attempt(
        mediaType.pointer,
        () => compileMediaType(reader, compilers, essence, mediaType),
        () => UNREAD,
      );
    return [
      { name, type, readingOf: reader.isLenient ? readingsOf(type.essence, compile) : always(compile(type.essence)) },
    ];
  });
  // Whoever requires a body minds its absence; of another, the document must say whether the vendor minds a bad one.
  const isUnsaid = required && extensionOf(node.value, 'x-severity') === undefined;
  const mayTakeLong = createLimit(reader, [content]) !== undefined;
  return {
    required,
    severity: isUnsaid ? 'error' : severityOf(reader, node),
    provenance: provenanceOf(reader, node),
    mediaTypes,
    maxBytes: reader.isLenient ? undefined : maxBytesOf(reader, node),
    limit: reader.isLenient ? createTimeLimit() : undefined,
    mayTakeLong,
  };
}

function maxBytesOf(reader: DocumentReader, { value, pointer }: Located<object>): number | undefined {
  const maxBytes = extensionOf(value, 'x-max-bytes');
  if (maxBytes === undefined || (typeof maxBytes === 'number' && Number.isSafeInteger(maxBytes) && maxBytes > 0))
    return maxBytes;
  throw new ContractError(reader.name, pointer, 'x-max-bytes must be a whole number of bytes');
}

function compileMediaType(
  reader: DocumentReader,
  { compileSchema, compileBodySchema }: Compilers,
  essence: string,
  mediaType: Located<OpenAPIV3_1.MediaTypeObject>,
): FormReading {
  const { value, pointer } = mediaType;
  if (value.schema !== undefined && !reader.isLenient)
    checkSchema(reader, { value: value.schema, pointer: pointerTo(pointer, 'schema') });
  const decode = compileBodyDecoder(reader, compileSchema, essence, mediaType);
  const schema = value.schema === undefined ? undefined : compileBodySchema(pointerTo(pointer, 'schema'));
  return { decode, schema };
}

/** Whether the headers leave room for a body (RFC 9112, section 6.3). */
function announcesBody({ headers }: BodyRequest): boolean {
  const length = headers['content-length'];
  return (length !== undefined && length !== '0') || headers['transfer-encoding'] !== undefined;
}

/** Vendors pass over a body that nobody asked for. A length says that there is one; without, a look into it does. */
function readUnwanted(request: BodyRequest, provenance: Provenance): ReturnType<BodyReader> {
  if (!announcesBody(request)) return undefined;
  const message = 'the operation takes no body; it is not read';
  const violation: Violation = { location: 'body', rule: 'unknown', message, severity: 'warning', provenance };
  if (request.headers['transfer-encoding'] === undefined) return { violations: [violation] };
  return request.readBody().then((received) => {
    const isEmpty = received.kind === 'whole' && received.bytes.length === 0;
    return { violations: isEmpty ? [] : [violation] };
  });
}

function readWanted(request: BodyRequest, body: Body): ReturnType<BodyReader> {
  if (announcesBody(request)) return readAnnounced(request, body);
  return body.required ? { violations: [absent(body)] } : undefined;
}

async function readAnnounced(request: BodyRequest, body: Body): Promise<BodyReading> {
  const received = await request.readBody(body.maxBytes);
  if (received.kind === 'unread' && body.maxBytes === undefined) return { violations: [], unread: received };
  if (received.kind === 'whole' && received.bytes.length === 0)
    return { violations: body.required ? [absent(body)] : [] };
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
  // What the vendor would not notice reaches the operation as it came.
  if (violations.some(({ severity }) => severity === 'error')) return { violations };
  return { value, mediaType: name, violations };
}

/** Only a check that may take long is watched, since that costs more than most checks do. */
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
  const wanted = body.mediaTypes.map(({ name }) => name).join(' or ');
  const { severity, provenance } = body;
  const message =
    sent === ''
      ? `a body must have a Content-Type, ${wanted}`
      : type === undefined
        ? `must be ${wanted}, got ${quote(sent)}, which is not a media type`
        : `must be ${wanted}, got ${quote(type.essence)}`;
  return { violation: { location: 'header.content-type', rule: 'media-type', message, severity, provenance } };
}

/** The names that cover a media type, the narrowest first: its own, and the ranges of its suffix, of its type and of all. */
function rangesOf(essence: string): readonly string[] {
  const type = essence.slice(0, essence.indexOf('/'));
  const [suffix] = /\+[^+]*$/.exec(essence) ?? [];
  return [essence, ...(suffix === undefined ? [] : [`${type}/*${suffix}`]), `${type}/*`, '*/*'];
}

/** Of the media types that cover one, the one that says most: that has most of its parameters, and is no range. */
function findByType(mediaTypes: readonly MediaType[], { essence, params }: MIMEType): MediaType | undefined {
  let found: MediaType | undefined;
  let best = -1;
  const ranges = rangesOf(essence);
  for (const mediaType of mediaTypes) {
    const { essence: declared, params: wanted } = mediaType.type;
    const range = ranges.indexOf(declared);
    // The charset is of the bytes, and looked at when they are read.
    const names = [...wanted.keys()].filter((name) => name !== 'charset');
    if (range === -1 || names.some((name) => params.get(name)?.toLowerCase() !== wanted.get(name)?.toLowerCase()))
      continue;
    const rank = (ranges.length - range) * 1000 + names.length;
    if (rank > best) [found, best] = [mediaType, rank];
  }
  return found;
}

function absent(body: Body): Violation {
  return violationOf(body, { place: '', rule: 'required', message: 'required, but absent' });
}

/** A location is cut where a client made it long. */
function violationOf({ severity, provenance }: Body, { place, rule, message }: Breach): Violation {
  const location = `body${place}`.slice(0, 200);
  return { location, rule, message, severity: rule === 'read-only' ? 'warning' : severity, provenance };
}
