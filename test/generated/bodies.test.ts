import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { createContract } from '../../src/contract/contract.ts';
import type { Contract } from '../../src/contract/contract.ts';
import type { Operation } from '../../src/contract/operation.ts';
import { loadPrism } from '../support/judges/prism.ts';
import { hostileTexts } from '../support/generate/texts.ts';
import { RUNS, runs } from '../support/generate/runs.ts';
import type { Judgement } from '../support/generate/judgement.ts';
import { postingDocument } from '../support/cases/posting-document.ts';
import { FORM, JSON_TYPE } from '../support/cases/read-body.ts';

/** Compares our reader of bodies with Prism's: both must give the same verdict, except for the limits below. */

interface Sent {
  readonly type: string;
  readonly text: string;
}

const person = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string', minLength: 2, maxLength: 5 },
    age: { type: ['integer', 'null'], minimum: 0 },
    role: { type: 'string', enum: ['teacher', 'learner'] },
    since: { type: 'string', format: 'date' },
    tags: { type: 'array', items: { type: 'string' }, uniqueItems: true, maxItems: 2 },
    boss: { $ref: '#/components/schemas/Boss' },
    key: { oneOf: [{ type: 'string', pattern: '^k' }, { type: 'integer' }] },
  },
  additionalProperties: false,
};
/** A person without a readOnly member, because nested readOnly members are a limit of Prism. */
const boss = {
  ...person,
  required: ['name'],
  properties: { ...person.properties, id: { type: 'integer' } },
};
const jsonContract = contractWith({ [JSON_TYPE]: { schema: { $ref: '#/components/schemas/Person' } } });

const fields = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 2, maxLength: 5 },
    age: { type: 'integer', minimum: 0 },
    on: { type: 'boolean' },
    role: { type: 'string', enum: ['teacher', 'learner'] },
  },
};
const formContract = contractWith({ [FORM]: { schema: fields } });

function contractWith(content: Readonly<Record<string, object>>, more: object = {}): Contract {
  return createContract('test', postingDocument(content, { schemas: { Person: person, Boss: boss }, ...more }));
}

function operationOf(contract: Contract): Operation {
  const operation = contract.operations.get('postThing');
  if (operation === undefined) throw new Error('no operation');
  return operation;
}

async function judge(contract: Contract, { type, text }: Sent): Promise<Judgement> {
  const bytes = Buffer.from(text);
  const headers = { 'content-type': type, 'content-length': String(bytes.length) };
  const reading = await operationOf(contract).readBody({
    headers,
    readBody: () => Promise.resolve({ kind: 'whole', bytes }),
  });
  // A readOnly member in a request is a warning, and Prism ignores it.
  return reading?.violations.some(({ rule }) => rule !== 'read-only') === true ? 'refuses' : 'accepts';
}

/** Prism gets the body in the form of its own server: JSON is decoded, a form is unchanged. */
async function judgeByPrism(contract: Contract, { type, text }: Sent): Promise<Judgement> {
  const prism = await loadPrism(contract);
  const headers = { 'content-type': type, 'content-length': String(Buffer.byteLength(text)) };
  const body: unknown = type === JSON_TYPE ? JSON.parse(text) : text;
  try {
    const request = { method: 'post' as const, url: { path: '/things' }, headers, body };
    return prism.violations(operationOf(contract), request).length > 0 ? 'refuses' : 'accepts';
  } catch {
    return 'throws';
  }
}

const member = fc.oneof(
  fc.constantFrom(null, '', 0, -1, 1.5, true, [], {}, 'teacher', 'k1', '2026-02-28'),
  fc.jsonValue(),
);
const people: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  person: fc.record(
    {
      name: fc.oneof({ weight: 9, arbitrary: fc.string({ minLength: 2, maxLength: 5 }) }, fc.string(), member),
      age: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -1 }) }, fc.constant(null), member),
      role: fc.oneof({ weight: 5, arbitrary: fc.constantFrom('teacher', 'learner') }, member),
      since: fc.oneof({ weight: 5, arbitrary: fc.constant('2026-02-28') }, fc.constant('2026-02-30'), member),
      tags: fc.oneof({ weight: 5, arbitrary: fc.array(fc.constantFrom('a', 'b'), { maxLength: 3 }) }, member),
      boss: fc.oneof({ maxDepth: 3 }, tie('person'), member),
      key: fc.oneof(fc.constantFrom('k1', 'x'), fc.integer(), member),
      more: member,
    },
    { requiredKeys: ['name'], noNullPrototype: true },
  ),
})).person;

const pairs = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(fc.constant('name'), fc.oneof(fc.string({ minLength: 1, maxLength: 6 }), hostileTexts)),
    },
    fc.tuple(fc.constant('age'), fc.oneof(fc.nat().map(String), hostileTexts)),
    fc.tuple(fc.constant('on'), fc.oneof(fc.constantFrom('true', 'false'), hostileTexts)),
    fc.tuple(fc.constant('role'), fc.oneof(fc.constantFrom('teacher', 'learner'), hostileTexts)),
    fc.tuple(fc.constantFrom('x', 'NAME', 'name[]', 'constructor'), hostileTexts),
  ),
  { minLength: 1, maxLength: 5 },
);

/** Forms that concern no limit of Prism: each name is unique, and numbers are decimal. */
const forms = pairs
  .filter((list) => new Set(list.map(([name]) => name)).size === list.length)
  .filter((list) =>
    list.every(
      ([name, text]) => name !== 'age' || /^-?\d{1,15}$/.test(text) || Number.isNaN(Number(text)) || text === '',
    ),
  )
  .map((list) => list.map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join('&'));

