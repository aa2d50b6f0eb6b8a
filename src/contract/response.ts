import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, extensionOf, pointerTo, provenanceOf } from './document.ts';
import type { DocumentReader, Located, Provenance } from './document.ts';
import { compileMediaType } from './media-type.ts';
import type { MediaType } from './media-type.ts';
import { createNegotiation } from './negotiation.ts';
import type { Negotiate } from './negotiation.ts';
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
  responses: Located<OpenAPIV3_1.ResponsesObject>,
): ContractResponses {
  return new Map(
    Object.entries(responses.value).map(([status, node]): [number, ContractResponse] => {
      const pointer = pointerTo(responses.pointer, status);
      if (!/^[1-5]\d\d$/.test(status)) throw new ContractError(reader.name, pointer, `"${status}" is not a status`);
      if (node === undefined) throw new ContractError(reader.name, pointer, 'a response is empty');
      return [
        Number(status),
        compileResponse(reader, Number(status), reader.resolve<OpenAPIV3_1.ResponseObject>(node, pointer)),
      ];
    }),
  );
}

function compileResponse(
  reader: DocumentReader,
  status: number,
  response: Located<OpenAPIV3_1.ResponseObject>,
): ContractResponse {
  const mediaTypes = Object.entries(response.value.content ?? {}).map(([name, value]): [string, MediaType] => {
    const node = { value, pointer: pointerTo(response.pointer, 'content', name) };
    return [name, compileMediaType(reader, name, node)];
  });
  const whole = {
    status,
    provenance: provenanceOf(reader, response),
    isStreamed: extensionOf(response.value, 'x-streamed') === true,
    fixedHeaders: readFixedHeaders(reader, response),
    mediaTypes: new Map(mediaTypes),
    negotiate: createNegotiation(mediaTypes.map(([name]) => name)),
  };
  return { ...whole, narrowed: narrowByVariant(reader, response, whole) };
}

function readFixedHeaders(
  reader: DocumentReader,
  response: Located<OpenAPIV3_1.ResponseObject>,
): Record<string, string> {
  const fixed: Record<string, string> = {};
  for (const [name, node] of Object.entries(response.value.headers ?? {})) {
    const header = reader.resolve<OpenAPIV3_1.HeaderObject>(node, pointerTo(response.pointer, 'headers', name));
    if (header.value.schema === undefined)
      throw new ContractError(reader.name, header.pointer, 'a header needs a schema');
    const schema = reader.resolve<OpenAPIV3_1.SchemaObject>(header.value.schema, pointerTo(header.pointer, 'schema'));
    if (typeof schema.value.const === 'string') fixed[name] = schema.value.const;
  }
  return fixed;
}
