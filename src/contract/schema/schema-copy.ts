import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { onlyAnchorOf } from './dynamic-anchor.ts';
import { entryOf } from './entry-of.ts';
import { patternOf } from './pattern.ts';
import { holdsSchemas, isNote, isPlace, problemOf } from './schema-words.ts';

/** The values that a schema is for: `readOnly` members are required of answers only, `writeOnly` ones of requests only. */
export type Direction = 'request' | 'answer' | 'any';

/** A schema as Ajv takes it, and the places that it refers to. */
export interface SchemaCopy {
  readonly schema: object | boolean;
  readonly references: ReadonlySet<string>;
}

const MARKS = { request: 'readOnly', answer: 'writeOnly', any: undefined } as const;

type Members = ReadonlySet<string>;

const NONE: Members = new Set();

/** How a schema is copied. */
interface CopyOptions {
  readonly direction: Direction;
  /** What stands for a reference in the copy. */
  idOf(pointer: string): string;
  /** Copies for values to be made of: keeps what the schema shows (`example`) or leaves it out (`bare`). */
  readonly sample?: 'example' | 'bare';
}

/**
 * Copies a schema with the keywords that the engine understands; any other is rejected.
 *
 * @throws {ContractError} where the reader is not lenient and a keyword isn't understood.
 */
export function copySchema(
  reader: DocumentReader,
  { value, pointer }: Located<unknown>,
  { direction, idOf, sample }: CopyOptions,
): SchemaCopy {
  const references = new Set<string>();
  const mark = MARKS[direction];

  function copy(node: unknown, at: string, outer: Members): object | boolean {
    if (typeof node === 'boolean') return node;
    if (typeof node !== 'object' || node === null || Array.isArray(node)) {
      reader.reject(at, 'a schema is an object, true or false');
      return true;
    }
    const unwanted = mark === undefined ? NONE : outer.union(markedMembers(reader, { value: node, pointer: at }, mark));
    const example = sample === 'example' ? exampleOf(node) : undefined;
    // An example beside anyOf is the example of the whole, but Prism looks into the alternatives first.
    if (example !== undefined) return { default: example };
    const copied: Record<string, unknown> = sample === undefined ? {} : sampleNotes(node);
    for (const [keyword, word] of Object.entries(node)) {
      if (isNote(keyword) || (reader.isLenient && (keyword.startsWith('x-') || isPlace(keyword)))) continue;
      if (reader.isLenient && OF_3_0.has(keyword) && typeof word === 'boolean') continue;
      const stands = pointerTo(at, keyword);
      const problem = problemOf(keyword, word);
      if (problem === undefined) copyWord(copied, keyword, { value: word, pointer: stands }, unwanted);
      else reader.reject(stands, problem);
    }
    return reader.isLenient ? with3_0(node, copied) : copied;
  }

  function copyWord(
    copied: Record<string, unknown>,
    keyword: string,
    { value: word, pointer: at }: Located<unknown>,
    unwanted: Members,
  ): void {
    // Only what is about the same value can require the members that are declared beside it.
    const outer = IN_PLACE.has(keyword) ? unwanted : NONE;
    const below = holdsSchemas(keyword);
    const onlyAnchor = keyword === '$dynamicRef' ? onlyAnchorOf(reader, String(word)) : undefined;
    if (below === 'one') copied[keyword] = copy(word, at, outer);
    else if (below === 'list')
      copied[keyword] = Object.values(Object(word)).map((each, index) => copy(each, pointerTo(at, index), outer));
    else if (below === 'named')
      copied[keyword] = Object.fromEntries(
        Object.entries(Object(word)).flatMap(([key, each]) =>
          (keyword === 'patternProperties' && !isPattern(key, at)) || (sample !== undefined && unwanted.has(key))
            ? []
            : [[key, copy(each, pointerTo(at, key), outer)] as const],
        ),
      );
    else if (keyword === '$ref' || onlyAnchor !== undefined) {
      const target = reader.attempt(
        at,
        () => referenceOf(onlyAnchor ?? String(word), at),
        () => undefined,
      );
      if (target === undefined) return;
      references.add(target);
      copied['$ref'] = idOf(target);
    } else if (keyword === 'required' && Array.isArray(word))
      copied[keyword] = word.filter((name) => !unwanted.has(String(name)));
    else if (keyword !== 'pattern' || isPattern(String(word), at)) copied[keyword] = withDoubles(word);
  }

  function referenceOf(reference: string, at: string): string {
    if (!reference.startsWith('#/'))
      throw new ContractError(reader.name, at, `"${reference}" is not a reference within the document`);
    reader.locate(reference);
    return reference;
  }

  function isPattern(pattern: string, at: string): boolean {
    if (patternOf(pattern, { isStrict: !reader.isLenient }) !== undefined) return true;
    reader.reject(at, `"${pattern}" is no pattern`);
    return false;
  }

  return { schema: copy(value, pointer, NONE), references };
}

