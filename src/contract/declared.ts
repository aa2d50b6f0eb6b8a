import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from './document.ts';
import type { DocumentReader, Located } from './document.ts';
import { readerOf } from './outline.ts';
import type { ContractOutline, OperationOutline } from './outline.ts';

/** Something that an operation of a contract declares, which a client can exercise. */
export interface DeclaredItem {
  readonly kind: 'operation' | 'parameter' | 'status' | 'media-type' | 'enum-value';
  /** `listGrades`, `query.username`, `403`, `application/xml`, `query.format=json`. */
  readonly name: string;
  /** Where it stands in the document, as a JSON pointer behind `#`. */
  readonly pointer: string;
}

/** What an operation declares. */
export interface DeclaredOperation {
  readonly operationId: string;
  readonly pointer: string;
  readonly items: readonly DeclaredItem[];
  readonly parameters: readonly DeclaredParameter[];
}

/** A parameter of an operation. */
export interface DeclaredParameter {
  readonly place: 'path' | 'query' | 'header' | 'cookie';
  /** In lower case where it is a header. */
  readonly name: string;
  /** `query.format`. */
  readonly location: string;
  /** Whether its values are listed. */
  readonly isEnumerated: boolean;
}

const PLACES = ['path', 'query', 'header', 'cookie'] as const;

const declared = new WeakMap<OperationOutline, DeclaredOperation>();

/** What an operation of a contract declares. Found out once, when it is first asked for: a document may have thousands. */
export function declaredOf(contract: ContractOutline, operation: OperationOutline): DeclaredOperation {
  const known = declared.get(operation);
  if (known !== undefined) return known;
  const made = readOperation(readerOf(contract), operation);
  declared.set(operation, made);
  return made;
}

/** Where a document says what a violation breaks: the parameter, else the operation, else its paths. */
export function pointerOfLocation(
  contract: ContractOutline,
  operationId: string | undefined,
  location: string,
): string {
  const outline = operationId === undefined ? undefined : contract.operations.get(operationId);
  if (outline === undefined) return '#/paths';
  const operation = declaredOf(contract, outline);
  const parameter = operation.items.find(({ kind, name }) => kind === 'parameter' && name === location);
  return parameter?.pointer ?? operation.pointer;
}

function readOperation(
  reader: DocumentReader,
  { operationId, path, method, responses }: OperationOutline,
): DeclaredOperation {
  const ofPath = pointerTo('#/paths', path);
  const pointer = pointerTo(ofPath, method.toLowerCase());
  const item = reader.document.paths?.[path] ?? {};
  const own = reader.resolve<OpenAPIV3_1.OperationObject>({ $ref: pointer }, pointer);
  const parameters = new Map<string, Located<OpenAPIV3_1.ParameterObject>>();
  for (const owner of [own, { value: item, pointer: ofPath }]) {
    const listed = Array.isArray(owner.value.parameters) ? owner.value.parameters : [];
    for (const [index, node] of listed.entries()) {
      const at = pointerTo(owner.pointer, 'parameters', index);
      const { value } = reader.resolve<OpenAPIV3_1.ParameterObject>(node, at);
      if (typeof value.name !== 'string') continue;
      const name = `${value.in}.${value.in === 'header' ? value.name.toLowerCase() : value.name}`;
      if (!parameters.has(name)) parameters.set(name, { value, pointer: at });
    }
  }
  const values = [...parameters].flatMap(([name, parameter]) => enumOf(reader, name, parameter));
  const mediaTypes = new Map<string, string>();
  for (const { status, mediaTypes: ofStatus } of responses.values()) {
    for (const name of ofStatus.keys()) {
      if (!mediaTypes.has(name)) mediaTypes.set(name, pointerTo(pointer, 'responses', status));
    }
  }
  const items: readonly DeclaredItem[] = [
    { kind: 'operation', name: operationId, pointer },
    ...Array.from(parameters, ([name, { pointer: at }]) => ({ kind: 'parameter' as const, name, pointer: at })),
    ...values,
    ...Array.from(responses.values(), ({ status }) => {
      return { kind: 'status' as const, name: String(status), pointer: pointerTo(pointer, 'responses', status) };
    }),
    ...Array.from(mediaTypes, ([name, at]) => ({ kind: 'media-type' as const, name, pointer: at })),
  ];
  return {
    operationId,
    pointer,
    items,
    parameters: Array.from(parameters, ([location, { value }]): DeclaredParameter => {
      const place = PLACES.find((one) => one === value.in) ?? 'query';
      const isEnumerated = values.some(({ name }) => name.startsWith(`${location}=`));
      return { place, name: location.slice(place.length + 1), location, isEnumerated };
    }),
  };
}

function enumOf(
  reader: DocumentReader,
  name: string,
  { value, pointer }: Located<OpenAPIV3_1.ParameterObject>,
): readonly DeclaredItem[] {
  if (value.schema === undefined) return [];
  const at = pointerTo(pointer, 'schema');
  const schema = reader.resolve<OpenAPIV3_1.SchemaObject>(value.schema, at).value;
  // Who sends a boolean sends it as a word, either of two.
  const listed: unknown = schema.enum ?? (schema.type === 'boolean' ? [true, false] : []);
  if (!Array.isArray(listed)) return [];
  return listed.map((one: unknown) => ({ kind: 'enum-value', name: `${name}=${String(one)}`, pointer: at }));
}
