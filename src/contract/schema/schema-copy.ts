import { ContractError, pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { enter, enterDynamic } from './dynamic-scope.ts';
import type { DynamicScope, SchemaPlace } from './dynamic-scope.ts';
import { NONE_MARKED, markedMembers, unionOf, without } from './marked-members.ts';
import type { MarkedMembers } from './marked-members.ts';
import { patternOf } from './pattern.ts';
import { exactKeywordOf } from './keywords/exact-keywords.ts';
import { toDoubles } from './keywords/long-integers.ts';
import { checkDialect } from './keywords/dialect.ts';
import { holdsSchemas, isNote, isPlace, problemOf } from './keywords/schema-words.ts';

/** The values that a schema is for: `readOnly` members are required of answers only, `writeOnly` ones of requests only. */
export type Direction = 'request' | 'answer' | 'any';

/** A schema as Ajv takes it, and the places that it refers to. */
export interface SchemaCopy {
  readonly schema: object | boolean;
  readonly references: readonly SchemaPlace[];
}

const MARKS = { request: 'readOnly', answer: 'writeOnly', any: undefined } as const;

/** How a schema is copied. */
export interface CopyOptions {
  readonly direction: Direction;
  /** The replacement of a reference in the copy. */
  idOf(place: SchemaPlace): string;
  /** The dynamic scope that the schema is applied in, itself included. Default its own. */
  readonly scope?: DynamicScope;
  /** Members that are marked by the schemas that refer to this one. Default none. */
  readonly marked?: MarkedMembers;
  /** The copy is for making values: with the schema's examples (`example`) or without (`bare`). */
  readonly sample?: 'example' | 'bare';
}

/**
 * Copies a schema with the keywords that the engine understands; any other is rejected.
 *
 * @throws {ContractError} if the reader is not lenient and a keyword isn't understood.
 */
export function copySchema(
  reader: DocumentReader,
  { value, pointer }: Located<unknown>,
  { direction, idOf, sample, scope: outermost = enter(reader, pointer).scope, marked = NONE_MARKED }: CopyOptions,
): SchemaCopy {
  const references: SchemaPlace[] = [];
  const mark = MARKS[direction];

  function copy(node: unknown, at: string, outer: MarkedMembers, outerScope: DynamicScope): object | boolean {
    if (typeof node === 'boolean') return node;
    if (typeof node !== 'object' || node === null || Array.isArray(node)) {
      reader.reject(at, 'a schema must be an object, true or false');
      return true;
    }
    const unwanted =
      mark === undefined ? NONE_MARKED : unionOf([outer, markedMembers(reader, { value: node, pointer: at }, mark)]);
    const example = sample === 'example' ? exampleOf(node) : undefined;
    // An example beside anyOf is the example of the whole, but Prism looks into the alternatives first.
    if (example !== undefined) return { default: example };
    const copied: Record<string, unknown> = sample === undefined ? {} : sampleNotes(node);
    const { scope } = '$id' in node ? enter(reader, at, outerScope) : { scope: outerScope };
    for (const [keyword, word] of Object.entries(node)) {
      if (keyword === '$schema') checkDialect(reader, { value: word, pointer: pointerTo(at, keyword) });
      if (isNote(keyword) || (reader.isLenient && (keyword.startsWith('x-') || isPlace(keyword)))) continue;
      if (reader.isLenient && OF_3_0.has(keyword) && typeof word === 'boolean') continue;
      const place = pointerTo(at, keyword);
      const problem = problemOf(keyword, word);
      if (problem === undefined) copyWord(copied, keyword, { value: word, pointer: place }, { unwanted, scope });
      else reader.reject(place, problem);
    }
    withProto(copied);
    return reader.isLenient ? with3_0(node, copied, sample !== undefined) : copied;
  }

  function copyWord(
    copied: Record<string, unknown>,
    keyword: string,
    { value: word, pointer: at }: Located<unknown>,
    { unwanted, scope }: { readonly unwanted: MarkedMembers; readonly scope: DynamicScope },
  ): void {
    // Only schemas of the same value can require the members that are declared beside them.
    const outer = ALTERNATIVES.has(keyword)
      ? { ...unwanted, sometimes: NONE_MARKED.sometimes }
      : keyword === 'allOf'
        ? unwanted
        : NONE_MARKED;
    const isUnwanted = (name: string): boolean => unwanted.always.has(name) || unwanted.sometimes.has(name);
    const below = holdsSchemas(keyword);
    if (below === 'one') copied[keyword] = copy(word, at, outer, scope);
    else if (below === 'list')
      copied[keyword] = [
        ...listOf(copied[keyword]),
        ...Object.values(Object(word)).map((each, index) => copy(each, pointerTo(at, index), outer, scope)),
      ];
    else if (below === 'named')
      copied[keyword] = Object.fromEntries(
        Object.entries(Object(word)).flatMap(([key, each]) =>
          (keyword === 'patternProperties' && !isPattern(key, at)) ||
          (sample !== undefined && keyword === 'properties' && isUnwanted(key))
            ? []
            : [[key, copy(each, pointerTo(at, key), outer, scope)] as const],
        ),
      );
    else if (keyword === '$ref' || keyword === '$dynamicRef') {
      const target = reader.attempt(
        at,
        () => referenceOf(String(word), at),
        () => undefined,
      );
      if (target === undefined) return;
      const place = keyword === '$ref' ? enter(reader, target, scope) : enterDynamic(reader, target, scope);
      const marking = mark === undefined ? place : { ...place, marked: unknownTo(place, unwanted, mark) };
      references.push(marking);
      if (keyword === '$ref') copied['$ref'] = idOf(marking);
      // Its target is known here, so it becomes a `$ref`. In `allOf`, because there may already be one.
      else copied['allOf'] = [...listOf(copied['allOf']), { $ref: idOf(marking) }];
    } else if (keyword === 'enum' && listOf(word).length === 0) {
      // Ajv refuses an empty list.
      copied['allOf'] = [...listOf(copied['allOf']), false];
    } else if (keyword === 'required' && Array.isArray(word))
      copied[keyword] = word.filter((name) => !isUnwanted(String(name)));
    else if (keyword === 'dependentRequired')
      copied[keyword] = Object.fromEntries(
        Object.entries<unknown>(Object(word)).map(([key, names]) => {
          return [key, listOf(names).filter((name) => !isUnwanted(String(name)))];
        }),
      );
    else if (keyword !== 'pattern' || isPattern(String(word), at)) copyValue(copied, keyword, word);
  }

  function copyValue(copied: Record<string, unknown>, keyword: string, word: unknown): void {
    const exact = sample === undefined ? exactKeywordOf(keyword, word) : undefined;
    if (exact !== undefined) copied[exact] = word;
    // Samples are made with all digits. Ajv and Prism compute limits with doubles.
    if (exact === undefined || keyword === 'format')
      copied[keyword] = sample !== undefined && SHOWN.has(keyword) ? word : toDoubles(word).value;
  }

  /** The marked members that a schema doesn't mark itself. Only these change its copy. */
  function unknownTo(
    { pointer: target }: SchemaPlace,
    marking: MarkedMembers,
    by: 'readOnly' | 'writeOnly',
  ): MarkedMembers {
    const { value: schema } = reader.locate(target);
    if (typeof schema === 'boolean' || marking.always.size + marking.sometimes.size === 0) return NONE_MARKED;
    return without(marking, markedMembers(reader, { value: schema, pointer: target }, by));
  }

  function referenceOf(reference: string, at: string): string {
    if (!reference.startsWith('#/'))
      throw new ContractError(reader.name, at, `the reference "${reference}" must be within the document`);
    reader.locate(reference);
    return reference;
  }

  function isPattern(pattern: string, at: string): boolean {
    if (patternOf(pattern, { isStrict: !reader.isLenient }) !== undefined) return true;
    reader.reject(at, `"${pattern}" must be a valid pattern`);
    return false;
  }

  return { schema: copy(value, pointer, marked, outermost), references };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
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

/** Ajv ignores a property named `__proto__`, but not a pattern for it. */
function withProto(copied: Record<string, unknown>): void {
  const properties = Object(copied['properties']);
  if (!Object.hasOwn(properties, '__proto__')) return;
  const schema: unknown = Object.getOwnPropertyDescriptor(properties, '__proto__')?.value;
  copied['patternProperties'] = { ...Object(copied['patternProperties']), '^__proto__$': schema };
}

/** Keywords whose values become samples. */
const SHOWN: ReadonlySet<string> = new Set(['enum', 'const']);

/** Keywords whose schemas describe the value itself, but not every value. */
const ALTERNATIVES: ReadonlySet<string> = new Set('anyOf oneOf then else dependentSchemas'.split(' '));

/** Keywords of OpenAPI 3.0 that JSON Schema 2020-12 lacks, or that have another meaning there. */
const OF_3_0: ReadonlySet<string> = new Set(['nullable', 'exclusiveMinimum', 'exclusiveMaximum']);

/**
 * Replaces the keywords of 3.0. `nullable` allows null, unless an enum leaves it out. Samples are never null, because other
 * programs read the schema as 3.1, which has no `nullable`.
 */
function with3_0(node: object, copied: Record<string, unknown>, isSample: boolean): object {
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (Reflect.get(node, exclusive) !== true || copied[bound] === undefined) continue;
    copied[exclusive] = copied[bound];
    delete copied[bound];
  }
  if (isSample || Reflect.get(node, 'nullable') !== true) return copied;
  const isCombined = ['$ref', 'allOf', 'anyOf', 'oneOf'].some((keyword) => keyword in copied);
  if (isCombined) return { anyOf: [{ type: 'null' }, copied] };
  if (copied['type'] === undefined) return copied;
  return { ...copied, type: [...new Set([copied['type'], 'null'].flat())] };
}
