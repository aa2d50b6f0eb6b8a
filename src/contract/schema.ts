import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, KeywordDefinition, Options, ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { ContractError, pointerTo } from './document.ts';
import type { DocumentReader, Located } from './document.ts';
import { quote } from './violation.ts';

/** Whether a value holds, and if not, why: one line, without the value itself. */
export interface Schema {
  accepts(value: unknown): boolean;
  /** Why a value is not accepted; checks it again, so only for one that wasn't. */
  explain(value: unknown): string;
  /** What of a value breaks the schema, the first thing found; undefined where nothing does. */
  breachOf(value: unknown): SchemaBreach | undefined;
}

/** A breach of a schema. */
export interface SchemaBreach {
  /** Where in the value, as a JSON pointer; empty for the value itself. */
  readonly pointer: string;
  readonly message: string;
}

/** Compiles the schemas of one document, each from where it stands in it. */
export type SchemaCompiler = (pointer: string) => Schema;

/** Keywords of JSON Schema 2020-12 whose values are schemas: one, a list, or several by name. */
const APPLICATORS = {
  one: ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'],
  list: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  named: ['properties', 'patternProperties', '$defs', 'dependentSchemas'],
};

/** Its other keywords. */
const ASSERTIONS = (
  '$ref $comment type enum const title description default deprecated examples readOnly writeOnly ' +
  'pattern format minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
  'required minProperties maxProperties minItems maxItems uniqueItems minContains maxContains ' +
  'contentMediaType contentEncoding'
).split(' ');

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
  'x-variant',
];

/** @throws {ContractError} from the compiler, where a schema has a keyword that isn't understood, or is broken. */
export function createSchemaCompiler(reader: DocumentReader): SchemaCompiler {
  const compile = createValidators(reader);
  // Operations share parameters.
  const compiled = new Map<string, Schema>();
  return (pointer) => {
    const known = compiled.get(pointer);
    if (known !== undefined) return known;
    const isValid = compile(pointer);
    const schema: Schema = {
      accepts: (value) => isValid(value),
      explain: (value) => (isValid(value) ? '' : describe(isValid.errors ?? [])),
      breachOf: (value) => (isValid(value) ? undefined : breachFrom(isValid.errors ?? [])),
    };
    compiled.set(pointer, schema);
    return schema;
  };
}

/** How the schemas of a document are compiled, where it isn't as for parameters. */
export interface ValidatorOptions extends Pick<Options, 'allErrors' | 'verbose'> {
  /** Changes a schema before it is compiled. */
  prepare?(schema: object): object;
  /** Has keywords mean something else. */
  readonly keywords?: readonly (KeywordDefinition & { readonly keyword: string })[];
}

/** @throws {ContractError} from the compiler, as `createSchemaCompiler`. */
export function createValidators(
  reader: DocumentReader,
  { prepare = (schema) => schema, keywords = [], ...options }: ValidatorOptions = {},
): (pointer: string) => ValidateFunction {
  const ajv = new Ajv2020({
    ...options,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    validateFormats: true,
    addUsedSchema: false,
    // checkSchema has looked for what isn't a schema, and compiling it finds the rest; the meta-schema costs 20 ms.
    meta: false,
    validateSchema: false,
  });
  addFormats.default(ajv);
  ajv.addVocabulary(ANNOTATIONS);
  for (const keyword of keywords) ajv.removeKeyword(keyword.keyword).addKeyword(keyword);
  // A schema may refer to those of the components; Ajv knows each by where it stands.
  for (const [name, schema] of Object.entries(reader.document.components?.schemas ?? {})) {
    ajv.addSchema(withAjvReferences(prepare(schema)), toAjvReference(pointerTo('#/components/schemas', name)));
  }

  return (pointer) => {
    try {
      return ajv.compile(withAjvReferences(prepare(reader.resolve<object>({ $ref: pointer }, pointer).value)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ContractError(reader.name, pointer, reason, { cause: error });
    }
  };
}

/**
 * Looks through a schema, and all that it holds, for what the engine doesn't understand. It costs a hundredth of
 * compiling it, so it is done at start for the schemas of replies, which are compiled only to be proven.
 *
 * @throws {ContractError} where a keyword is unknown, a pattern is none, or a reference leads nowhere.
 */
export function checkSchema(reader: DocumentReader, schema: Located<object>): void {
  for (const [keyword, value] of Object.entries(schema.value)) {
    const pointer = pointerTo(schema.pointer, keyword);
    if (!KNOWN.has(keyword))
      throw new ContractError(reader.name, pointer, `strict mode: unknown keyword: "${keyword}"`);
    if (keyword === '$ref') reader.resolve({ $ref: String(value) }, pointer);
    if (keyword === 'pattern') checkPattern(reader, pointer, String(value));
    for (const [key, below] of schemasBelow(keyword, value)) {
      checkSchema(reader, { value: below, pointer: key === undefined ? pointer : pointerTo(pointer, key) });
    }
  }
}

const KNOWN: ReadonlySet<string> = new Set([...Object.values(APPLICATORS).flat(), ...ASSERTIONS, ...ANNOTATIONS]);

function checkPattern(reader: DocumentReader, pointer: string, pattern: string): void {
  try {
    RegExp(pattern, 'u');
  } catch (error) {
    throw new ContractError(reader.name, pointer, `"${pattern}" is no pattern`, { cause: error });
  }
}

/** The schemas that a keyword's value holds, each by its key there. */
export function schemasBelow(keyword: string, value: unknown): readonly (readonly [string | undefined, object])[] {
  if (typeof value !== 'object' || value === null) return [];
  if (APPLICATORS.one.includes(keyword)) return [[undefined, value]];
  if (!APPLICATORS.list.includes(keyword) && !APPLICATORS.named.includes(keyword)) return [];
  return Object.entries(value).flatMap(([key, schema]) =>
    typeof schema === 'object' && schema !== null ? [[key, Object(schema)] as const] : [],
  );
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

function breachFrom(errors: readonly ErrorObject[]): SchemaBreach {
  const [first] = errors;
  if (first === undefined) return { pointer: '', message: 'does not fit its schema' };
  const extra: unknown = first.params['additionalProperty'];
  const message = first.message ?? first.keyword;
  return { pointer: first.instancePath, message: typeof extra === 'string' ? `${message} ("${extra}")` : message };
}

function describe(errors: readonly ErrorObject[]): string {
  const [first] = errors;
  if (first === undefined) return 'does not fit its schema';
  const { allowedValues, additionalProperty: name }: Record<string, unknown> = first.params;
  const message = Array.isArray(allowedValues)
    ? `must be one of ${quote(allowedValues)}`
    : (first.message ?? first.keyword);
  const reason = name === undefined ? message : `${message}: ${quote(name)}`;
  return first.instancePath === '' ? reason : `${first.instancePath} ${reason}`;
}
