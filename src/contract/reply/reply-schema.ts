import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { listPlaceOf, rowsAt } from '../body/list-place.ts';
import type { Schema, SchemaBreach, SchemaCompiler } from '../schema/schema.ts';
import { OutOfTimeError, withinTime } from '../schema/time-limit.ts';

/**
 * Explains in one line how a value breaks the contract. Undefined if it conforms.
 *
 * @throws {OutOfTimeError} if the check takes too long. Only for mounted documents.
 */
export type FindBreach = (value: unknown) => string | undefined;

/**
 * The schema of a reply's body. It is compiled when it is first used, because most servers never check their replies.
 */
export interface ReplySchema {
  readonly reader: DocumentReader;
  readonly root: Located<OpenAPIV3_1.SchemaObject>;
  /** The schema of a row, if rows can be checked one by one. Absent if the list has other keywords that check it. */
  readonly row?: Located<OpenAPIV3_1.SchemaObject>;
  /** The compiled schema at a pointer of the document. */
  at(pointer: string): Schema;
  /** How a value breaks the schema, before it is encoded. Undefined if it conforms. */
  breachOf(value: unknown): SchemaBreach | undefined;
  /** How one row breaks the schema. */
  breachOfRow(row: unknown, index: number): SchemaBreach | undefined;
  /** Explains how a body breaks the contract, before it is encoded. */
  readonly explain: FindBreach;
  /** Explains how one row breaks the contract, ignoring the keywords for the whole list. Absent if the body has no list. */
  readonly explainRow?: FindBreach;
  /** The rows of a body. Undefined if it has no list. */
  rowsIn(value: unknown): readonly unknown[] | undefined;
}

/** Maximum time of a check of a rule's answer. */
const MAX_CHECK_MS = 1_000;

/** Checks values against the schema at a pointer, which is compiled for the first value. */
export function createFindBreach(reader: DocumentReader, compileSchema: SchemaCompiler, pointer: string): FindBreach {
  const find: FindBreach = (value) => {
    const schema = compileSchema(pointer);
    return schema.accepts(value) ? undefined : schema.explain(value);
  };
  if (!reader.isLenient) return find;
  // A check can take very long with a schema of a mounted document.
  return (value) => withinTime(MAX_CHECK_MS, () => find(value));
}

/** The breach that a check finds. Undefined if there is none, or if the check takes too long. */
export function breachInTime(find: () => string | undefined): string | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof OutOfTimeError) return undefined;
    throw error;
  }
}

/** Keywords of a list that don't check the list as a whole. */
const NOT_OF_WHOLE_LIST: ReadonlySet<string> = new Set(
  'type items description title xml example examples default deprecated $comment'.split(' '),
);

export function createReplySchema(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  root: Located<OpenAPIV3_1.SchemaObject>,
): ReplySchema {
  const place = listPlaceOf(reader, root);
  const row = place === undefined ? undefined : rowOf(reader, place.list);
  const above = place?.member === undefined ? '' : pointerTo('', place.member);
  const findAt = (pointer: string): FindBreach => createFindBreach(reader, compileSchema, pointer);
  return {
    reader,
    root,
    ...(row === undefined ? {} : { row }),
    at: compileSchema,
    explain: findAt(root.pointer),
    ...(place === undefined ? {} : { explainRow: findAt(pointerTo(place.list.pointer, 'items')) }),
    rowsIn: (value) => rowsAt(place, value),
    breachOf: (value) => compileSchema(root.pointer).breachOf(value),
    breachOfRow(value, index) {
      const breach = compileSchema(row?.pointer ?? root.pointer).breachOf(value);
      return breach === undefined ? undefined : { ...breach, pointer: `${above}/${index}${breach.pointer}` };
    },
  };
}

function rowOf(
  reader: DocumentReader,
  { value, pointer }: Located<OpenAPIV3_1.SchemaObject>,
): Located<OpenAPIV3_1.SchemaObject> | undefined {
  if (value.type !== 'array') return undefined;
  if (Object.keys(value).some((keyword) => !NOT_OF_WHOLE_LIST.has(keyword) && !keyword.startsWith('x-')))
    return undefined;
  return reader.resolveSchema(value.items, `${pointer}/items`);
}
