import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from '../../contract/document.ts';
import type { DocumentReader, Located } from '../../contract/document.ts';
import type { ResponseOutline } from '../../contract/outline.ts';
import type { MediaType } from '../../contract/reply/media-type.ts';
import { explainProperties, knownFrom, typeOf } from './explain-schema.ts';
import type { ExplainedProperty, Known } from './explain-schema.ts';
import type { VariationName } from '../../engine/variation/variation.ts';
import { possibleVariations } from '../../engine/variation/possible-variations.ts';

/** A header of a response. */
export interface ExplainedHeader extends Known {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
}

/** A media type of a response or a request body, with its properties. */
export interface ExplainedMediaType {
  readonly name: string;
  readonly examples: readonly { readonly name: string; readonly summary?: string }[];
  readonly properties: readonly ExplainedProperty[];
  readonly variations: readonly VariationName[];
}

/** The response with a status. */
export interface ExplainedResponse extends Known {
  readonly status: number;
  readonly description: string;
  readonly headers: readonly ExplainedHeader[];
  readonly mediaTypes: readonly ExplainedMediaType[];
}

/** The responses below a pointer of the document, by status. */
export function explainResponses(
  reader: DocumentReader,
  responses: ReadonlyMap<number, ResponseOutline>,
  pointer: string,
): readonly ExplainedResponse[] {
  return Array.from(responses.values(), ({ status, provenance, mediaTypes }): ExplainedResponse => {
    const at = pointerTo(pointer, status);
    const response = reader.resolve<OpenAPIV3_1.ResponseObject>({ $ref: at }, at);
    const known = knownFrom({ provenance }, response.value);
    return {
      status,
      description: response.value.description,
      ...known,
      headers: explainHeaders(reader, response, known),
      mediaTypes: Array.from(mediaTypes, ([name, mediaType]): ExplainedMediaType => {
        const schema = schemaOf(reader, response, name);
        return {
          name,
          examples: explainExamples(reader, response, name),
          properties: schema === undefined ? [] : explainProperties(reader, schema, known),
          variations: isCompiled(mediaType) ? possibleVariations(mediaType) : [],
        };
      }),
    };
  });
}

/** Only compiled responses have variations. */
function isCompiled(mediaType: object): mediaType is MediaType {
  return 'write' in mediaType;
}

/** A response, or the body of a request. */
type WithContent = Located<Pick<OpenAPIV3_1.ResponseObject, 'content'>>;

/** The media types of a request's body, with their properties. */
export function explainContent(reader: DocumentReader, body: WithContent, known: Known): readonly ExplainedMediaType[] {
  return Object.keys(body.value.content ?? {}).map((name): ExplainedMediaType => {
    const schema = schemaOf(reader, body, name);
    const properties = schema === undefined ? [] : explainProperties(reader, schema, known);
    return { name, examples: explainExamples(reader, body, name), properties, variations: [] };
  });
}

function schemaOf(
  reader: DocumentReader,
  { value, pointer }: WithContent,
  mediaType: string,
): Located<OpenAPIV3_1.SchemaObject> | undefined {
  const schema = value.content?.[mediaType]?.schema;
  const at = pointerTo(pointer, 'content', mediaType, 'schema');
  return schema === undefined ? undefined : reader.resolve<OpenAPIV3_1.SchemaObject>(schema, at);
}

function explainHeaders(
  reader: DocumentReader,
  { value, pointer }: Located<OpenAPIV3_1.ResponseObject>,
  around: Known,
): readonly ExplainedHeader[] {
  return Object.entries(value.headers ?? {}).map(([name, node]): ExplainedHeader => {
    const header = reader.resolve<OpenAPIV3_1.HeaderObject>(node, pointerTo(pointer, 'headers', name));
    const schema = reader.resolve<OpenAPIV3_1.SchemaObject>(
      header.value.schema ?? {},
      pointerTo(header.pointer, 'schema'),
    );
    const { description } = header.value;
    return {
      name,
      type: typeOf(reader, schema),
      required: header.value.required === true,
      ...(description === undefined ? {} : { description }),
      ...knownFrom(around, header.value),
    };
  });
}

function explainExamples(
  reader: DocumentReader,
  { value, pointer }: WithContent,
  mediaType: string,
): ExplainedMediaType['examples'] {
  return Object.entries(value.content?.[mediaType]?.examples ?? {}).map(([name, node]) => {
    const at = pointerTo(pointer, 'content', mediaType, 'examples', name);
    const { summary } = reader.resolve<OpenAPIV3_1.ExampleObject>(node, at).value;
    return { name, ...(summary === undefined ? {} : { summary }) };
  });
}
