import { faultSchema } from '../faults/faults.ts';
import { count, headerText } from '../faults/schema-parts.ts';

// The descriptions complete the sentence "must be …" in the message of an invalid rule.

const text = { type: 'string', minLength: 1, maxLength: 1000 };
const part = (name: string): object => ({
  type: 'object',
  required: [name],
  additionalProperties: false,
  properties: { [name]: text },
});
/** For Ajv, a `bigint` has none of JSON Schema's types. */
const scalar = [{ type: 'string', maxLength: 1000 }, { not: { type: ['string', 'object', 'array', 'null'] } }];
const values = {
  type: 'object',
  maxProperties: 100,
  description: 'an object of names and values',
  additionalProperties: {
    anyOf: [...scalar, part('prefix'), part('contains')],
    description: 'a value, { "prefix": "…" } or { "contains": "…" }',
  },
};

const match = {
  type: 'object',
  description: 'an object such as { "operation": "…" }',
  additionalProperties: false,
  properties: {
    api: { ...text, description: 'the name of an API' },
    operation: { ...text, description: 'an operationId' },
    persona: { ...text, description: 'the name of a persona' },
    path: values,
    query: values,
    headers: values,
    after: count(0, 1_000_000_000),
    times: count(1, 1_000_000_000),
  },
};

const answerMembers = {
  normal: { const: true, description: 'true' },
  status: count(200, 599),
  example: { ...text, description: 'the name of an example' },
  body: {},
  headers: {
    type: 'object',
    maxProperties: 100,
    description: 'an object of names and strings',
    propertyNames: {
      pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$",
      description: 'names of headers',
    },
    additionalProperties: headerText,
  },
  patch: { type: 'object', description: 'an object, laid over the answer as RFC 7396 says' },
  rows: {
    type: 'object',
    minProperties: 1,
    additionalProperties: false,
    description: 'an object such as { "count": 0 } or { "first": ["…"] }',
    properties: {
      count: count(0, 100_000),
      first: { type: 'array', minItems: 1, maxItems: 1000, items: text, description: 'a list of 1 to 1000 strings' },
    },
  },
  fault: faultSchema,
};

const step = {
  type: 'object',
  minProperties: 1,
  additionalProperties: false,
  properties: answerMembers,
  description: 'an answer such as { "status": 429 } or { "normal": true }',
};

/** The JSON Schema (2020-12) of a rule. The contracts are checked separately. */
export const ruleSchema: object = {
  type: 'object',
  description: 'an object such as { "match": { "operation": "…" }, "answer": { "status": 403 } }',
  required: ['answer'],
  additionalProperties: false,
  properties: {
    match,
    answer: {
      ...step,
      description: 'an object with one of status, example, patch, rows, fault and sequence, such as { "status": 403 }',
      properties: {
        ...answerMembers,
        sequence: { type: 'array', minItems: 1, maxItems: 100, items: step, description: 'a list of 1 to 100 answers' },
      },
    },
    offContract: { type: 'boolean', description: 'true or false' },
  },
};
