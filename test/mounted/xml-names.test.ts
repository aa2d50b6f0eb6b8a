import { afterAll, describe, expect, test } from 'vitest';

import { documentOf, mountDocuments } from '../support/mount.ts';

const integer = { type: 'integer' };
const texts = (xml: object, ofItems: object): object => ({
  type: 'array',
  xml,
  items: { type: 'string', xml: ofItems },
});
const ZOO = {
  type: 'object',
  xml: { name: 'zoo', prefix: 'z', namespace: 'https://zoo.example/' },
  properties: {
    id: { ...integer, xml: { attribute: true } },
    size: { ...integer, xml: { name: 'Size' } },
    cats: texts({ wrapped: true }, { name: 'cat' }),
    dogs: texts({ name: 'kennel', wrapped: true }, {}),
    birds: texts({}, { name: 'bird' }),
  },
};
const VALUE = { id: 1, size: 2, cats: ['a', 'b'], dogs: ['c'], birds: ['d', 'e'] };
const XML =
  '<z:zoo xmlns:z="https://zoo.example/" id="1"><Size>2</Size><cats><cat>a</cat><cat>b</cat></cats>' +
  '<kennel><kennel>c</kennel></kennel><bird>d</bird><bird>e</bird></z:zoo>';
const content = { 'application/xml': { schema: ZOO, example: VALUE } };
const responses = { 200: { description: 'fine', content } };
const server = await mountDocuments({
  doc: documentOf({ '/zoo': { get: { responses }, post: { requestBody: { required: true, content }, responses } } }),
});
afterAll(() => server[Symbol.asyncDispose]());

describe('the XML names of a document', () => {
  test('are used in a reply', async () => {
    const text = await (await fetch(`${server.url}/doc/zoo`)).text();
    expect(text.replace(/^<\?xml[^>]*>\s*/, '')).toBe(XML);
  });

  test.for([
    { title: 'with these names', sent: XML, want: 200 },
    { title: 'with a wrong attribute', sent: XML.replace('id="1"', 'id="x"'), want: 422 },
    { title: 'with a wrong element', sent: XML.replace('>2<', '>x<'), want: 422 },
  ])('a request $title gets $want', async ({ sent, want }) => {
    expect(await server.statusOf('/doc/zoo', sent, 'application/xml')).toBe(want);
  });
});
