import { jsonReply, secured, withParameters, withReply } from './limit.ts';
import type { PrismLimit } from './limit.ts';

const integer = { type: 'integer' };
const integers = { type: 'array', items: integer };
const item = { type: 'object', required: ['id'], properties: { id: integer } };
const query = (schema: object, more: object = {}): object => ({ name: 'p', in: 'query', schema, ...more });
const list20 = (collectionFormat: string): object =>
  withParameters({ name: 'p', in: 'query', type: 'array', items: integer, collectionFormat });
const authorized = (authorization: string): NonNullable<PrismLimit['sent']> => ({ headers: { authorization } });

const names = 'the names of schemes are compared without their case (RFC 9110, 11.1)';
const any = 'any credentials will do; they must be there (docs/mounting.md)';
const noHandler = 'Prism refuses every request where it does not know the scheme';

/** Parameters that Prism judges wrongly, besides those of test/support/cases/parameter-differences.ts. */
const PARAMETERS: readonly PrismLimit[] = [
  {
    title: 'a list of one in anyOf',
    why: 'a list can be declared in anyOf; Prism reads only the type of the schema itself',
    operation: withParameters(query({ anyOf: [integers, { type: 'null' }] }, { explode: true })),
    sent: { target: '?p=1' },
    right: 'accepts',
  },
  {
    title: 'int64 in a query',
    why: 'int64 ends at 2^63-1 (OpenAPI format registry)',
    operation: withParameters(query({ ...integer, format: 'int64' })),
    sent: { target: '?p=9223372036854775807' },
    right: 'accepts',
  },
  {
    title: 'an odd integer over 2^53 in a query',
    why: 'all digits of an integer count; Prism rounds it to an even number',
    operation: withParameters(query({ ...integer, multipleOf: 2 })),
    sent: { target: '?p=9007199254740993' },
    right: 'refuses',
  },
  {
    title: 'decimals in a query',
    why: 'multipleOf is about decimals (JSON Schema Validation, 6.2.1)',
    operation: withParameters(query({ type: 'number', multipleOf: 0.01 })),
    sent: { target: '?p=0.07' },
    right: 'accepts',
  },
  {
    title: 'beside a parameter with an invalid pattern',
    why: 'a schema that Prism cannot compile switches off its checks of all parameters in the same place',
    operation: withParameters(query(integer), { name: 'q', in: 'query', schema: { type: 'string', pattern: '(' } }),
    sent: { target: '?p=x' },
    right: 'refuses',
  },
  {
    title: 'JSON in a path',
    why: 'the content of a parameter has a schema as well; Prism ignores it',
    template: '/{p}',
    operation: withParameters({
      name: 'p',
      in: 'path',
      required: true,
      content: { 'application/json': { schema: item } },
    }),
    sent: { target: '/%7B%22id%22%3A%22x%22%7D' },
    right: 'refuses',
  },
  {
    title: 'JSON in a header',
    why: 'the content of a parameter has a schema as well; Prism ignores it',
    operation: withParameters({ name: 'X-P', in: 'header', content: { 'application/json': { schema: item } } }),
    sent: { headers: { 'x-p': '{}' } },
    right: 'refuses',
  },
  {
    title: 'the word null for a nullable number',
    why: 'OpenAPI does not say how null is written in a query; each reading that the schema accepts is taken',
    version: '3.0.3',
    operation: withParameters(query({ ...integer, nullable: true })),
    sent: { target: '?p=null' },
    right: 'accepts',
  },
  {
    title: 'a list of Swagger 2.0 between spaces',
    why: 'ssv is a list between spaces (Swagger 2.0, Parameter Object)',
    version: '2.0',
    operation: list20('ssv'),
    sent: { target: '?p=1%202' },
    right: 'accepts',
  },
  {
    title: 'x-nullable of Swagger 2.0',
    why: 'x-nullable is the usual keyword for nullable in Swagger 2.0; Prism treats null as an absent body',
    version: '2.0',
    method: 'POST',
    operation: {
      parameters: [{ name: 'p', in: 'body', required: true, schema: { type: 'string', 'x-nullable': true } }],
      responses: { 200: { description: 'Fine' } },
    },
    sent: { headers: { 'content-type': 'application/json' }, body: 'null' },
    right: 'accepts',
  },
  {
    title: 'a whole query string',
    why: 'in: querystring of OpenAPI 3.2 is unknown to Prism',
    version: '3.2.0',
    operation: withParameters({
      name: 'p',
      in: 'querystring',
      required: true,
      content: { 'application/x-www-form-urlencoded': { schema: item } },
    }),
    sent: { target: '?id=x' },
    right: 'refuses',
  },
];

