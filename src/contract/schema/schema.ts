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

/** @throws {ContractError} from the compiler, where a schema has a keyword that isn't understood, or is broken. */
export function createSchemaCompiler(reader: DocumentReader, direction: Direction = 'any'): SchemaCompiler {
  const compile = createValidators(reader, { direction });
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
  /** Default any. */
  readonly direction?: Direction;
  /** Has keywords mean something else. */
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
        // Else `constructor` would be a member of each object.
        ownProperties: true,
        addUsedSchema: false,
        logger: false,
        code: { regExp },
        // checkSchema has looked for what isn't a schema, and compiling it finds the rest; the meta-schema costs 20 ms.
        meta: false,
        validateSchema: false,
      }),
      [...OWN_KEYWORDS, referenceKeyword(targetOf), unevaluatedItems({ targetOf, compile: compileCopy }), ...keywords],
    );
  // Each schema that is referred to is known by where it stands.
  const targets = new Map<string, Target>();
  const targetOf = (reference: string): Target => {
    const target = targets.get(reference);
    if (target === undefined) throw new Error(`"${reference}" leads nowhere`);
    return target;
  };
  let ajv = createAjv();
  let isUnfinished = false;

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
    return reader.attempt(pointer, read, () => takesAny);
  }

  function compileCopy(schema: object): ValidateFunction {
    // A time limit may have stopped it halfway, without a finally. Half of its schemas could not be used.
    if (isUnfinished) ajv = createAjv();
    isUnfinished = true;
    try {
      return ajv.compile(schema);
    } finally {
      isUnfinished = false;
    }
  }

  return (pointer) => {
    const target = targetAt(enter(reader, pointer));
    // It also finds the schemas that these refer to.
    if (!reader.isLenient) for (const each of targets.values()) each.compile();
    return withAllDigits(target);
  };
}

/** A schema that is compiled when a value reaches it. */
interface Target extends ReferenceTarget {
  validate: Validate;
  compile(): void;
}

/** A schema that can't be compiled takes any value, and is listed among the document's problems. */
const takesAny: Validate = Object.assign(() => true, { evaluated: { props: true, items: true } });

function prepared(ajv: Ajv2020, keywords: readonly OwnKeyword[]): Ajv2020 {
  addFormats.default(ajv);
  ajv.addFormat('float', { type: 'number', validate: (value: number) => Number.isFinite(Math.fround(value)) });
  for (const [name, accepts] of Object.entries(INTERNATIONAL_FORMATS)) ajv.addFormat(name, accepts);
  for (const keyword of keywords) ajv.removeKeyword(keyword.keyword).addKeyword(keyword);
  return ajv;
}

/** Ajv gets doubles, and our keywords what has more digits. */
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
 * Looks through a schema, and all that it holds, for what the engine doesn't understand. It costs a hundredth of
 * compiling it, so it is done at start for the schemas of replies, which are compiled only to be proven.
 *
 * @throws {ContractError} where a keyword is unknown, a pattern is none, or a reference leads nowhere.
 */
export function checkSchema(reader: DocumentReader, schema: Located<object>): void {
  copySchema(reader, schema, { direction: 'any', idOf: ({ pointer }) => pointer });
}

/** Looks through the schemas of an operation, wherever they stand in it, for what the engine doesn't understand. */
export function checkSchemasWithin(reader: DocumentReader, { value, pointer }: Located<object>): void {
  for (const [key, below] of Object.entries<unknown>(Object(value))) {
    if (typeof below !== 'object' || below === null || HOLDS_NONE.has(key)) continue;
    const located = { value: below, pointer: pointerTo(pointer, key) };
    if (key === 'schema' || key === 'itemSchema') checkSchema(reader, located);
    else checkSchemasWithin(reader, located);
  }
}

const HOLDS_NONE: ReadonlySet<string> = new Set(['example', 'examples', 'callbacks', 'links', 'security']);

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
