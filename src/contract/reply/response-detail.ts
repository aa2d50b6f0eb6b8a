import type { OpenAPIV3_1 } from 'openapi-types';

import type { Contract } from '../contract.ts';
import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import type { OperationOutline } from '../outline.ts';
import { createSchemaCompiler } from '../schema/schema.ts';
import type { SchemaCompiler } from '../schema/schema.ts';
import { compileTextForms } from '../text/text-forms.ts';
import { OutOfTimeError, withinTime } from '../schema/time-limit.ts';

/**
 * What holds a value against the contract: why it breaks it, or undefined where it holds.
 *
 * @throws {OutOfTimeError} where that takes too long, of a mounted document.
 */
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
export function detailOf(contract: Contract, { operationId }: OperationOutline, status: number): ResponseDetail {
  const workbench = workbenches.get(contract) ?? createWorkbench(contract);
  workbenches.set(contract, workbench);
  const node = contract.operations.get(operationId)?.node;
  if (node === undefined) throw new Error(`${contract.name} has no operation ${operationId}`);
  const pointer = pointerTo(node.pointer, 'responses', keyOf(node.value, status));
  const known = workbench.details.get(pointer);
  if (known !== undefined) return known;
  const detail = createDetail(workbench, pointer);
  workbench.details.set(pointer, detail);
  return detail;
}

/** Maximum time of a check of what a rule answers. */
const MAX_CHECK_MS = 1_000;

/** The key of a status among the responses: its own, that of its range, or the default. */
function keyOf({ responses }: OpenAPIV3_1.OperationObject, status: number): string {
  const keys = Object.keys(Object(responses));
  const wanted = [String(status), `${Math.floor(status / 100)}XX`, 'DEFAULT'];
  return wanted.flatMap((key) => keys.find((each) => each.toUpperCase() === key) ?? [])[0] ?? String(status);
}

function createWorkbench({ reader }: Contract): Workbench {
  const compile = remember(createSchemaCompiler(reader, reader.isLenient ? 'answer' : 'any'));
  // The schemas of a document that isn't ours may keep a check busy.
  const inTime: Compile = (pointer) => (value) => withinTime(MAX_CHECK_MS, () => compile(pointer)(value));
  return { reader, compile: reader.isLenient ? inTime : compile, details: new Map() };
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
    return schema === undefined ? undefined : reader.resolveSchema(schema, pointer);
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

/** Headers are texts: of a schema of another type, one of the readings must do. */
function breachOfHeader(
  reader: DocumentReader,
  compile: Compile,
  { value, pointer }: Located<OpenAPIV3_1.HeaderObject>,
): FindBreach {
  const at = pointerTo(pointer, 'schema');
  const breachOf = compile(at);
  if (!reader.isLenient || value.schema === undefined) return breachOf;
  const schema = reader.resolveSchema(value.schema, at);
  const options = { name: '', place: 'header', style: 'simple', explode: value.explode } as const;
  const forms = reader.attempt<readonly { decode(text: string): unknown }[]>(
    at,
    () => compileTextForms(reader, schema, options),
    () => [],
  );
  return (text) => {
    const breaches = forms.map(({ decode }) => breachOf(decode(String(text))));
    return breaches.includes(undefined) ? undefined : breaches[0];
  };
}

function readHeaders(
  reader: DocumentReader,
  compile: Compile,
  response: Located<OpenAPIV3_1.ResponseObject>,
): ReadonlyMap<string, ContractHeader> {
  const headers = Object.entries<OpenAPIV3_1.HeaderObject>(Object(response.value.headers)).map(
    ([name, node]): [string, ContractHeader] => {
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
          breachOf: breachOfHeader(reader, compile, { value, pointer }),
        },
      ];
    },
  );
  return new Map(headers);
}

/** The breach that a check finds; undefined where there is none, or it takes too long to find out. */
export function breachInTime(find: (() => string | undefined) | undefined): string | undefined {
  try {
    return find?.();
  } catch (error) {
    if (error instanceof OutOfTimeError) return undefined;
    throw error;
  }
}