test.for([
  {
    title: 'JSON',
    contract: jsonContract,
    type: JSON_TYPE,
    texts: fc
      .oneof({ weight: 9, arbitrary: people }, fc.jsonValue())
      .filter(Boolean)
      .map((value) => JSON.stringify(value)),
  },
  { title: 'forms', contract: formContract, type: FORM, texts: forms },
])('agrees with Prism on generated bodies: $title', RUNS.test, async ({ contract, type, texts }) => {
  const seen = new Set<Judgement>();
  const property = fc.asyncProperty(texts, async (text) => {
    const ours = await judge(contract, { type, text });
    seen.add(ours);
    expect(ours).toBe(await judgeByPrism(contract, { type, text }));
  });
  await fc.assert(property, { ...RUNS.parameters, numRuns: runs(600, 50_000) });
  expect(seen).toEqual(new Set(['accepts', 'refuses']));
});

const list = { type: 'object', properties: { tags: { type: 'array', items: { type: 'string' } } } };
const home = { type: 'object', properties: { home: { type: 'object' } } };
const node = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer', readOnly: true }, next: { $ref: '#/components/schemas/Node' } },
};
const word = { type: 'object', properties: { a: { type: 'string' } } };
const styled = { encoding: { tags: { style: 'form', explode: true } } };
const open = contractWith({ [JSON_TYPE]: {} });

test.for<{ title: string; contract: Contract; sent: Sent; ours: Judgement; prism: Judgement; why: string }>([
  ...['0', 'false', '""'].map((text) => ({
    title: `the body ${text}`,
    contract: open,
    sent: { type: JSON_TYPE, text },
    ours: 'accepts' as const,
    prism: 'refuses' as const,
    why: 'Prism treats a body that is falsy in JavaScript as absent',
  })),
  {
    title: 'null for a body that is required',
    contract: open,
    sent: { type: JSON_TYPE, text: 'null' },
    ours: 'accepts',
    prism: 'refuses',
    why: 'null is a value of JSON, so the body is not absent',
  },
  {
    title: 'a readOnly member in an object without additional members',
    contract: jsonContract,
    sent: { type: JSON_TYPE, text: '{"id":1,"name":"ab"}' },
    ours: 'accepts',
    prism: 'refuses',
    why: 'vendors ignore readOnly members in a request, so they are a warning; Prism treats them as undeclared',
  },
  {
    title: 'an absent readOnly member of a recursive object',
    contract: contractWith(
      { [JSON_TYPE]: { schema: { $ref: '#/components/schemas/Node' } } },
      { schemas: { Node: node } },
    ),
    sent: { type: JSON_TYPE, text: '{"next":{}}' },
    ours: 'accepts',
    prism: 'refuses',
    why: 'a request leaves it out at any depth (OpenAPI 3.1, readOnly); Prism does not follow recursive schemas',
  },
  {
    title: 'a list in a form without an encoding',
    contract: contractWith({ [FORM]: { schema: list } }),
    sent: { type: FORM, text: 'tags=a&tags=b' },
    ours: 'accepts',
    prism: 'refuses',
    why: 'by default OpenAPI 3.1 writes it as in a query; Prism reads it as a text',
  },
  {
    title: 'a list in a form, item by item',
    contract: contractWith({
      [FORM]: { schema: { ...list, properties: { tags: { ...list.properties.tags, minItems: 2 } } }, ...styled },
    }),
    sent: { type: FORM, text: 'tags=a&tags=b' },
    ours: 'accepts',
    prism: 'refuses',
    why: 'Prism keeps only the last pair of a name',
  },
  {
    title: 'a plus in a field that has an encoding',
    contract: contractWith({ [FORM]: { schema: word, encoding: { a: { style: 'form' } } } }),
    sent: { type: FORM, text: 'a=x+y' },
    ours: 'accepts',
    prism: 'refuses',
    why: 'a plus is a space in a form; Prism requires that it is escaped',
  },
  {
    title: 'an object in a form',
    contract: contractWith({ [FORM]: { schema: home } }),
    sent: { type: FORM, text: 'home=%7B%7D' },
    ours: 'accepts',
    prism: 'refuses',
    why: 'an object in a form is JSON by default (OpenAPI 3.1, Encoding Object)',
  },
  {
    title: 'a field that is sent twice',
    contract: contractWith({ [FORM]: { schema: word } }),
    sent: { type: FORM, text: 'a=x&a=y' },
    ours: 'refuses',
    prism: 'accepts',
    why: 'the field has one value; Prism reads the last one',
  },
  {
    title: 'a malformed escape in a form',
    contract: contractWith({ [FORM]: { schema: word } }),
    sent: { type: FORM, text: 'a=%ZZ' },
    ours: 'refuses',
    prism: 'accepts',
    why: 'a malformed escape is a mistake of the client',
  },
  {
    title: 'a number in a form that only JavaScript accepts',
    contract: formContract,
    sent: { type: FORM, text: 'name=ab&age=0x10' },
    ours: 'refuses',
    prism: 'accepts',
    why: 'Prism compares with == of JavaScript to find out whether a text is a number',
  },
])('$title: Prism $prism, ours $ours', async ({ contract, sent, ours, prism, why }) => {
  expect(await judge(contract, sent), why).toBe(ours);
  expect(await judgeByPrism(contract, sent), why).toBe(prism);
});
