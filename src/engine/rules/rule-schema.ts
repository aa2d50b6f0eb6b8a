import { MAX_DELAY_MS } from './latency.ts';

// Each description says what would be right: it stands in the message of a rule that is refused.

const text = { type: 'string', minLength: 1, maxLength: 1000 };
const count = (minimum: number, maximum: number): object => ({
  type: 'integer',
  minimum,
  maximum,
  description: `a whole number from ${minimum} to ${maximum}`,
});
const milliseconds = count(0, MAX_DELAY_MS);
/** A header's value: no line breaks, nor other controls (RFC 9110, section 5.5). */
const headerText = {
  type: 'string',
  maxLength: 8000,
  pattern: '^[\\t\\u0020-\\u007E\\u0080-\\u00FF]*$',
  description: 'a text without line breaks, in Latin letters',
};

const part = (name: string): object => ({
  type: 'object',
  required: [name],
  additionalProperties: false,
  properties: { [name]: text },
});
const values = {
  type: 'object',
  maxProperties: 100,
  description: 'an object of names and values',
  additionalProperties: {
    anyOf: [{ type: ['string', 'number', 'boolean'], maxLength: 1000 }, part('prefix'), part('contains')],
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

/** A fault of a kind; the members that it must have, and those that it may. */
const fault = (kind: string, properties: object = {}, required: readonly string[] = []): object => ({
  type: 'object',
  required: ['kind', ...required],
  additionalProperties: false,
  properties: { kind: { const: kind }, ...properties },
});

const faults = {
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  description:
    'an object whose kind is latency, reset, no-answer, cut, invalid-body, wrong-content-type, slow-body or stream-error',
  oneOf: [
    fault('latency', {
      delayMs: milliseconds,
      uniform: {
        type: 'object',
        required: ['minMs', 'maxMs'],
        additionalProperties: false,
        properties: { minMs: milliseconds, maxMs: milliseconds },
        description: '{ "minMs": …, "maxMs": … }',
      },
      lognormal: {
        type: 'object',
        required: ['medianMs', 'sigma'],
        additionalProperties: false,
        properties: {
          medianMs: milliseconds,
          sigma: { type: 'number', minimum: 0, maximum: 5, description: 'a number from 0 to 5' },
        },
        description: '{ "medianMs": …, "sigma": … }',
      },
    }),
    fault('reset'),
    fault('no-answer'),
    fault('cut', { afterBytes: count(0, 1_000_000_000), afterRows: count(0, 1_000_000_000) }),
    fault('invalid-body'),
    fault('wrong-content-type', { contentType: { ...headerText, minLength: 1 } }),
    fault('slow-body', { chunkBytes: count(1, 65_536), everyMs: count(1, 60_000) }),
    fault('stream-error', { afterRows: count(0, 1_000_000_000) }),
  ],
};

const answerMembers = {
  normal: { const: true, description: 'true' },
  status: count(200, 599),
  example: { ...text, description: 'the name of an example' },
  body: {},
  headers: {
    type: 'object',
    maxProperties: 100,
    description: 'an object of names and texts',
    propertyNames: {
      pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$",
      description: 'names of headers',
    },
    additionalProperties: headerText,
  },
  patch: { type: 'object', description: 'an object, laid over the answer as RFC 7396 says' },
  fault: faults,
};

const step = {
  type: 'object',
  minProperties: 1,
  additionalProperties: false,
  properties: answerMembers,
  description: 'an answer such as { "status": 429 } or { "normal": true }',
};

/** What a rule must look like, in JSON Schema 2020-12. Whether it fits the contracts is checked after it. */
export const ruleSchema: object = {
  type: 'object',
  description: 'an object such as { "match": { "operation": "…" }, "answer": { "status": 403 } }',
  required: ['answer'],
  additionalProperties: false,
  properties: {
    match,
    answer: {
      ...step,
      description: 'an object with one of status, example, patch, fault and sequence, such as { "status": 403 }',
      properties: {
        ...answerMembers,
        sequence: { type: 'array', minItems: 1, maxItems: 100, items: step, description: 'a list of 1 to 100 answers' },
      },
    },
    offContract: { type: 'boolean', description: 'true or false' },
  },
};
