import { form, json, parts, text, withBody, withContent } from './limit.ts';
import type { PrismLimit } from './limit.ts';

type Sent = PrismLimit['sent'];
type Right = PrismLimit['right'];

interface Group {
  readonly why: string;
  readonly limits: readonly (readonly [
    title: string,
    operation: object,
    sent: Sent,
    right: Right,
    more?: Partial<PrismLimit>,
  ])[];
}

const integer = { type: 'integer' };
const integers = { type: 'array', items: integer };
const string = { type: 'string' };
const item = { type: 'object', required: ['id'], properties: { id: integer }, xml: { name: 'item' } };
const object = (properties: object, more: object = {}): object => ({ type: 'object', properties, ...more });
const inForm = (properties: object, encoding: object = {}): object =>
  withBody(object(properties), 'application/x-www-form-urlencoded', { encoding });
const inParts = (properties: object, encoding: object = {}): object =>
  withBody(object(properties), 'multipart/form-data', { encoding });
const kinds = withContent({
  'application/vnd.u+json; kind=basic': { schema: { type: 'object', required: ['basic'] } },
  'application/vnd.u+json; kind=full': { schema: { type: 'object', required: ['full'] } },
});

const GROUPS: readonly Group[] = [
  {
    why: 'a Content-Type that the operation does not have gets a 415 (RFC 9110, 15.5.16); Prism ignores the part before +json',
    limits: [
      ['a Content-Type that is no media type', withBody({}), text('{}', 'undefined'), 'refuses', { prism: 'throws' }],
      ['+json where JSON is listed', withBody(item), text('{"id":1}', 'application/vnd.a+json'), 'refuses'],
      [
        '+json of another vendor',
        withBody(item, 'application/vnd.a+json'),
        text('{"id":1}', 'application/vnd.b+json'),
        'refuses',
      ],
    ],
  },
  {
    why: 'each media type has its own schema, and its parameters are part of it (OpenAPI, Request Body Object)',
    limits: [
      ['parameters: right by the schema', kinds, text('{"full":1}', 'application/vnd.u+json; kind=full'), 'accepts'],
      ['parameters: wrong by the schema', kinds, text('{"basic":1}', 'application/vnd.u+json; kind=full'), 'refuses'],
      ['parameters: not listed', kinds, text('{"basic":1}', 'application/vnd.u+json; kind=none'), 'refuses'],
      [
        'a range before the media type itself',
        withContent({ '*/*': { schema: string }, 'application/json': { schema: item } }),
        json({ id: 1 }),
        'accepts',
      ],
    ],
  },
  {
    why: 'null is a value, and an optional body must match its schema as well',
    limits: [
      ['null as an optional body', withContent({ 'application/json': { schema: item } }, false), json(null), 'refuses'],
    ],
  },
  {
    why: 'OpenAPI does not forbid a body that it does not describe',
    limits: [
      [
        'a body that is not described',
        { responses: { 200: { description: 'Fine' } } },
        json({}),
        'accepts',
        { method: 'POST' },
      ],
    ],
  },
  {
    why: 'a body is read by its media type; Prism reads only JSON and forms',
    limits: [
      ['a number as text', withBody(integer, 'text/plain'), text('5', 'text/plain'), 'accepts'],
      ['XML', withBody(item, 'application/xml'), text('<item><id>1</id></item>', 'application/xml'), 'accepts'],
      [
        'multipart/related',
        withBody(object({ a: integer }), 'multipart/related'),
        text('--b\r\n\r\n1\r\n--b--\r\n', 'multipart/related; boundary=b'),
        'accepts',
      ],
      [
        'JSON lines',
        withContent({ 'application/jsonl': { itemSchema: item } }),
        text('{"id":"x"}\n', 'application/jsonl'),
        'refuses',
        { version: '3.2.0' },
      ],
    ],
  },
  {
    why: 'members of forms have style form and explode true by default (OpenAPI, Encoding Object)',
    limits: [
      ['a list in a form', inForm({ a: integers }), form('a=1&a=2'), 'accepts'],
      ['a list of one in a form', inForm({ a: integers }), form('a=1'), 'accepts'],
      [
        'a list between commas',
        inForm({ a: integers }, { a: { style: 'form', explode: false } }),
        form('a=1,2'),
        'accepts',
      ],
      [
        'a list between spaces',
        inForm({ a: integers }, { a: { style: 'spaceDelimited', explode: false } }),
        form('a=1%202'),
        'accepts',
      ],
      [
        'JSON in a form',
        inForm({ a: item }, { a: { contentType: 'application/json' } }),
        form('a=%7B%22id%22%3A1%7D'),
        'accepts',
      ],
      ['an unescaped slash', inForm({ a: string }, { a: { style: 'form' } }), form('a=b/c'), 'accepts'],
    ],
  },
  {
    why: 'the schema of a form applies to all of its members; Prism checks only the declared ones, without their references',
    limits: [
      [
        'a member that the form does not allow',
        withBody(object({ a: integer }, { additionalProperties: false }), 'application/x-www-form-urlencoded'),
        form('b=1'),
        'refuses',
      ],
      [
        'beside a recursive member',
        inForm({ t: { $ref: '#/components/schemas/Tree' }, n: integer }),
        form('n=x'),
        'refuses',
      ],
      ['a number that only JavaScript writes so', inForm({ a: integer }), form('a=0x10'), 'refuses'],
    ],
  },
  {
    why: 'several parts of one name are a list, an object part is JSON (OpenAPI, Special Considerations for multipart Content)',
    limits: [
      [
        'a list of one file',
        inParts({ files: { type: 'array', items: { ...string, format: 'binary' } } }),
        parts(['files', 'x', 'text/plain']),
        'accepts',
      ],
      ['a part of JSON', inParts({ meta: item }), parts(['meta', '{"id":1}', 'application/json']), 'accepts'],
      ['a part with a percent sign', inParts({ a: { ...string, maxLength: 3 } }), parts(['a', '%41x']), 'refuses'],
      [
        'a file of another type',
        inParts({ a: string }, { a: { contentType: 'image/png' } }),
        parts(['a', 'x', 'text/plain']),
        'refuses',
      ],
    ],
  },
];

/** Bodies that Prism reads wrongly. */
export const BODY_LIMITS: readonly PrismLimit[] = GROUPS.flatMap(({ why, limits }) =>
  limits.map(([title, operation, sent, right, more]): PrismLimit => {
    return { title, why, operation, ...(sent && { sent }), right, ...more };
  }),
);
