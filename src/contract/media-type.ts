import type { OpenAPIV3_1 } from 'openapi-types';

import { batches } from './batches.ts';
import type { BatchedRows } from './batches.ts';
import { ContractError, pointerTo } from './document.ts';
import type { DocumentReader, Located } from './document.ts';
import { createReplySchema } from './reply-schema.ts';
import type { ReplySchema } from './reply-schema.ts';
import { readRowForms } from './row-form.ts';
import type { RowForm } from './row-form.ts';
import { checkSchema } from './schema.ts';
import type { SchemaCompiler } from './schema.ts';
import { createXmlWriter } from './xml-writer.ts';

/** Writes the bodies of one media type of one response. */
export interface MediaType {
  readonly name: string;
  /** The header's value: the name, and the charset where the type has one. */
  readonly contentType: string;
  readonly syntax: 'json' | 'xml' | 'text';
  /** What the bodies hold, as values; absent where the contract doesn't say. */
  readonly schema?: ReplySchema;
  write(value: unknown): string;
  /** Writes a list piece by piece, without holding it. Pieces have a few dozen KB; where no row is to be had yet, none. */
  writeRows(rows: Iterable<unknown> | BatchedRows): Iterable<string>;
  /** Other ways to write a list, by name (`x-row-forms`). */
  readonly rowForms: ReadonlyMap<string, RowForm>;
  /** The document's named examples, decoded. */
  readonly examples: ReadonlyMap<string, unknown>;
}

/** @throws {ContractError} where the engine doesn't know how to write the media type. */
export function compileMediaType(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  name: string,
  node: Located<OpenAPIV3_1.MediaTypeObject>,
): MediaType {
  const schema = compileSchemaOf(reader, compileSchema, node);
  const { syntax, write, writeRows } = compileWriter(reader, name, node);
  const contentType = name.startsWith('text/') && !name.includes('charset') ? `${name}; charset=utf-8` : name;
  return {
    name,
    contentType,
    syntax,
    ...(schema === undefined ? {} : { schema }),
    write,
    writeRows,
    rowForms: readRowForms(reader, node),
    examples: readExamples(reader, node),
  };
}

function compileSchemaOf(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  { value, pointer }: Located<OpenAPIV3_1.MediaTypeObject>,
): ReplySchema | undefined {
  if (value.schema === undefined) return undefined;
  const at = pointerTo(pointer, 'schema');
  checkSchema(reader, { value: value.schema, pointer: at });
  return createReplySchema(reader, compileSchema, reader.resolve<OpenAPIV3_1.SchemaObject>(value.schema, at));
}

type Writer = Pick<MediaType, 'syntax' | 'write' | 'writeRows'>;

function compileWriter(reader: DocumentReader, name: string, node: Located<OpenAPIV3_1.MediaTypeObject>): Writer {
  if (/^application\/(.+\+)?json$/.test(name))
    return { syntax: 'json', write: (value) => JSON.stringify(value), writeRows: writeJsonRows };
  if (/^(application|text)\/(.+\+)?xml$/.test(name)) return compileXml(reader, node);
  if (name.startsWith('text/'))
    return { syntax: 'text', write: String, writeRows: (rows) => Array.from(rows, (row) => `${String(row)}\n`) };
  throw new ContractError(reader.name, node.pointer, `bodies of ${name} can't be written`);
}

function compileXml(reader: DocumentReader, node: Located<OpenAPIV3_1.MediaTypeObject>): Writer {
  if (node.value.schema === undefined) throw new ContractError(reader.name, node.pointer, 'XML needs a schema');
  const schema = reader.resolve<OpenAPIV3_1.SchemaObject>(node.value.schema, pointerTo(node.pointer, 'schema'));
  const { write, list } = createXmlWriter(reader, schema);
  if (list === undefined) return { syntax: 'xml', write, writeRows: (rows) => [write([...rows])] };
  return {
    syntax: 'xml',
    write,
    *writeRows(rows) {
      let isEmpty = true;
      for (const batch of batches(rows)) {
        const text = batch.map(list.writeItem).join('');
        yield isEmpty && batch.length > 0 ? list.open + text : text;
        isEmpty &&= batch.length === 0;
      }
      yield isEmpty ? list.empty : list.close;
    },
  };
}

function* writeJsonRows(rows: Iterable<unknown> | BatchedRows): Iterable<string> {
  let isOpen = false;
  let isEmpty = true;
  for (const batch of batches(rows)) {
    const text = batch.length === 0 ? '' : JSON.stringify(batch).slice(1, -1);
    const piece = isEmpty || text === '' ? text : `,${text}`;
    yield isOpen ? piece : `[${piece}`;
    isOpen = true;
    isEmpty &&= text === '';
  }
  yield isOpen ? ']' : '[]';
}

function readExamples(
  reader: DocumentReader,
  node: Located<OpenAPIV3_1.MediaTypeObject>,
): ReadonlyMap<string, unknown> {
  const examples = Object.entries(node.value.examples ?? {}).map(([name, example]): [string, unknown] => {
    const { value } = reader.resolve<OpenAPIV3_1.ExampleObject>(example, pointerTo(node.pointer, 'examples', name));
    return [name, value.value];
  });
  return new Map(examples);
}
