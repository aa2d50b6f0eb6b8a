import type { MIMEType } from 'node:util';
import type { OpenAPIV3_1 } from 'openapi-types';

import type { BodySchema } from './body-schema.ts';
import { compileBodyDecoder } from '../body/decode-body.ts';
import { parseMediaType } from '../body/media-types.ts';
import { ContractError, extensionOf, pointerTo, provenanceOf, severityOf } from '../document.ts';
import type { DocumentReader, Located, Provenance, Severity } from '../document.ts';
import { UNREAD, always, readingsOf } from './form-reading.ts';
import type { FormReading, ReadingOf } from './form-reading.ts';
import { createLimit } from '../schema/limited-check.ts';
import { checkSchema } from '../schema/schema.ts';
import type { SchemaCompiler } from '../schema/schema.ts';
import { createTimeLimit } from '../schema/time-limit.ts';
import type { TimeLimit } from '../schema/time-limit.ts';

/** A media type of a request body. */
export interface MediaType {
  readonly name: string;
  /** The parsed name. It may be a range such as `image/*`. */
  readonly type: MIMEType;
  readonly readingOf: ReadingOf;
}

/** A compiled request body. */
export interface Body {
  readonly required: boolean;
  readonly severity: Severity;
  readonly provenance: Provenance;
  readonly mediaTypes: readonly MediaType[];
  /** The vendor's limit (`x-max-bytes`). If present, the vendor refuses bodies that can't be read. */
  readonly maxBytes: number | undefined;
  /** Limits the time of checks. Absent for the documents of the four APIs, whose schemas are tested. */
  readonly limit: TimeLimit | undefined;
  readonly mayTakeLong: boolean;
}

/** The compilers that the bodies of a document share. */
export interface BodyCompilers {
  /** Compiles parts of bodies. */
  readonly compileSchema: SchemaCompiler;
  readonly compileBodySchema: (pointer: string) => BodySchema;
}

/** @throws {ContractError} if the engine does not read a media type of the body. */
export function compileBody(
  reader: DocumentReader,
  compilers: BodyCompilers,
  node: Located<OpenAPIV3_1.RequestBodyObject>,
): Body {
  const { required = false, content } = node.value;
  const entries = Object.entries(Object(content)).map(([name, value]) => ({
    name,
    mediaType: { value: Object(value), pointer: pointerTo(node.pointer, 'content', name) },
  }));
  if (entries.length === 0) reader.reject(node.pointer, 'a request body must have content');
  const mediaTypes = entries.flatMap(({ name, mediaType }): MediaType[] => {
    const type = parseMediaType(name);
    if (type === undefined) {
      reader.reject(mediaType.pointer, `"${name}" must be a media type`);
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
  // A required body defaults to `error`. For an optional one, the document must have the severity.
  const isDefault = required && extensionOf(node.value, 'x-severity') === undefined;
  const mayTakeLong = createLimit(reader, [content]) !== undefined;
  return {
    required,
    severity: isDefault ? 'error' : severityOf(reader, node),
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
  { compileSchema, compileBodySchema }: BodyCompilers,
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