const SECURITY: readonly PrismLimit[] = [
  {
    title: 'bearer in small letters',
    why: names,
    operation: secured('bearer'),
    sent: authorized('bearer x'),
    right: 'accepts',
  },
  {
    title: 'a token of OAuth in small letters',
    why: names,
    operation: secured('oauth'),
    sent: authorized('bearer x'),
    right: 'accepts',
  },
  {
    title: 'digest',
    why: any,
    operation: secured('digest'),
    sent: authorized('Digest username="a"'),
    right: 'accepts',
  },
  {
    title: 'Basic without a colon',
    why: any,
    operation: secured('basic'),
    sent: authorized(`Basic ${btoa('a')}`),
    right: 'accepts',
  },
  {
    title: 'a Basic password with colons',
    why: 'only the first colon ends the user name (RFC 7617, 2)',
    operation: secured('basic'),
    sent: authorized(`Basic ${btoa('a:b:c')}`),
    right: 'accepts',
  },
  {
    title: 'a cookie whose name ends like the scheme',
    why: 'a cookie has its whole name (RFC 6265, 4.2)',
    operation: secured('cookie'),
    sent: { headers: { cookie: 'xsid=1' } },
    right: 'refuses',
  },
  { title: 'mutualTLS', why: noHandler, operation: secured('tls'), right: 'accepts' },
  {
    title: 'another scheme of HTTP',
    why: noHandler,
    operation: secured('hoba'),
    sent: authorized('HOBA x'),
    right: 'accepts',
  },
];

const REPLIES: readonly PrismLimit[] = [
  {
    title: 'a required writeOnly member below oneOf',
    why: 'it is required of requests only (OpenAPI 3.0.3, writeOnly)',
    operation: withReply({ oneOf: [{ $ref: '#/components/schemas/WriteOnly' }, { type: 'object', required: ['m'] }] }),
    reply: jsonReply({}),
    right: 'accepts',
  },
  {
    title: 'a tuple in a reply',
    why: 'the dialect of OpenAPI 3.1 is 2020-12; Prism reads draft 7 without $schema',
    operation: withReply({ type: 'array', prefixItems: [integer] }),
    reply: jsonReply(['x']),
    right: 'refuses',
  },
  {
    title: 'a sibling of $ref in a reply',
    why: 'keywords beside $ref are ignored in OpenAPI 3.0 (3.0.3, Reference Object)',
    version: '3.0.3',
    operation: withReply({ $ref: '#/components/schemas/Item', maxProperties: 0 }),
    reply: jsonReply({ id: 1 }),
    right: 'accepts',
  },
  {
    title: 'a range of statuses in small letters',
    why: 'many documents use it, and it has no other meaning',
    operation: { responses: { '4xx': { description: 'Wrong', content: { 'application/json': { schema: item } } } } },
    reply: { ...jsonReply({ id: 1 }), status: 404 },
    right: 'accepts',
  },
  {
    title: 'an optional list in a header that is absent',
    why: 'an optional header can be absent; Prism throws',
    operation: { responses: { 200: { description: 'Fine', headers: { 'X-P': { schema: integers } } } } },
    reply: { status: 200 },
    right: 'accepts',
    prism: 'throws',
  },
  {
    title: 'a body of a response that describes none',
    why: 'a response without content has no body (docs/rules-and-faults.md)',
    operation: { responses: { 200: { description: 'Fine' } } },
    reply: jsonReply({}),
    right: 'refuses',
  },
];

/** Parameters, credentials and replies that Prism judges wrongly. */
export const OTHER_LIMITS: readonly PrismLimit[] = [...PARAMETERS, ...SECURITY, ...REPLIES];
