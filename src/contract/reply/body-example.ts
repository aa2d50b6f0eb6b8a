import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from '../document.ts';
import { readerOf } from '../outline.ts';
import type { ContractOutline, OperationOutline } from '../outline.ts';
import { toJson } from '../body/to-json.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** A body as it is sent. */
export interface LeastBody {
  readonly mediaType: string;
  readonly text: string;
}

/**
 * The shortest of the JSON bodies and forms that an operation shows as examples: what asks for the least. Undefined where
 * it shows none.
 */
export function leastBodyOf(contract: ContractOutline, operation: OperationOutline): LeastBody | undefined {
  const written = [
    ...bodyExamplesOf(contract, operation).map((value) => ({ mediaType: JSON_TYPE, text: toJson(value) })),
    ...bodyExamplesOf(contract, operation, FORM_TYPE).map((value) => ({
      mediaType: FORM_TYPE,
      text: new URLSearchParams(Object(value)).toString(),
    })),
  ];
  return written.toSorted((one, other) => one.text.length - other.text.length)[0];
}

/** The bodies of a media type that an operation shows as examples. Default JSON. */
export function bodyExamplesOf(
  contract: ContractOutline,
  { path, method }: OperationOutline,
  mediaType: string = JSON_TYPE,
): readonly unknown[] {
  const reader = readerOf(contract);
  const at = pointerTo('#/paths', path, method.toLowerCase());
  const { requestBody } = reader.resolve<OpenAPIV3_1.OperationObject>({ $ref: at }, at).value;
  if (requestBody === undefined) return [];
  const body = reader.resolve<OpenAPIV3_1.RequestBodyObject>(requestBody, pointerTo(at, 'requestBody'));
  const pointer = pointerTo(body.pointer, 'content', mediaType, 'examples');
  return Object.entries(body.value.content[mediaType]?.examples ?? {}).map(
    ([name, node]): unknown => reader.resolve<OpenAPIV3_1.ExampleObject>(node, pointerTo(pointer, name)).value.value,
  );
}
