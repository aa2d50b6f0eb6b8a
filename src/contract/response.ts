import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, extensionOf, pointerTo, provenanceOf } from './document.ts';
import type { DocumentReader, Located, Provenance } from './document.ts';
import { compileMediaType } from './media-type.ts';
import type { MediaType } from './media-type.ts';
import { createNegotiation } from './negotiation.ts';
import type { Negotiate } from './negotiation.ts';
import { compileResponseHeaders } from './response-headers.ts';
import type { HeaderCheck } from './response-headers.ts';
import type { SchemaCompiler } from './schema.ts';
import { narrowByVariant } from './variant-mark.ts';
import type { Narrowed } from './variant-mark.ts';

/** A response that the contract has for a status. */
export interface ContractResponse {
  readonly status: number;
  readonly provenance: Provenance;
  /** Sent as it is made, without a length (`x-streamed`). */
  readonly isStreamed: boolean;
  /** Headers whose value the contract fixes, by name. */
  readonly fixedHeaders: Readonly<Record<string, string>>;
  /** Holds the headers of a reply against the contract. */
  readonly checkHeaders: HeaderCheck;
  /** In the contract's order: the first is what a client gets that has no wish. Empty where there is no body. */
  readonly mediaTypes: ReadonlyMap<string, MediaType>;
  readonly negotiate: Negotiate;
  /** What it is for some of its examples (`x-variant`); for any other it is what it is. */
  readonly narrowed: Narrowed;
}

/** Responses by status. */
export type ContractResponses = ReadonlyMap<number, ContractResponse>;

/** @throws {ContractError} where a status is a range or a default, for a server must know what it answers. */
export function compileResponses(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  responses: Located<OpenAPIV3_1.ResponsesObject>,
): ContractResponses {
  return new Map(
    Object.entries(responses.value).map(([status, node]): [number, ContractResponse] => {
      const pointer = pointerTo(responses.pointer, status);
      if (!/^[1-5]\d\d$/.test(status)) throw new ContractError(reader.name, pointer, `"${status}" is not a status`);
      if (node === undefined) throw new ContractError(reader.name, pointer, 'a response is empty');
      return [
        Number(status),
        compileResponse(
          reader,
          compileSchema,
          Number(status),
          reader.resolve<OpenAPIV3_1.ResponseObject>(node, pointer),
        ),
      ];
    }),
  );
}

function compileResponse(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  status: number,
  response: Located<OpenAPIV3_1.ResponseObject>,
): ContractResponse {
  const mediaTypes = Object.entries(response.value.content ?? {}).map(([name, value]): [string, MediaType] => {
    const node = { value, pointer: pointerTo(response.pointer, 'content', name) };
    return [name, compileMediaType(reader, compileSchema, name, node)];
  });
  const headers = compileResponseHeaders(reader, compileSchema, response);
  const whole = {
    status,
    provenance: provenanceOf(reader, response),
    isStreamed: extensionOf(response.value, 'x-streamed') === true,
    fixedHeaders: headers.fixed,
    checkHeaders: headers.check,
    mediaTypes: new Map(mediaTypes),
    negotiate: createNegotiation(mediaTypes.map(([name]) => name)),
  };
  return { ...whole, narrowed: narrowByVariant(reader, response, whole) };
}
