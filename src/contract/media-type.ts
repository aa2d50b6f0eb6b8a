import type { OpenAPIV3_1 } from 'openapi-types';

import { batches } from './batches.ts';
import { ContractError, pointerTo } from './document.ts';
import type { DocumentReader, Located } from './document.ts';
import { readRowForms } from './row-form.ts';
import type { RowForm } from './row-form.ts';
import { checkSchema } from './schema.ts';
import { createXmlWriter } from './xml-writer.ts';

/** Writes the bodies of one media type of one response. */
export interface MediaType {
  readonly name: string;
  /** The header's value: the name, and the charset where the type has one. */
  readonly contentType: string;
  write(value: unknown): string;
  /** Writes a list piece by piece, without holding it. Pieces have a few dozen KB. */
  writeRows(rows: Iterable<unknown>): Iterable<string>;
  /** Other ways to write a list, by name (`x-row-forms`). */
  readonly rowForms: ReadonlyMap<string, RowForm>;
  /** The document's named examples, decoded. */
  readonly examples: ReadonlyMap<string, unknown>;
}

/** @throws {ContractError} where the engine doesn't know how to write the media type. */
export function compileMediaType(
  reader: DocumentReader,
  name: string,
  node: Located<OpenAPIV3_1.MediaTypeObject>,
): MediaType {
  if (node.value.schema !== undefined)
    checkSchema(reader, { value: node.value.schema, pointer: pointerTo(node.pointer, 'schema') });
  const { write, writeRows } = compileWriter(reader, name, node);
  const contentType = name.startsWith('text/') && !name.includes('charset') ? `${name}; charset=utf-8` : name;
  const rowForms = readRowForms(reader, node);
  return { name, contentType, write, writeRows, rowForms, examples: readExamples(reader, node) };
}

function compileWriter(
  reader: DocumentReader,
  name: string,
  node: Located<OpenAPIV3_1.MediaTypeObject>,
): Pick<MediaType, 'write' | 'writeRows'> {
  if (/^application\/(.+\+)?json$/.test(name))
    return { write: (value) => JSON.stringify(value), writeRows: writeJsonRows };
  if (/^(application|text)\/(.+\+)?xml$/.test(name)) return compileXml(reader, node);
  if (name.startsWith('text/'))
    return { write: String, writeRows: (rows) => Array.from(rows, (row) => `${String(row)}\n`) };
  throw new ContractError(reader.name, node.pointer, `bodies of ${name} can't be written`);
}

function compileXml(
  reader: DocumentReader,
  node: Located<OpenAPIV3_1.MediaTypeObject>,
): Pick<MediaType, 'write' | 'writeRows'> {
  if (node.value.schema === undefined) throw new ContractError(reader.name, node.pointer, 'XML needs a schema');
  const schema = reader.resolve<OpenAPIV3_1.SchemaObject>(node.value.schema, pointerTo(node.pointer, 'schema'));
  const { write, list } = createXmlWriter(reader, schema);
  if (list === undefined) return { write, writeRows: (rows) => [write([...rows])] };
  return {
    write,
    *writeRows(rows) {
      let isEmpty = true;
      for (const batch of batches(rows)) {
        const text = batch.map(list.writeItem).join('');
        yield isEmpty ? list.open + text : text;
        isEmpty = false;
      }
      yield isEmpty ? list.empty : list.close;
    },
  };
}

function* writeJsonRows(rows: Iterable<unknown>): Iterable<string> {
  let separator = '[';
  for (const batch of batches(rows)) {
    yield separator + JSON.stringify(batch).slice(1, -1);
    separator = ',';
  }
  yield separator === '[' ? '[]' : ']';
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
