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
import type { SchemaCompiler } from '../schema/schema.ts';
import { inVariant, readMarks } from './variant-mark.ts';

/** What a response is made of. */
export interface ResponseParts {
  readonly status: number;
  readonly provenance: Provenance;
  /** Sent as it is made, without a length (`x-streamed`). */
  readonly isStreamed: boolean;
  /** It comes without a body, too (`x-may-be-empty`). */
  readonly mayBeEmpty: boolean;
  /** Headers whose value the contract fixes, by name. */
  readonly fixedHeaders: Readonly<Record<string, string>>;
  /** The headers that the document shows a value of, by name. Made when they are asked for. */
  readonly shownHeaders: () => Readonly<Record<string, string>>;
  /** Holds the headers of a reply against the contract. */
  readonly checkHeaders: HeaderCheck;
  /** The document's headers, by lower-case name. Made when they are asked for. */
  readonly headers: () => ReadonlyMap<string, ContractHeader>;
  /** In the contract's order: the first is what a client gets that has no wish. Empty where there is no body. */
  readonly mediaTypes: ReadonlyMap<string, MediaType>;
  readonly negotiate: Negotiate;
}

/** A response that the contract has for a status. */
export interface ContractResponse extends ResponseParts {
  /** What it is for some of its examples (`x-variant`); for any other it is what it is. */
  readonly narrowed: ReadonlyMap<string, ResponseParts>;
  /** What it is where choices of variants are made. */
  inVariant(choices: Readonly<Record<string, string>>): ResponseParts;
}

/** Responses by status. */
export type ContractResponses = ReadonlyMap<number, ContractResponse>;

/** @throws {ContractError} where a status is a range or a default, unless the document is read leniently. */
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
        reader.reject(pointer, node === undefined ? 'a response is empty' : `${key} is not the end of a request`);
        return [];
      }
      const located = reader.resolve<OpenAPIV3_1.ResponseObject>(node, pointer);
      return [[status, compileResponse(reader, compileSchema, status, located)]];
    }),
  );
}

/** Compiles the responses of ranges (`4XX`) and the default, each for a status when that is first asked for. */
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
  if (reader.isLenient) return { ...whole, narrowed: new Map(), inVariant: () => whole };
  const marks = readMarks(reader, response);
  const narrowed = Array.from(marks.examples, ([example, { variant, choice }]): [string, ResponseParts] => {
    return [example, inVariant(whole, marks, { [variant]: choice })];
  });
  const isMarked = Object.values(marks).some(({ size }) => size > 0);
  return {
    ...whole,
    narrowed: new Map(narrowed),
    inVariant: (choices) => (isMarked ? inVariant(whole, marks, choices) : whole),
  };
}

/** In a document that isn't ours, JSON goes before other media types, and a range is answered with one of its types. */
function negotiationOf(reader: DocumentReader, mediaTypes: readonly [string, MediaType][]): Negotiate {
  if (!reader.isLenient) return createNegotiation(mediaTypes.map(([name]) => name));
  const isJson = ([, { syntax }]: (typeof mediaTypes)[number]): boolean => syntax === 'json';
  const sorted = [...mediaTypes.filter(isJson), ...mediaTypes.filter((each) => !isJson(each))];
  const essences = sorted.map(([, { contentType }]) => contentType.replace(/;.*/s, '').trim());
  const negotiate = createNegotiation(essences);
  return (accept) => sorted[essences.indexOf(negotiate(accept) ?? '')]?.[0];
}