/** A schema and all that it refers to in one. */
export function bundleSchema(
  reader: DocumentReader,
  root: Located<object>,
  { isExample }: { readonly isExample: boolean },
): { readonly schema: object; readonly bundle: Readonly<Record<string, object>> } {
  const names = new Map<string, string>();
  const bundle: Record<string, object> = {};
  const options: CopyOptions = {
    direction: 'answer',
    sample: isExample ? 'example' : 'bare',
    idOf: (pointer) => `#/__bundled__/${entryOf(names, pointer, () => `s${names.size}`)}`,
  };
  const { schema, references } = copySchema(reader, root, options);
  const todo = [...references];
  for (let pointer = todo.pop(); pointer !== undefined; pointer = todo.pop()) {
    const name = names.get(pointer) ?? '';
    if (name in bundle) continue;
    const copied = copySchema(reader, { value: reader.locate(pointer).value, pointer }, options);
    bundle[name] = schemaObject(copied.schema);
    todo.push(...copied.references);
  }
  return { schema: schemaObject(schema), bundle };
}

function schemaObject(schema: object | boolean): object {
  if (typeof schema === 'object') return schema;
  return schema ? {} : { not: {} };
}

function exampleOf(node: object): unknown {
  const { example, examples }: { example?: unknown; examples?: unknown } = node;
  return example ?? (Array.isArray(examples) ? examples[0] : undefined);
}

/** Annotations that Prism's samplers use. */
function sampleNotes(node: object): Record<string, unknown> {
  const kept = ['default', 'x-faker'].flatMap((name) =>
    name in node ? [[name, Reflect.get(node, name)] as const] : [],
  );
  return Object.fromEntries(kept);
}

/** Keywords whose schemas are about the value itself. */
const IN_PLACE: ReadonlySet<string> = new Set('allOf anyOf oneOf not if then else dependentSchemas'.split(' '));

/** What OpenAPI 3.0 has beside or instead of the keywords of JSON Schema 2020-12. */
const OF_3_0: ReadonlySet<string> = new Set(['nullable', 'exclusiveMinimum', 'exclusiveMaximum']);

/** A schema of 3.0 in the words of 3.1. Null is taken wherever `nullable` stands, except where an enum leaves it out. */
function with3_0(node: object, copied: Record<string, unknown>): object {
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (Reflect.get(node, exclusive) !== true || copied[bound] === undefined) continue;
    copied[exclusive] = copied[bound];
    delete copied[bound];
  }
  if (Reflect.get(node, 'nullable') !== true) return copied;
  const isCombined = ['$ref', 'allOf', 'anyOf', 'oneOf'].some((keyword) => keyword in copied);
  if (isCombined) return { anyOf: [{ type: 'null' }, copied] };
  if (copied['type'] === undefined) return copied;
  return { ...copied, type: [...new Set([copied['type'], 'null'].flat())] };
}

/** Ajv computes with doubles; integers of more digits stay whole in the document for what is sent. */
export function withDoubles(word: unknown): unknown {
  if (typeof word === 'bigint') return Number(word);
  if (Array.isArray(word)) return word.map(withDoubles);
  if (typeof word !== 'object' || word === null) return word;
  return Object.fromEntries(Object.entries(word).map(([key, below]) => [key, withDoubles(below)]));
}

/** The members of a schema's value that are marked, those of the schemas that it is made of included. */
function markedMembers(
  reader: DocumentReader,
  { value, pointer }: Located<object>,
  mark: 'readOnly' | 'writeOnly',
  above: readonly object[] = [],
): Members {
  if (above.includes(value) || above.length > MAX_DEPTH) return NONE;
  const schema: OpenAPIV3_1.SchemaObject & { $ref?: unknown } = value;
  const names = Object.entries(Object(schema.properties)).flatMap(([name, property]) => {
    if (typeof property !== 'object' || property === null) return [];
    const isMarked = (each: object): boolean => Reflect.get(each, mark) === true;
    return isMarked(property) || isMarked(reader.resolve<object>(property, pointer).value) ? [name] : [];
  });
  const parts: unknown[] = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  if (typeof schema.$ref === 'string') parts.push(reader.resolve<object>({ $ref: schema.$ref }, pointer).value);
  const inner = parts.flatMap((part) =>
    typeof part === 'object' && part !== null
      ? [...markedMembers(reader, { value: part, pointer }, mark, [...above, value])]
      : [],
  );
  return names.length + inner.length === 0 ? NONE : new Set([...names, ...inner]);
}

const MAX_DEPTH = 20;
