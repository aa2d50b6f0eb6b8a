import * as fc from 'fast-check';
import { create } from 'xmlbuilder2';
import { expect, test } from 'vitest';

import { createDocumentReader } from '../../../src/contract/document-reader.ts';
import { readXml } from '../../../src/contract/body/xml-reader.ts';
import { createXmlWriter } from '../../../src/contract/body/xml-writer.ts';
import { documentWith } from '../../support/document.ts';

const schemas = {
  List: { type: 'array', xml: { name: 'people', wrapped: true }, items: { $ref: '#/components/schemas/Person' } },
  Person: {
    type: 'object',
    xml: { name: 'person' },
    properties: {
      id: { type: 'string', xml: { attribute: true } },
      name: { type: 'string' },
      age: { type: 'number' },
      active: { type: 'boolean', xml: { name: 'is-active' } },
      tags: { type: 'array', items: { type: 'string', xml: { name: 'tag' } }, xml: { wrapped: true, name: 'tags' } },
      nick: { type: 'array', items: { type: 'string' } },
      home: { type: 'object', properties: { city: { type: 'string' } } },
    },
  },
};
const reader = createDocumentReader('test', documentWith({}, schemas));
const list = reader.resolve<object>({ $ref: '#/components/schemas/List' }, '#');
const writer = createXmlWriter(reader, list);

interface Person {
  readonly id?: string;
  readonly name?: string;
  readonly age?: number;
  readonly active?: boolean;
  readonly tags?: readonly string[];
  readonly nick?: readonly string[];
  readonly home?: { readonly city?: string };
}

/** The same value in the form of xmlbuilder2: attributes have the prefix @, lists are elements of one name. */
function forXmlBuilder(people: readonly Person[]): string {
  const person = people.map(({ id, active, tags, nick, ...rest }) => ({
    ...(id === undefined ? {} : { '@id': id }),
    ...('name' in rest ? { name: rest.name } : {}),
    ...('age' in rest ? { age: rest.age } : {}),
    ...(active === undefined ? {} : { 'is-active': active }),
    ...(tags === undefined ? {} : { tags: { tag: tags } }),
    ...(nick === undefined ? {} : { nick }),
    ...(rest.home === undefined ? {} : { home: rest.home }),
  }));
  return create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\uFFFD' }, { people: { person } }).end();
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('&', '<', '>', '"', "'", '\0', '\uD800', '\uFFFE', ']]>', 'å', '😀', ' ') }),
);
const people = fc.array(
  fc.record(
    {
      id: text,
      name: text,
      age: fc.double({ noNaN: true, noDefaultInfinity: true }).map((age) => (Object.is(age, -0) ? 0 : age)),
      active: fc.boolean(),
      tags: fc.array(text),
      nick: fc.array(text),
      home: fc.record({ city: text }, { requiredKeys: [], noNullPrototype: true }),
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
);

test('writes the same bytes as xmlbuilder2, with any text', () => {
  fc.assert(
    fc.property(people, (value) => {
      expect(writer.write(value)).toBe(forXmlBuilder(value));
    }),
  );
});

test('reads its own output', () => {
  const readable = fc.string({ unit: fc.constantFrom('a', ' ', '&', '<', '>', '"', 'å', '😀', '&amp;') });
  const person = fc.record({
    id: readable,
    name: readable,
    age: fc.integer(),
    active: fc.boolean(),
    tags: fc.array(readable),
  });
  fc.assert(
    fc.property(fc.array(person), (value) => {
      expect(readXml(reader, list, writer.write(value))).toEqual(value);
    }),
  );
});

test('writes row by row the same text as the whole list', () => {
  expect(writer.write([])).toBe('<?xml version="1.0" encoding="UTF-8"?><people/>');
  expect(writer.write([{ name: '' }])).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><people><person><name/></person></people>',
  );
});

test('keeps elements that the schema does not declare, so that a check finds them', () => {
  expect(readXml(reader, list, '<people><person><name>x</name><extra>1</extra></person></people>')).toEqual([
    { name: 'x', extra: '1' },
  ]);
});

test('refuses a document type declaration and another root', () => {
  expect(() => readXml(reader, list, '<!DOCTYPE people [<!ENTITY a "b">]><people/>')).toThrow(
    'document type declaration',
  );
  expect(() => readXml(reader, list, '<other/>')).toThrow('<people>, got <other>');
});

test('refuses an invalid XML name at start', () => {
  const broken = createDocumentReader(
    'test',
    documentWith({}, { Broken: { type: 'object', xml: { name: 'not a name' } } }),
  );
  const schema = broken.resolve<object>({ $ref: '#/components/schemas/Broken' }, '#');
  expect(() => createXmlWriter(broken, schema)).toThrow("XML can't be written");
});
