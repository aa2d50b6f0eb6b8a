import type { OpenAPIV3_1 } from 'openapi-types';

import type { Contract } from './contract.ts';
import { createDocumentReader, pointerTo } from './document.ts';
import type { DocumentReader, Located } from './document.ts';
import type { OperationOutline } from './outline.ts';
import { createSchemaCompiler } from './schema.ts';
import type { SchemaCompiler } from './schema.ts';

/** What holds a value against the contract: why it breaks it, or undefined where it holds. */
export type FindBreach = (value: unknown) => string | undefined;

/** A header that the contract has for a response. */
export interface ContractHeader {
  readonly name: string;
  readonly isRequired: boolean;
  /** The document's example; undefined where it has none. */
  readonly example: string | undefined;
  readonly breachOf: FindBreach;
}

/** What the contract says of a response beyond what a server needs to send its own: only who asks for it pays. */
export interface ResponseDetail {
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, ContractHeader>;
  /** Holds a body of a media type, before it is written; undefined where the type has no schema. */
  body(mediaType: string): FindBreach | undefined;
  /** Holds one row of a body that is a list; undefined where it is none. */
  row(mediaType: string): FindBreach | undefined;
}

type Compile = (pointer: string) => FindBreach;
interface Workbench {
  readonly reader: DocumentReader;
  readonly compile: Compile;
  readonly details: Map<string, ResponseDetail>;
}

const workbenches = new WeakMap<Contract, Workbench>();

/** The detail of a response that an operation has, compiled when it is first asked for. */
export function detailOf(contract: Contract, { path, method }: OperationOutline, status: number): ResponseDetail {
  const workbench = workbenches.get(contract) ?? createWorkbench(contract);
  workbenches.set(contract, workbench);
  const pointer = pointerTo('#/paths', path, method.toLowerCase(), 'responses', status);
  const known = workbench.details.get(pointer);
  if (known !== undefined) return known;
  const detail = createDetail(workbench, pointer);
  workbench.details.set(pointer, detail);
  return detail;
}

function createWorkbench({ name, document }: Contract): Workbench {
  const reader = createDocumentReader(name, document);
  return { reader, compile: remember(createSchemaCompiler(reader)), details: new Map() };
}

/** Compiles each schema once, and not before a value is held against it. */
function remember(compileSchema: SchemaCompiler): Compile {
  const schemas = new Map<string, ReturnType<SchemaCompiler>>();
  return (pointer) => (value) => {
    const schema = schemas.get(pointer) ?? compileSchema(pointer);
    schemas.set(pointer, schema);
    return schema.accepts(value) ? undefined : schema.explain(value);
  };
}

function createDetail({ reader, compile }: Workbench, at: string): ResponseDetail {
  const response = reader.resolve<OpenAPIV3_1.ResponseObject>({ $ref: at }, at);
  const schemaOf = (mediaType: string): Located<OpenAPIV3_1.SchemaObject> | undefined => {
    const schema = response.value.content?.[mediaType]?.schema;
    const pointer = pointerTo(response.pointer, 'content', mediaType, 'schema');
    return schema === undefined ? undefined : reader.resolve<OpenAPIV3_1.SchemaObject>(schema, pointer);
  };
  return {
    headers: readHeaders(reader, compile, response),
    body(mediaType) {
      const schema = schemaOf(mediaType);
      return schema === undefined ? undefined : compile(schema.pointer);
    },
    row(mediaType) {
      const schema = schemaOf(mediaType);
      return schema?.value.type === 'array' ? compile(pointerTo(schema.pointer, 'items')) : undefined;
    },
  };
}

function readHeaders(
  reader: DocumentReader,
  compile: Compile,
  response: Located<OpenAPIV3_1.ResponseObject>,
): ReadonlyMap<string, ContractHeader> {
  const headers = Object.entries(response.value.headers ?? {}).map(([name, node]): [string, ContractHeader] => {
    const { value, pointer } = reader.resolve<OpenAPIV3_1.HeaderObject>(
      node,
      pointerTo(response.pointer, 'headers', name),
    );
    const example: unknown = value.example;
    return [
      name.toLowerCase(),
      {
        name,
        isRequired: value.required === true,
        example: typeof example === 'string' ? example : undefined,
        breachOf: compile(pointerTo(pointer, 'schema')),
      },
    ];
  });
  return new Map(headers);
}
