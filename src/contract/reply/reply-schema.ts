import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import type { Schema, SchemaBreach, SchemaCompiler } from '../schema/schema.ts';
import { OutOfTimeError, withinTime } from '../schema/time-limit.ts';

/**
 * Finds why a value breaks the contract: one line, or undefined where it holds.
 *
 * @throws {OutOfTimeError} where that takes too long, of a mounted document.
 */
export type FindBreach = (value: unknown) => string | undefined;

/**
 * The schema of a reply's body. Nothing of it is compiled before it is asked for: most servers send their replies
 * and never hold one against its schema.
 */
export interface ReplySchema {
  readonly reader: DocumentReader;
  readonly root: Located<OpenAPIV3_1.SchemaObject>;
  /** The schema of the rows, where rows can be held against it one by one; absent where the list says more than that. */
  readonly row?: Located<OpenAPIV3_1.SchemaObject>;
  /** The compiled schema at a pointer of the document. */
  at(pointer: string): Schema;
  /** What of a value breaks the schema, before it is encoded; undefined where nothing does. */
  breachOf(value: unknown): SchemaBreach | undefined;
  /** The same of one row. */
  breachOfRow(row: unknown, index: number): SchemaBreach | undefined;
  /** Finds why a body breaks the contract, before it is written. */
  readonly explain: FindBreach;
  /** The same of one row of a list, whatever else the list says; absent where it is none. */
  readonly explainRow?: FindBreach;
}

/** Maximum time of a check of what a rule answers. */
const MAX_CHECK_MS = 1_000;

/** Holds values against the schema at a pointer, which is compiled with the first of them. */
export function createFindBreach(reader: DocumentReader, compileSchema: SchemaCompiler, pointer: string): FindBreach {
  const find: FindBreach = (value) => {
    const schema = compileSchema(pointer);
    return schema.accepts(value) ? undefined : schema.explain(value);
  };
  if (!reader.isLenient) return find;
  // The schemas of a document that isn't ours may keep a check busy.
  return (value) => withinTime(MAX_CHECK_MS, () => find(value));
}

/** The breach that a check finds; undefined where there is none, or it takes too long to find out. */
export function breachInTime(find: () => string | undefined): string | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof OutOfTimeError) return undefined;
    throw error;
  }
}

/** What a list may say about its rows that one row alone can be held against. */
const SAYS_NO_MORE: ReadonlySet<string> = new Set(
  'type items description title xml example examples default deprecated $comment'.split(' '),
);

export function createReplySchema(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  root: Located<OpenAPIV3_1.SchemaObject>,
): ReplySchema {
  const row = rowOf(reader, root);
  const findAt = (pointer: string): FindBreach => createFindBreach(reader, compileSchema, pointer);
  return {
    reader,
    root,
    ...(row === undefined ? {} : { row }),
    at: compileSchema,
    explain: findAt(root.pointer),
    ...(root.value.type === 'array' ? { explainRow: findAt(pointerTo(root.pointer, 'items')) } : {}),
    breachOf: (value) => compileSchema(root.pointer).breachOf(value),
    breachOfRow(value, index) {
      const breach = compileSchema(row?.pointer ?? root.pointer).breachOf(value);
      return breach === undefined ? undefined : { ...breach, pointer: `/${index}${breach.pointer}` };
    },
  };
}

function rowOf(
  reader: DocumentReader,
  { value, pointer }: Located<OpenAPIV3_1.SchemaObject>,
): Located<OpenAPIV3_1.SchemaObject> | undefined {
  if (value.type !== 'array') return undefined;
  if (Object.keys(value).some((keyword) => !SAYS_NO_MORE.has(keyword) && !keyword.startsWith('x-'))) return undefined;
  return reader.resolveSchema(value.items, `${pointer}/items`);
}
