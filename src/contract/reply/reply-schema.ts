import type { OpenAPIV3_1 } from 'openapi-types';

import type { DocumentReader, Located } from '../document.ts';
import type { Schema, SchemaBreach, SchemaCompiler } from '../schema/schema.ts';

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

  return {
    reader,
    root,
    ...(row === undefined ? {} : { row }),
    at: compileSchema,
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
