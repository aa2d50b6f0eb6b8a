import type { OpenAPIV3_1 } from 'openapi-types';

import { extensionOf, pointerTo } from '../contract/document.ts';
import type { DocumentReader, Located, Severity } from '../contract/document.ts';
import { knownFrom, typeOf } from './explain-schema.ts';
import type { Known } from './explain-schema.ts';

/** A parameter of an operation. */
export interface ExplainedParameter extends Known {
  readonly name: string;
  readonly in: string;
  readonly type: string;
  readonly required: boolean;
  /** Whether the vendor would reject a bad one (`error`) or would not notice (`warning`). */
  readonly severity: Severity;
  readonly pattern?: string;
  readonly description?: string;
}

/** What a caller is known by. */
export interface ExplainedCredential extends Known {
  readonly name: string;
  /** `http bearer`, or where a key is sent: `header X-Auth-Email`. */
  readonly type: string;
  readonly description?: string;
}

/** The credential that a security scheme of the document asks for. */
export function explainCredential(reader: DocumentReader, name: string): ExplainedCredential {
  const pointer = pointerTo('#/components/securitySchemes', name);
  const { value } = reader.resolve<OpenAPIV3_1.SecuritySchemeObject>({ $ref: pointer }, pointer);
  const type =
    value.type === 'apiKey' ? `${value.in} ${value.name}` : value.type === 'http' ? `http ${value.scheme}` : value.type;
  const { description } = value;
  return { name, type, ...(description === undefined ? {} : { description }), ...knownFrom(ASSUMED, value) };
}

/** What says nothing of where it is known from isn't taken for the vendor's. */
const ASSUMED: Known = { provenance: 'assumed' };

/** The parameters of an operation and its path; the operation's go before the path's. */
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
    severity: extensionOf(value, 'x-severity') === 'warning' ? 'warning' : 'error',
    ...(pattern === undefined ? {} : { pattern }),
    ...(description === undefined ? {} : { description }),
    ...knownFrom(ASSUMED, value),
  };
}
