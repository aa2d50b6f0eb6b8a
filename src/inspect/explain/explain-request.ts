import type { OpenAPIV3_1 } from 'openapi-types';

import { extensionOf, pointerTo } from '../../contract/document.ts';
import type { DocumentReader, Located, Severity } from '../../contract/document.ts';
import { explainContent } from './explain-response.ts';
import type { ExplainedMediaType } from './explain-response.ts';
import { knownFrom, typeOf } from './explain-schema.ts';
import type { Known } from './explain-schema.ts';

/** A parameter of an operation. */
export interface ExplainedParameter extends Known {
  readonly name: string;
  readonly in: string;
  readonly type: string;
  readonly required: boolean;
  /** Whether the vendor rejects an invalid value (`error`) or ignores it (`warning`). */
  readonly severity: Severity;
  readonly pattern?: string;
  readonly description?: string;
}

/** The body of an operation's request. */
export interface ExplainedBody extends Known {
  readonly required: boolean;
  /** Whether the vendor rejects an invalid body (`error`) or ignores it (`warning`). */
  readonly severity: Severity;
  readonly description?: string;
  readonly mediaTypes: readonly ExplainedMediaType[];
}

/** A credential that identifies a caller. */
export interface ExplainedCredential extends Known {
  readonly name: string;
  /** The scheme, `http bearer`, or the place of an API key, `header X-Auth-Email`. */
  readonly type: string;
  readonly description?: string;
}

/** The credential that a security scheme of the document requires. */
export function explainCredential(reader: DocumentReader, name: string): ExplainedCredential {
  const pointer = pointerTo('#/components/securitySchemes', name);
  const { value } = reader.resolve<OpenAPIV3_1.SecuritySchemeObject>({ $ref: pointer }, pointer);
  const type =
    value.type === 'apiKey' ? `${value.in} ${value.name}` : value.type === 'http' ? `http ${value.scheme}` : value.type;
  const { description } = value;
  return { name, type, ...(description === undefined ? {} : { description }), ...knownFrom(ASSUMED, value) };
}

/** Parts without `x-provenance` count as assumed. */
const ASSUMED: Known = { provenance: 'assumed' };

/** The parameters of an operation and its path. Those of the operation override those of the path. */
export function explainParameters(
  reader: DocumentReader,
  owners: readonly Located<OpenAPIV3_1.OperationObject | OpenAPIV3_1.PathItemObject>[],
): readonly ExplainedParameter[] {
  const parameters = new Map<string, ExplainedParameter>();
  for (const { value, pointer } of owners) {
    for (const [index, node] of (value.parameters ?? []).entries()) {
      const parameter = explainParameter(reader, node, pointerTo(pointer, 'parameters', index));
      const key = `${parameter.in} ${parameter.name}`;
      if (!parameters.has(key)) parameters.set(key, parameter);
    }
  }
  return [...parameters.values()];
}

/** The request body of an operation; undefined if it has none. */
export function explainBody(
  reader: DocumentReader,
  { value: operation, pointer }: Located<OpenAPIV3_1.OperationObject>,
): ExplainedBody | undefined {
  if (operation.requestBody === undefined) return undefined;
  const at = pointerTo(pointer, 'requestBody');
  const body = reader.resolve<OpenAPIV3_1.RequestBodyObject>(operation.requestBody, at);
  const { required = false, description } = body.value;
  const known = knownFrom(ASSUMED, body.value);
  return {
    required,
    severity: severityOf(body.value),
    ...(description === undefined ? {} : { description }),
    ...known,
    mediaTypes: explainContent(reader, body, known),
  };
}

/** Defaults to `error`. */
function severityOf(node: object): Severity {
  return extensionOf(node, 'x-severity') === 'warning' ? 'warning' : 'error';
}

function explainParameter(
  reader: DocumentReader,
  node: OpenAPIV3_1.ParameterObject | OpenAPIV3_1.ReferenceObject,
  at: string,
): ExplainedParameter {
  const { value, pointer } = reader.resolve<OpenAPIV3_1.ParameterObject>(node, at);
  const schema = reader.resolve<OpenAPIV3_1.SchemaObject>(value.schema ?? {}, pointerTo(pointer, 'schema'));
  const { pattern } = schema.value;
  const { description } = value;
  return {
    name: value.name,
    in: value.in,
    type: typeOf(reader, schema),
    required: value.required === true,
    severity: severityOf(value),
    ...(pattern === undefined ? {} : { pattern }),
    ...(description === undefined ? {} : { description }),
    ...knownFrom(ASSUMED, value),
  };
}
