import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from '../document.ts';
import { readerOf } from '../outline.ts';
import type { ContractOutline, OperationOutline } from '../outline.ts';
import { toJson } from '../body/to-json.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** An example request body in its wire format. */
export interface ExampleBody {
  readonly mediaType: string;
  readonly text: string;
}

/**
 * The shortest example of the JSON bodies and forms of an operation: it has the fewest members. Undefined if there is no
 * example.
 */
export function shortestBodyOf(contract: ContractOutline, operation: OperationOutline): ExampleBody | undefined {
  const written = [
    ...bodyExamplesOf(contract, operation).map((value) => ({ mediaType: JSON_TYPE, text: toJson(value) })),
    ...bodyExamplesOf(contract, operation, FORM_TYPE).map((value) => ({
      mediaType: FORM_TYPE,
      text: new URLSearchParams(Object(value)).toString(),
    })),
  ];
  return written.toSorted((one, other) => one.text.length - other.text.length)[0];
}

/** The example bodies of an operation in a media type. Defaults to JSON. */
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
  // A mounted document may lack it.
  const content: OpenAPIV3_1.RequestBodyObject['content'] = Object(body.value.content);
  return Object.entries(content[mediaType]?.examples ?? {}).map(
    ([name, node]): unknown => reader.resolve<OpenAPIV3_1.ExampleObject>(node, pointerTo(pointer, name)).value.value,
  );
}
