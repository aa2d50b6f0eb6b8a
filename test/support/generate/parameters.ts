import type { OpenAPIV3_1 } from 'openapi-types';

import type { Contract } from '../../../src/contract/contract.ts';
import type { Operation } from '../../../src/contract/operation.ts';
import { extensionOf, pointerTo } from '../../../src/contract/document.ts';
import { createDocumentReader } from '../../../src/contract/document-reader.ts';

export type ParameterSchema = OpenAPIV3_1.SchemaObject;

/** A parameter as its document describes it. It is read without the compiler of the engine, which is under test. */
export interface DescribedParameter {
  readonly name: string;
  readonly location: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** Whether each name that no other parameter has is a key of this one. */
  readonly isAlsoExploded: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly schema: ParameterSchema;
  /** The types of its schema. Types in `anyOf` and similar keywords are not included. */
  readonly types: readonly string[];
  /** The schema of an item, if it is an array. Otherwise the schema itself. */
  readonly item: ParameterSchema;
  /** The schemas of its declared members, if it is an object. */
  readonly members: ReadonlyMap<string, ParameterSchema>;
  readonly examples: readonly string[];
}

/** The parameters of an operation, including those of its path. */
export function parametersOf({ name, document }: Contract, operation: Operation): readonly DescribedParameter[] {
  const reader = createDocumentReader(name, document);
  const pointer = pointerTo('#/paths', operation.path);
  const item = document.paths?.[operation.path];
  const nodes = [item?.[operation.method === 'GET' ? 'get' : 'post'], item].flatMap((owner) => owner?.parameters ?? []);
  // A schema can be just true or false, which has no hint for a generator.
  const resolve = (schema: ParameterSchema | OpenAPIV3_1.ReferenceObject | boolean | undefined): ParameterSchema =>
    reader.resolve<ParameterSchema>(typeof schema === 'object' ? schema : {}, pointer).value;

  return nodes.map((node) => {
    const { value: parameter } = reader.resolve<OpenAPIV3_1.ParameterObject>(node, pointer);
    const schema = resolve(parameter.schema);
    const examples = [parameter.example, ...Object.values(parameter.examples ?? {}).map((each) => Object(each).value)];
    const style = parameter.style ?? (parameter.in === 'query' ? 'form' : 'simple');
    return {
      name: parameter.name,
      location: parameter.in,
      required: parameter.required ?? false,
      deprecated: parameter.deprecated ?? false,
      isAlsoExploded: extensionOf(parameter, 'x-also-exploded') === true,
      style,
      explode: parameter.explode ?? (style === 'form' || style === 'deepObject'),
      schema,
      types: [schema.type ?? []].flat(),
      item: schema.type === 'array' ? resolve(schema.items) : schema,
      members: new Map(Object.entries(schema.properties ?? {}).map(([key, member]) => [key, resolve(member)])),
      examples: examples.filter((example) => example !== undefined && typeof example !== 'object').map(String),
    };
  });
}
