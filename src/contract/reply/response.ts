import type { OpenAPIV3_1 } from 'openapi-types';

import { extensionOf, pointerTo, provenanceOf } from '../document.ts';
import type { DocumentReader, Located, Provenance } from '../document.ts';
import { compileMediaType } from './media-type.ts';
import type { MediaType } from './media-type.ts';
import { createNegotiation } from './negotiation.ts';
import type { Negotiate } from './negotiation.ts';
import { isFinalStatus } from '../outline.ts';
import { compileResponseHeaders } from './response-headers.ts';
import type { ContractHeader, HeaderCheck } from './response-headers.ts';
import { entryOf } from '../schema/entry-of.ts';
import type { SchemaCompiler } from '../schema/schema.ts';
import { inVariant, readMarks } from './variant-mark.ts';

/** The parts of a response. */
export interface ResponseParts {
  readonly status: number;
  readonly provenance: Provenance;
  /** Sent while it is made, without a length (`x-streamed`). */
  readonly isStreamed: boolean;
  /** It may also be sent without a body (`x-may-be-empty`). */
  readonly mayBeEmpty: boolean;
  /** Headers with a fixed value in the contract, by name. */
  readonly fixedHeaders: Readonly<Record<string, string>>;
  /** The example values of headers, by name. Made on the first call. */
  readonly shownHeaders: () => Readonly<Record<string, string>>;
  /** Checks the headers of a reply against the contract. */
  readonly checkHeaders: HeaderCheck;
  /** The document's headers, by lower-case name. Made on the first call. */
  readonly headers: () => ReadonlyMap<string, ContractHeader>;
  /** In the contract's order. The first is the default for a client without an Accept header. Empty if there is no body. */
  readonly mediaTypes: ReadonlyMap<string, MediaType>;
  readonly negotiate: Negotiate;
}

/** The response of the contract for a status. */
export interface ContractResponse extends ResponseParts {
  /** The parts that apply to an example that belongs to a variant (`x-variant`), by the name of the example. */
  readonly byExample: ReadonlyMap<string, ResponseParts>;
  /** The parts that apply to these choices of variants. */
  inVariant(choices: Readonly<Record<string, string>>): ResponseParts;
}

/** Responses by status. */
export type ContractResponses = ReadonlyMap<number, ContractResponse>;

/** Most operations of an API share their refusals, so a response is compiled once for all that refer to it. */
const compiledBy = new WeakMap<SchemaCompiler, Map<string, ContractResponse>>();

/** @throws {ContractError} if a status is a range or a default, unless the document is read leniently. */
export function compileResponses(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  responses: Located<OpenAPIV3_1.ResponsesObject>,
): ContractResponses {
  return new Map(
    Object.entries(responses.value).flatMap(([key, node]): (readonly [number, ContractResponse])[] => {
      if (key.startsWith('x-') && reader.isLenient) return [];
      const pointer = pointerTo(responses.pointer, key);
      const status = Number(key);
      if (!/^[1-5]\d\d$/.test(key)) {
        if (!reader.isLenient || !isOpenStatus(key)) reader.reject(pointer, `"${key}" is not a status`);
        return [];
      }
      // A request ends with a final status.
      if (node === undefined || (reader.isLenient && !isFinalStatus(status))) {
        reader.reject(pointer, node === undefined ? 'must be a response' : `${key} does not end a request`);
        return [];
      }
      const located = reader.resolve<OpenAPIV3_1.ResponseObject>(node, pointer);
      const compiled = compiledBy.get(compileSchema) ?? new Map<string, ContractResponse>();
      compiledBy.set(compileSchema, compiled);
      const place = `${status} ${located.pointer}`;
      return [[status, entryOf(compiled, place, () => compileResponse(reader, compileSchema, status, located))]];
    }),
  );
}

/** Compiles the responses of ranges (`4XX`) and `default`, each when its status is first used. */
export function compileOpenResponses(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  { value, pointer }: Located<OpenAPIV3_1.ResponsesObject>,
): (status: number) => ContractResponse | undefined {
  const byKey = new Map(Object.entries(value).map(([key, node]) => [key.toUpperCase(), { key, node }] as const));
  const compiled = new Map<number, ContractResponse | undefined>();
  return (status) => {
    if (compiled.has(status)) return compiled.get(status);
    const found = byKey.get(`${Math.floor(status / 100)}XX`) ?? byKey.get('DEFAULT');
    const isKnown = found?.node !== undefined && isFinalStatus(status);
    const response = isKnown
      ? compileResponse(
          reader,
          compileSchema,
          status,
          reader.resolve<OpenAPIV3_1.ResponseObject>(found.node, pointerTo(pointer, found.key)),
        )
      : undefined;
    compiled.set(status, response);
    return response;
  };
}

function isOpenStatus(key: string): boolean {
  return /^(default|[1-5]XX)$/i.test(key);
}

function compileResponse(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  status: number,
  response: Located<OpenAPIV3_1.ResponseObject>,
): ContractResponse {
  const mediaTypes = Object.entries(Object(response.value.content)).flatMap(([name, value]): [string, MediaType][] => {
    const node = { value: Object(value), pointer: pointerTo(response.pointer, 'content', name) };
    const mediaType = reader.attempt<MediaType | undefined>(
      node.pointer,
      () => compileMediaType(reader, compileSchema, name, node),
      () => undefined,
    );
    return mediaType === undefined ? [] : [[name, mediaType]];
  });
  const headers = compileResponseHeaders(reader, compileSchema, response);
  const whole: ResponseParts = {
    status,
    provenance: provenanceOf(reader, response),
    isStreamed: extensionOf(response.value, 'x-streamed') === true,
    mayBeEmpty: mediaTypes.length === 0 || extensionOf(response.value, 'x-may-be-empty') === true,
    fixedHeaders: headers.fixed,
    shownHeaders: headers.shown,
    checkHeaders: headers.check,
    headers: headers.named,
    mediaTypes: new Map(mediaTypes),
    negotiate: negotiationOf(reader, mediaTypes),
  };
  if (reader.isLenient) return { ...whole, byExample: new Map(), inVariant: () => whole };
  const marks = readMarks(reader, response);
  const byExample = Array.from(marks.examples, ([example, { variant, choice }]): [string, ResponseParts] => {
    return [example, inVariant(whole, marks, { [variant]: choice })];
  });
  const isMarked = Object.values(marks).some(({ size }) => size > 0);
  return {
    ...whole,
    byExample: new Map(byExample),
    inVariant: (choices) => (isMarked ? inVariant(whole, marks, choices) : whole),
  };
}

/** In a mounted document, JSON is preferred, and a range is answered with one of its media types. */
function negotiationOf(reader: DocumentReader, mediaTypes: readonly [string, MediaType][]): Negotiate {
  if (!reader.isLenient) return createNegotiation(mediaTypes.map(([name]) => name));
  const isJson = ([, { syntax }]: (typeof mediaTypes)[number]): boolean => syntax === 'json';
  const sorted = [...mediaTypes.filter(isJson), ...mediaTypes.filter((each) => !isJson(each))];
  const essences = sorted.map(([, { contentType }]) => contentType.replace(/;.*/s, '').trim());
  const negotiate = createNegotiation(essences);
  return (accept) => sorted[essences.indexOf(negotiate(accept) ?? '')]?.[0];
}
