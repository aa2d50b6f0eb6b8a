import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from './document.ts';
import { readerOf } from './outline.ts';
import type { ContractOutline, OperationOutline } from './outline.ts';

const JSON_TYPE = 'application/json';

/** The shortest of the JSON bodies that an operation shows as examples: what asks for the least. Undefined where it shows none. */
export function leastBodyOf(contract: ContractOutline, operation: OperationOutline): string | undefined {
  return bodyExamplesOf(contract, operation)
    .map((value) => JSON.stringify(value))
    .toSorted((one, other) => one.length - other.length)[0];
}

/** The JSON bodies that an operation shows as examples. */
export function bodyExamplesOf(contract: ContractOutline, { path, method }: OperationOutline): readonly unknown[] {
  const reader = readerOf(contract);
  const at = pointerTo('#/paths', path, method.toLowerCase());
  const { requestBody } = reader.resolve<OpenAPIV3_1.OperationObject>({ $ref: at }, at).value;
  if (requestBody === undefined) return [];
  const body = reader.resolve<OpenAPIV3_1.RequestBodyObject>(requestBody, pointerTo(at, 'requestBody'));
  const pointer = pointerTo(body.pointer, 'content', JSON_TYPE, 'examples');
  return Object.entries(body.value.content[JSON_TYPE]?.examples ?? {}).map(
    ([name, node]): unknown => reader.resolve<OpenAPIV3_1.ExampleObject>(node, pointerTo(pointer, name)).value.value,
  );
}
