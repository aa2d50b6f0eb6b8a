import { expect, test } from 'vitest';

import { createDocumentReader } from '../../../src/contract/document-reader.ts';
import { readXml } from '../../../src/contract/body/xml-reader.ts';
import { createXmlWriter } from '../../../src/contract/body/xml-writer.ts';
import { compileMediaType } from '../../../src/contract/reply/media-type.ts';
import { createSchemaCompiler } from '../../../src/contract/schema/schema.ts';
import { documentWith } from '../../support/document.ts';

const pet = { type: 'object', xml: { name: 'pet' }, properties: { name: { type: 'string' } } };
const pets = (xml?: object) => ({
  type: 'object',
  xml: { name: 'response' },
  required: ['pets'],
  properties: { pets: { type: 'array', items: pet, ...(xml && { xml }) } },
});
const rows = [{ name: 'a' }, { name: 'b & c' }];

test.for([
  { title: 'plain', schema: pets(), open: '<response>', close: '</response>', empty: '<response/>' },
  {
    title: 'wrapped',
    schema: pets({ wrapped: true }),
    open: '<response><pets>',
    close: '</pets></response>',
    empty: '<response><pets/></response>',
  },
])('a $title list that is the only member of an object is written row by row', ({ schema, open, close, empty }) => {
  const document = documentWith({}, { Pets: schema });
  const reader = createDocumentReader('test', document);
  const located = reader.resolve<object>({ $ref: '#/components/schemas/Pets' }, '#');
  const compile = createSchemaCompiler(reader);
  const written = (name: string, items: readonly object[]): string => {
    const value = { schema: { $ref: '#/components/schemas/Pets' } };
    const mediaType = compileMediaType(reader, compile, name, { value, pointer: '#/here' });
    const text = [...mediaType.writeRows(items)].join('');
    expect(text).toBe(mediaType.write({ pets: items }));
    return text;
  };
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
  const inside = '<pet><name>a</name></pet><pet><name>b &amp; c</name></pet>';
  expect(written('application/xml', rows)).toBe(declaration + open + inside + close);
  expect(written('application/xml', [])).toBe(declaration + empty);
  expect(readXml(reader, located, written('application/xml', rows))).toEqual({ pets: rows });
  expect(readXml(reader, located, written('application/xml', []))).toEqual({ pets: [] });
  expect(createXmlWriter(reader, located).write({ pets: rows })).toBe(written('application/xml', rows));
  expect(JSON.parse(written('application/json', rows))).toEqual({ pets: rows });
  expect(written('application/json', [])).toBe('{"pets":[]}');
});

test('an object with another member, or without the list, has no rows', () => {
  const other = { ...pets(), properties: { ...pets().properties, next: { type: 'string' } } };
  const { required: _, ...optional } = pets();
  for (const schema of [other, optional]) {
    const reader = createDocumentReader('test', documentWith({}, { Pets: schema }));
    const located = reader.resolve<object>({ $ref: '#/components/schemas/Pets' }, '#');
    expect(createXmlWriter(reader, located).list).toBeUndefined();
  }
});

test('an element around the root (x-within) is written and read', () => {
  const schema = { ...pet, xml: { name: 'pet', 'x-within': 'response' } };
  const reader = createDocumentReader('test', documentWith({}, { Pet: schema }));
  const located = reader.resolve<object>({ $ref: '#/components/schemas/Pet' }, '#');
  const text = createXmlWriter(reader, located).write({ name: 'a' });
  expect(text).toBe('<?xml version="1.0" encoding="UTF-8"?><response><pet><name>a</name></pet></response>');
  expect(readXml(reader, located, text)).toEqual({ name: 'a' });
  for (const other of ['<pet><name>a</name></pet>', '<response/>'])
    expect(() => readXml(reader, located, other)).toThrow('must be XML with the root <response>');
});
