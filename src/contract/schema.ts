import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { ContractError, pointerTo } from './document.ts';
import type { DocumentReader } from './document.ts';

/** Whether a value holds, and if not, why: one line, without the value itself. */
export interface Schema {
  accepts(value: unknown): boolean;
  /** Why a value is not accepted; checks it again, so only for one that wasn't. */
  explain(value: unknown): string;
}

/** Compiles the schemas of one document, each from where it stands in it. */
export type SchemaCompiler = (pointer: string) => Schema;

/** What OpenAPI and we write beside JSON Schema's own keywords. Any other unknown keyword stops the start. */
const ANNOTATIONS = [
  'xml',
  'example',
  'externalDocs',
  'discriminator',
  'x-provenance',
  'x-source',
  'x-severity',
  'x-known-values',
];

/** @throws {ContractError} from the compiler, where a schema has a keyword that isn't understood, or is broken. */
export function createSchemaCompiler(reader: DocumentReader): SchemaCompiler {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    validateFormats: true,
    addUsedSchema: false,
  });
  addFormats.default(ajv);
  ajv.addVocabulary(ANNOTATIONS);
  // A schema may refer to those of the components; Ajv knows each by where it stands.
  for (const [name, schema] of Object.entries(reader.document.components?.schemas ?? {})) {
    ajv.addSchema(withAjvReferences(schema), toAjvReference(pointerTo('#/components/schemas', name)));
  }

  return (pointer) => {
    const isValid = compile(pointer);
    return {
      accepts: (value) => isValid(value),
      explain: (value) => (isValid(value) ? '' : describe(isValid.errors ?? [])),
    };
  };

  function compile(pointer: string): ValidateFunction {
    try {
      return ajv.compile(withAjvReferences(reader.resolve<object>({ $ref: pointer }, pointer).value));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ContractError(reader.name, pointer, reason, { cause: error });
    }
  }
}

function toAjvReference(reference: string): string {
  return `contract:${encodeURI(reference.slice(1))}`;
}

function withAjvReferences(schema: object): object {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === '$ref' ? toAjvReference(String(value)) : value,
  );
  return Object(JSON.parse(text));
}

function describe(errors: readonly ErrorObject[]): string {
  const [first] = errors;
  if (first === undefined) return 'does not fit its schema';
  return first.instancePath === ''
    ? (first.message ?? first.keyword)
    : `${first.instancePath} ${first.message ?? first.keyword}`;
}
