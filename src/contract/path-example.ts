import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from './document.ts';
import { readerOf } from './outline.ts';
import type { ContractOutline, OperationOutline } from './outline.ts';

/**
 * A path of an operation: each parameter has its value of `known`, else the first example that the contract shows, if it is a text. A
 * parameter with neither stays in its braces.
 */
export function pathExampleOf(
  contract: ContractOutline,
  { path, method }: OperationOutline,
  known: ReadonlyMap<string, string>,
): string {
  const reader = readerOf(contract);
  const at = pointerTo('#/paths', path, method.toLowerCase());
  const { parameters = [] } = reader.resolve<OpenAPIV3_1.OperationObject>({ $ref: at }, at).value;
  const shown = new Map(
    parameters.map((node) => {
      const { value } = reader.resolve<OpenAPIV3_1.ParameterObject>(node, at);
      const examples = [value.example, ...Object.values(value.examples ?? {}).map((each) => Object(each).value)];
      const example: unknown = examples.find((each) => each !== undefined);
      return [value.name, typeof example === 'string' ? example : undefined] as const;
    }),
  );
  return path.replaceAll(/\{([^}]*)\}/g, (braced, name: string) => known.get(name) ?? shown.get(name) ?? braced);
}
