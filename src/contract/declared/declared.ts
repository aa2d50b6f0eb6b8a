import type { OpenAPIV3_1 } from 'openapi-types';

import { BODY, readDeclaredBody } from './declared-body.ts';
import type { DeclaredBody } from './declared-body.ts';
import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { readListedValues } from './listed-values.ts';
import type { ListedName, ListedValues } from './listed-values.ts';
import { isFinalStatus, readerOf } from '../outline.ts';
import type { ContractOutline, OperationOutline } from '../outline.ts';

/** A declared part of an operation that a client can use. Coverage counts these. */
export interface DeclaredItem {
  readonly kind: 'operation' | 'parameter' | 'status' | 'media-type' | 'enum-value';
  /** `listGrades`, `query.username`, `403`, `application/xml`, `query.format=json`, `body`, `body application/json`. */
  readonly name: string;
  /** Its place in the document, as a JSON pointer behind `#`. */
  readonly pointer: string;
}

/** All declared items of an operation. */
export interface DeclaredOperation {
  readonly operationId: string;
  readonly pointer: string;
  readonly items: readonly DeclaredItem[];
  readonly parameters: readonly DeclaredParameter[];
  /** Absent if the operation has no request body. */
  readonly body?: DeclaredBody;
}

/** A parameter of an operation. */
export interface DeclaredParameter {
  readonly place: 'path' | 'query' | 'header' | 'cookie';
  /** In lower case for headers. */
  readonly name: string;
  /** Absent if the schema lists no values. */
  readonly listed?: ListedValues;
}

const PLACES = ['path', 'query', 'header', 'cookie'] as const;

const declared = new WeakMap<OperationOutline, DeclaredOperation>();

/** The declared items of an operation. Computed on the first call, because a document may have thousands of operations. */
export function declaredOf(contract: ContractOutline, operation: OperationOutline): DeclaredOperation {
  const known = declared.get(operation);
  if (known !== undefined) return known;
  const made = readOperation(readerOf(contract), operation);
  declared.set(operation, made);
  return made;
}

/** The place in the document that a violation breaks: the parameter, the body, the operation, or all paths. */
export function pointerOfLocation(
  contract: ContractOutline,
  operationId: string | undefined,
  location: string,
): string {
  const outline = operationId === undefined ? undefined : contract.operations.get(operationId);
  if (outline === undefined) return '#/paths';
  const operation = declaredOf(contract, outline);
  const owner = location.startsWith(`${BODY}/`) ? BODY : location;
  const parameter = operation.items.find(({ kind, name }) => kind === 'parameter' && name === owner);
  return parameter?.pointer ?? operation.pointer;
}

function readOperation(reader: DocumentReader, { operationId, path, method }: OperationOutline): DeclaredOperation {
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
  const listed = new Map(Array.from(parameters, ([name, parameter]) => [name, listedOf(reader, name, parameter)]));
  const body = readDeclaredBody(reader, own);
  const responses = responsesOf(reader, own);
  const mediaTypes = new Map<string, string>();
  for (const { pointer: at, mediaTypes: names } of responses)
    for (const name of names) if (!mediaTypes.has(name)) mediaTypes.set(name, at);
  const items: readonly DeclaredItem[] = [
    { kind: 'operation', name: operationId, pointer },
    ...Array.from(parameters, ([name, { pointer: at }]) => ({ kind: 'parameter' as const, name, pointer: at })),
    ...[...listed.values()].flatMap((read) => enumItems(read?.names)),
    ...(body === undefined ? [] : itemsOfBody(body)),
    ...responses.map(({ status, pointer: at }) => ({ kind: 'status' as const, name: status, pointer: at })),
    ...Array.from(mediaTypes, ([name, at]) => ({ kind: 'media-type' as const, name, pointer: at })),
  ];
  return {
    operationId,
    pointer,
    items,
    parameters: Array.from(parameters, ([location, { value }]): DeclaredParameter => {
      const place = PLACES.find((one) => one === value.in) ?? 'query';
      const read = listed.get(location);
      return { place, name: location.slice(place.length + 1), ...(read === undefined ? {} : { listed: read.listed }) };
    }),
    ...(body === undefined ? {} : { body }),
  };
}

interface DeclaredResponse {
  readonly status: string;
  readonly pointer: string;
  readonly mediaTypes: readonly string[];
}

/** The responses with an own status, read from the document, because coverage also counts operations that were never compiled. */
function responsesOf(
  reader: DocumentReader,
  { value, pointer }: Located<OpenAPIV3_1.OperationObject>,
): readonly DeclaredResponse[] {
  return Object.entries(value.responses ?? {}).flatMap(([status, node]): DeclaredResponse[] => {
    const at = pointerTo(pointer, 'responses', status);
    if (!/^\d{3}$/.test(status) || !isFinalStatus(Number(status)) || node === undefined) return [];
    const response = reader.attempt<OpenAPIV3_1.ResponseObject>(
      at,
      () => reader.resolve<OpenAPIV3_1.ResponseObject>(node, at).value,
      () => ({ description: '' }),
    );
    return [{ status, pointer: at, mediaTypes: Object.keys(Object(response.content)) }];
  });
}

function itemsOfBody({ pointer, mediaTypes, names }: DeclaredBody): readonly DeclaredItem[] {
  return [
    { kind: 'parameter', name: BODY, pointer },
    ...enumItems(names),
    ...Array.from(mediaTypes.values(), (type) => {
      return { kind: 'media-type' as const, name: type.name, pointer: type.pointer };
    }),
  ];
}

function listedOf(
  reader: DocumentReader,
  name: string,
  { value, pointer }: Located<OpenAPIV3_1.ParameterObject>,
): ReturnType<typeof readListedValues> | undefined {
  const [[type, content] = ['', {}]] = Object.entries<unknown>(Object(value.content));
  const schema: unknown = value.schema ?? Reflect.get(Object(content), 'schema');
  if (typeof schema !== 'object' || schema === null) return undefined;
  const at = value.schema === undefined ? pointerTo(pointer, 'content', type, 'schema') : pointerTo(pointer, 'schema');
  const read = readListedValues(reader, { value: schema, pointer: at }, name);
  return read.names.length === 0 ? undefined : read;
}

function enumItems(names: readonly ListedName[] = []): readonly DeclaredItem[] {
  return names.map((listed) => ({ kind: 'enum-value', ...listed }));
}
