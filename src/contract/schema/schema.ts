import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, Options, ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { ContractError, pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { enter, placeKey } from './dynamic-scope.ts';
import type { SchemaPlace } from './dynamic-scope.ts';
import { entryOf } from './entry-of.ts';
import { patternOf } from './pattern.ts';
import { INTERNATIONAL_FORMATS } from './international-formats.ts';
import { compileWithin } from './time-limit.ts';
import { copySchema } from './schema-copy.ts';
import type { Direction } from './schema-copy.ts';
import { toDoubles } from './keywords/long-integers.ts';
import type { OwnKeyword, Validate } from './keywords/own-keyword.ts';
import { referenceKeyword } from './keywords/reference.ts';
import type { ReferenceTarget } from './keywords/reference.ts';
import { OWN_KEYWORDS } from './keywords/schema-keywords.ts';
import { unevaluatedItems } from './keywords/unevaluated-items.ts';
import { quote } from '../violation.ts';

/** A compiled schema. */
export interface Schema {
  accepts(value: unknown): boolean;
  /** One line that explains why a value is not accepted, without the value. Call it only for such values: it checks again. */
  explain(value: unknown): string;
  /** The first breach of a value. Undefined if it conforms. */
  breachOf(value: unknown): SchemaBreach | undefined;
}

/** A breach of a schema. */
export interface SchemaBreach {
  /** The place in the value, as a JSON pointer. Empty for the value itself. */
  readonly pointer: string;
  readonly message: string;
}

/** Compiles the schema at a pointer of a document. */
export type SchemaCompiler = (pointer: string) => Schema;

/** @throws {ContractError} from the compiler, if a schema has an unknown keyword, or is invalid. */
export function createSchemaCompiler(reader: DocumentReader, direction: Direction = 'any'): SchemaCompiler {
  const compile = createValidators(reader, { direction });
  // Operations share parameters, so compiled schemas are cached.
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

/** How the schemas of a document are compiled. */
export interface ValidatorOptions extends Pick<Options, 'allErrors' | 'verbose'> {
  /** Default any. */
  readonly direction?: Direction;
  /** Keywords that replace those of Ajv. */
  readonly keywords?: readonly OwnKeyword[];
}

/**
 * Makes a compiler of the schemas of a document. A leniently read schema, and each that it refers to, is compiled
 * when a value reaches it.
 *
 * @throws {ContractError} from the compiler, as `createSchemaCompiler`.
 */
export function createValidators(
  reader: DocumentReader,
  { direction = 'any', keywords = [], ...options }: ValidatorOptions = {},
): (pointer: string) => Validate {
  const createAjv = (): Ajv2020 =>
    prepared(
      new Ajv2020({
        ...options,
        strict: !reader.isLenient,
        strictRequired: false,
        allowUnionTypes: true,
        validateFormats: true,
        // Otherwise `constructor` would be a member of each object.
        ownProperties: true,
        addUsedSchema: false,
        logger: false,
        code: { regExp },
        // checkSchema and the compilation find invalid schemas, so the meta-schema, which costs 20 ms, isn't needed.
        meta: false,
        validateSchema: false,
      }),
      [...OWN_KEYWORDS, referenceKeyword(targetOf), unevaluatedItems({ targetOf, compile: compileCopy }), ...keywords],
    );
  // The referenced schemas, by their places.
  const targets = new Map<string, Target>();
  const targetOf = (reference: string): Target => {
    const target = targets.get(reference);
    if (target === undefined) throw new Error(`the reference "${reference}" has no target`);
    return target;
  };
  // Undefined before the first compilation, during one, and after one that failed or that a time limit stopped, because the
  // state of Ajv is not usable then.
  let idle: Ajv2020 | undefined;

  function targetAt(place: SchemaPlace): Target {
    return entryOf(targets, placeKey(place), () => {
      let copied: object | undefined;
      const target: Target = {
        schema: () => (copied ??= copyAt(place)),
        validate: (value, context) => {
          target.compile();
          return target.validate(value, context);
        },
        compile: () => {
          compileWithin(() => {
            target.validate = validatorOf(target, place.pointer);
            target.compile = () => undefined;
          });
        },
      };
      return target;
    });
  }

  function copyAt(place: SchemaPlace): object {
    const { pointer } = place;
    const idOf = (other: SchemaPlace): string => {
      targetAt(other);
      return placeKey(other);
    };
    const { schema } = copySchema(reader, reader.locate(pointer), { direction, idOf, ...place });
    return typeof schema === 'boolean' ? { allOf: [schema] } : schema;
  }

  function validatorOf(target: Target, pointer: string): Validate {
    const read = (): Validate => {
      try {
        return compileCopy(target.schema());
      } catch (error) {
        if (error instanceof ContractError) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        throw new ContractError(reader.name, pointer, reason, { cause: error });
      }
    };
    return reader.attempt(pointer, read, () => acceptsAny);
  }

  function compileCopy(schema: object): ValidateFunction {
    const ajv = idle ?? createAjv();
    idle = undefined;
    const validate = ajv.compile(schema);
    idle = ajv;
    return validate;
  }

  return (pointer) => {
    const target = targetAt(enter(reader, pointer));
    // Compiling adds the schemas that these refer to.
    if (!reader.isLenient) for (const each of targets.values()) each.compile();
    return withAllDigits(target);
  };
}

/** A schema that is compiled when a value reaches it. */
interface Target extends ReferenceTarget {
  validate: Validate;
  compile(): void;
}

/** A schema that can't be compiled accepts any value, and is listed among the document's problems. */
const acceptsAny: Validate = Object.assign(() => true, { evaluated: { props: true, items: true } });

function prepared(ajv: Ajv2020, keywords: readonly OwnKeyword[]): Ajv2020 {
  addFormats.default(ajv);
  ajv.addFormat('float', { type: 'number', validate: (value: number) => Number.isFinite(Math.fround(value)) });
  for (const [name, accepts] of Object.entries(INTERNATIONAL_FORMATS)) ajv.addFormat(name, accepts);
  for (const keyword of keywords) ajv.removeKeyword(keyword.keyword).addKeyword(keyword);
  return ajv;
}

/** Gives Ajv doubles, and our own keywords all digits. */
function withAllDigits(target: Target): Validate {
  const validate: Validate = (value) => {
    const { value: withDoubles, context } = toDoubles(value);
    const isValid = target.validate(withDoubles, context);
    validate.errors = target.validate.errors ?? null;
    return isValid;
  };
  return validate;
}

const regExp = Object.assign((pattern: string) => patternOf(pattern) ?? new RegExp(pattern, 'u'), {
  code: 'patternOf',
});

/**
 * Checks that the engine understands a schema and its nested schemas. It costs a hundredth of compiling it, so it is done
 * at start for the schemas of replies, which are compiled only when replies are checked.
 *
 * @throws {ContractError} if a keyword is unknown, a pattern is invalid, or a reference has no target.
 */
export function checkSchema(reader: DocumentReader, schema: Located<object>): void {
  copySchema(reader, schema, { direction: 'any', idOf: ({ pointer }) => pointer });
}

/** Checks all schemas of an operation with {@link checkSchema}. */
export function checkSchemasWithin(reader: DocumentReader, { value, pointer }: Located<object>): void {
  for (const [key, below] of Object.entries<unknown>(Object(value))) {
    if (typeof below !== 'object' || below === null || WITHOUT_SCHEMAS.has(key)) continue;
    const located = { value: below, pointer: pointerTo(pointer, key) };
    if (key === 'schema' || key === 'itemSchema') checkSchema(reader, located);
    else checkSchemasWithin(reader, located);
  }
}

const WITHOUT_SCHEMAS: ReadonlySet<string> = new Set(['example', 'examples', 'callbacks', 'links', 'security']);

function breachFrom(errors: readonly ErrorObject[]): SchemaBreach {
  const [first] = errors;
  if (first === undefined) return { pointer: '', message: 'must match its schema' };
  const extra: unknown = first.params['additionalProperty'];
  const message = first.message ?? first.keyword;
  return { pointer: first.instancePath, message: typeof extra === 'string' ? `${message} ("${extra}")` : message };
}

function describe(errors: readonly ErrorObject[]): string {
  const [first] = errors;
  if (first === undefined) return 'must match its schema';
  const { allowedValues, additionalProperty: name }: Record<string, unknown> = first.params;
  const message = Array.isArray(allowedValues)
    ? `must be one of ${quote(allowedValues)}`
    : (first.message ?? first.keyword);
  const reason = name === undefined ? message : `${message}: ${quote(name)}`;
  return first.instancePath === '' ? reason : `${first.instancePath} ${reason}`;
}
