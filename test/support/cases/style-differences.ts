import type { Judgement, Sent, WrittenParameter } from '../generate/judgement.ts';

/** A request that Prism reads differently. */
export interface Difference extends Partial<Sent> {
  readonly title: string;
  readonly parameter: WrittenParameter;
  readonly ours: Judgement;
  readonly prism: Judgement;
  /** Why ours is the better reading. */
  readonly why: string;
}

const inQuery = (schema: object, more: object = {}): WrittenParameter => ({ name: 'p', in: 'query', schema, ...more });
const inPath = (schema: object, more: object = {}): WrittenParameter => {
  return { name: 'id', in: 'path', required: true, schema, ...more };
};
const inHeader = (schema: object): WrittenParameter => ({ name: 'X-P', in: 'header', schema });
const inCookie = (more: object): WrittenParameter => ({ name: 'p', in: 'cookie', schema: integer, ...more });

const integer = { type: 'integer' };
const integers = { type: 'array', items: integer };
const short = { type: 'array', items: { type: 'string', maxLength: 3 }, maxItems: 2 };
const box = { type: 'object', properties: { r: integer, g: integer } };

const comma = 'to Prism a comma in a path makes a list, which it then takes apart as a text; so it throws';
const prefix = 'what a client sends is no reason to throw';
const cookies = 'Prism does not look at cookies';

/** Cases in which Prism does not read a style as OpenAPI and RFC 6570 require. */
export const STYLE_DIFFERENCES: readonly Difference[] = [
  {
    title: 'a list in a path',
    parameter: inPath(integers),
    path: '/things/1,2',
    ours: 'accepts',
    prism: 'throws',
    why: comma,
  },
  {
    title: 'an object in a path',
    parameter: inPath(box),
    path: '/things/r,1,g,2',
    ours: 'accepts',
    prism: 'throws',
    why: comma,
  },
  {
    title: 'a list in a path with its name',
    parameter: inPath(integers, { style: 'matrix' }),
    path: '/things/;id=5,6',
    ours: 'accepts',
    prism: 'throws',
    why: comma,
  },
  {
    title: 'a path without the dot of its style',
    parameter: inPath(integer, { style: 'label' }),
    path: '/things/1',
    ours: 'refuses',
    prism: 'throws',
    why: prefix,
  },
  {
    title: 'a path without the name of its style',
    parameter: inPath(integer, { style: 'matrix' }),
    path: '/things/1',
    ours: 'refuses',
    prism: 'throws',
    why: prefix,
  },
  {
    title: 'a list between commas that is sent twice',
    parameter: inQuery(integers, { explode: false }),
    query: 'p=1&p=2',
    ours: 'refuses',
    prism: 'accepts',
    why: 'a list that is not exploded is sent only once; Prism reads the last one',
  },
  {
    title: 'an escaped comma beside a bare one',
    parameter: inQuery(short, { explode: false }),
    query: 'p=a%2Cb,c',
    ours: 'accepts',
    prism: 'refuses',
    why: 'an escaped comma is part of its item (RFC 6570); the query is decoded before Prism sees it',
  },
  {
    title: 'a list between spaces',
    parameter: inQuery(integers, { style: 'spaceDelimited', explode: false }),
    query: 'p=1%202',
    ours: 'accepts',
    prism: 'refuses',
    why: 'Prism looks for the text %20 in a query that is already decoded',
  },
  {
    title: 'an object between pipes',
    parameter: inQuery(box, { style: 'pipeDelimited', explode: false }),
    query: 'p=r|1',
    ours: 'accepts',
    prism: 'throws',
    why: 'OpenAPI 3.1 has objects of this style; Prism reads only lists',
  },
  {
    title: 'a key without a value',
    parameter: inQuery(box, { explode: false }),
    query: 'p=r,1,g',
    ours: 'refuses',
    prism: 'accepts',
    why: 'keys and values alternate; Prism ignores the key',
  },
  {
    title: 'an exploded object without the word explode',
    parameter: inQuery(box),
    query: 'r=x',
    ours: 'refuses',
    prism: 'accepts',
    why: 'OpenAPI explodes a form parameter by default',
  },
  {
    title: 'spaces beside the commas of a header',
    parameter: inHeader(short),
    headers: { 'x-p': 'abc, abc' },
    ours: 'accepts',
    prism: 'refuses',
    why: 'spaces around the commas of a header have no meaning (RFC 9110, section 5.6.1)',
  },
  {
    title: 'a list in a header that is absent',
    parameter: inHeader(integers),
    ours: 'accepts',
    prism: 'throws',
    why: 'an optional header can be absent; Prism throws',
  },
  {
    title: 'a wrong cookie',
    parameter: inCookie({}),
    headers: { cookie: 'p=x' },
    ours: 'refuses',
    prism: 'accepts',
    why: cookies,
  },
  {
    title: 'an absent cookie',
    parameter: inCookie({ required: true }),
    ours: 'refuses',
    prism: 'accepts',
    why: cookies,
  },
  {
    title: 'JSON in the query that breaks its schema',
    parameter: { name: 'p', in: 'query', content: { 'application/json': { schema: box } } },
    query: 'p={"r":"x"}',
    ours: 'refuses',
    prism: 'accepts',
    why: 'Prism ignores the content of parameters',
  },
  {
    title: 'an empty value that is allowed and required',
    parameter: inQuery(integer, { allowEmptyValue: true, required: true }),
    query: 'p=',
    ours: 'accepts',
    prism: 'refuses',
    why: 'Prism treats an empty value as absent',
  },
  {
    title: 'a listed number beside texts',
    parameter: inQuery({ type: ['integer', 'string'], enum: [1, 'all'] }),
    query: 'p=1',
    ours: 'accepts',
    prism: 'refuses',
    why: 'a query has only texts, and 1 is a listed value; Prism keeps it as a text if the type allows one',
  },
];
