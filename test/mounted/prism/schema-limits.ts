import { json, withBody } from './limit.ts';
import type { PrismLimit, Version } from './limit.ts';

/** Bodies with their schemas that Prism judges wrongly for the same reason. */
interface Group {
  readonly why: string;
  readonly version?: Version;
  readonly limits: readonly (readonly [title: string, schema: unknown, sent: unknown, right: PrismLimit['right']])[];
}

const integer = { type: 'integer' };
const string = { type: 'string' };
const readOnly = { type: 'object', required: ['n'], properties: { n: { ...integer, readOnly: true } } };
const needsN = { type: 'object', required: ['n'], properties: { n: integer } };
const ofFormat = (format: string): object => ({ ...string, format });
const beside = (name: string, schema: object): object => ({ ...needsN, properties: { n: integer, [name]: schema } });

const GROUPS: readonly Group[] = [
  {
    why: 'a keyword that its validator cannot compile switches off all checks of the body in Prism',
    limits: [
      [
        'an escape that only the flag u forbids',
        beside('mail', { ...string, pattern: '^[a-z]+\\@[a-z]+$' }),
        {},
        'refuses',
      ],
      ['a class that only the flag u forbids', { ...string, pattern: '^[\\w-.]+$' }, '!', 'refuses'],
      ['an invalid pattern', beside('mail', { ...string, pattern: '(' }), {}, 'refuses'],
      ['a limit that is not a number', beside('few', { ...integer, minimum: 'low' }), {}, 'refuses'],
    ],
  },
  {
    why: 'nullable allows null beside any other keyword (OpenAPI 3.0.3, Clarify Nullable)',
    version: '3.0.3',
    limits: [
      ['nullable beside enum: null', { ...string, nullable: true, enum: ['good', null] }, null, 'accepts'],
      [
        'nullable beside enum: a value that is not listed',
        { ...string, nullable: true, enum: ['good', null] },
        'bad',
        'refuses',
      ],
      [
        'nullable beside enum: another member',
        beside('mood', { ...string, nullable: true, enum: ['good', null] }),
        {},
        'refuses',
      ],
      ['nullable beside allOf', { nullable: true, allOf: [{ $ref: '#/components/schemas/Item' }] }, null, 'accepts'],
      ['nullable beside oneOf', { nullable: true, oneOf: [integer, string] }, null, 'accepts'],
    ],
  },
  {
    why: 'keywords beside $ref are ignored in OpenAPI 3.0 (3.0.3, Reference Object)',
    version: '3.0.3',
    limits: [['a sibling of $ref', { $ref: '#/components/schemas/Item', maxProperties: 0 }, { id: 1 }, 'accepts']],
  },
  {
    why: 'a required readOnly member is required of responses only (OpenAPI 3.0.3, readOnly)',
    version: '3.0.3',
    limits: [
      ['readOnly in oneOf', { oneOf: [readOnly, { type: 'object', required: ['other'] }] }, {}, 'accepts'],
      ['readOnly in anyOf', { anyOf: [readOnly, { type: 'object', required: ['other'] }] }, {}, 'accepts'],
      ['readOnly below additionalProperties', { type: 'object', additionalProperties: readOnly }, { a: {} }, 'accepts'],
      ['readOnly in a list of lists', { type: 'array', items: { type: 'array', items: readOnly } }, [[{}]], 'accepts'],
    ],
  },
  {
    why: 'multipleOf is about decimals (JSON Schema Validation, 6.2.1); Prism divides doubles',
    limits: [
      ['7 times 0.01', { type: 'number', multipleOf: 0.01 }, 0.07, 'accepts'],
      ['10^21 times 1', { ...integer, multipleOf: 1 }, 1e21, 'accepts'],
      ['29 times 0.01', { type: 'number', multipleOf: 0.01 }, 0.29, 'accepts'],
    ],
  },
  {
    why: 'int64 ends at 2^63-1 (OpenAPI format registry); Prism ends it at 2^53-1',
    limits: [['2^53 as int64', { ...integer, format: 'int64' }, 2 ** 53, 'accepts']],
  },
  {
    why: 'the dialect of OpenAPI 3.1 is 2020-12; Prism reads draft 7 without $schema',
    limits: [
      ['prefixItems', { type: 'array', prefixItems: [string, integer] }, ['a', 'b'], 'refuses'],
      ['items behind prefixItems', { type: 'array', prefixItems: [string], items: integer }, ['a', 1], 'accepts'],
      [
        'items after prefixItems in allOf',
        { allOf: [{ items: integer }, { prefixItems: [{ minimum: 5 }] }] },
        [1],
        'refuses',
      ],
      ['unevaluatedProperties', { allOf: [needsN], unevaluatedProperties: false }, { n: 1, m: 1 }, 'refuses'],
      ['unevaluatedItems', { type: 'array', prefixItems: [integer], unevaluatedItems: false }, [1, 2], 'refuses'],
      ['dependentRequired', { type: 'object', dependentRequired: { a: ['b'] } }, { a: 1 }, 'refuses'],
      ['dependentSchemas', { type: 'object', dependentSchemas: { a: { required: ['b'] } } }, { a: 1 }, 'refuses'],
      ['minContains', { type: 'array', contains: integer, minContains: 2 }, [1, 'a'], 'refuses'],
      ['minContains of none', { type: 'array', contains: integer, minContains: 0 }, [], 'accepts'],
      ['maxContains', { type: 'array', contains: integer, maxContains: 1 }, [1, 2], 'refuses'],
      ['$anchor', { $ref: '#short' }, 'long', 'refuses'],
      [
        '$dynamicRef',
        { $dynamicAnchor: 'node', ...beside('child', { $dynamicRef: '#node' }) },
        { n: 1, child: {} },
        'refuses',
      ],
    ],
  },
  {
    why: 'each part of allOf is checked separately; Prism merges them first',
    limits: [
      [
        'additionalProperties in a part of allOf',
        { allOf: [{ type: 'object', properties: { a: {} }, additionalProperties: false }, { properties: { b: {} } }] },
        { a: 1, b: 1 },
        'refuses',
      ],
    ],
  },
  {
    why: 'the formats of JSON Schema Validation 7.3; Prism has some wrong or not at all',
    limits: [
      ['a time without a zone', ofFormat('time'), '10:00:00', 'refuses'],
      ['a leap second in another zone', ofFormat('date-time'), '2016-12-31T18:59:60-05:00', 'accepts'],
      ['a zone of 24 hours', ofFormat('date-time'), '2026-01-01T00:00:00+24:00', 'refuses'],
      ['idn-email', ofFormat('idn-email'), 'no', 'refuses'],
      ['idn-hostname', ofFormat('idn-hostname'), '-a-.', 'refuses'],
      ['iri', ofFormat('iri'), 'no iri', 'refuses'],
      ['iri-reference', ofFormat('iri-reference'), '\\\\', 'refuses'],
    ],
  },
  {
    why: 'a falsy value is a value; Prism treats it as an absent body',
    limits: [
      ['false as a required body', { type: 'boolean' }, false, 'accepts'],
      ['0 as a required body', integer, 0, 'accepts'],
      ['null as a required body', { type: 'null' }, null, 'accepts'],
      ['an empty text as a required body', string, '', 'accepts'],
    ],
  },
];

/** JSON bodies that Prism judges wrongly because of their schemas. */
export const SCHEMA_LIMITS: readonly PrismLimit[] = GROUPS.flatMap(({ why, version, limits }) =>
  limits.map(([title, schema, sent, right]): PrismLimit => {
    return { title, why, ...(version && { version }), operation: withBody(schema), sent: json(sent), right };
  }),
);
