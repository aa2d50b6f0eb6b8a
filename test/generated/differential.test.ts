import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { apiNames } from '../../src/apis/index.ts';
import { openContract } from '../../src/config/contracts.ts';
import type { Contract } from '../../src/contract/contract.ts';
import type { Operation } from '../../src/contract/operation.ts';
import { ContractError } from '../../src/contract/document.ts';
import { loadPrism } from '../support/judges/prism.ts';
import { contractOf, judge, judgeByPrism, toJudged } from '../support/generate/judgement.ts';
import type { Sent, WrittenParameter } from '../support/generate/judgement.ts';
import { LIMITS } from '../support/generate/limits.ts';
import { parametersOf } from '../support/generate/parameters.ts';
import type { DescribedParameter } from '../support/generate/parameters.ts';
import { queriesFor } from '../support/generate/queries.ts';
import { RUNS, runs } from '../support/generate/runs.ts';
import { styledTexts } from '../support/generate/styles.ts';

/**
 * Compares our reader of requests with Prism's: both must give the same verdict, except for the known limits of Prism
 * (limits.test.ts shows each).
 */

const inBrackets = { in: 'query', style: 'deepObject', explode: true } as const;
const boolean = { type: 'boolean' };
const box = { type: 'object', properties: { r: { type: 'integer' }, g: boolean, b: { type: 'string', maxLength: 5 } } };

/** All shapes of parameters that the engine reads, with their keywords. */
const SHAPES: readonly WrittenParameter[] = [
  { name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 8 } },
  { name: 'flag', in: 'query', schema: { type: 'boolean' } },
  { name: 'size', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
  { name: 'ratio', in: 'query', schema: { type: 'number', exclusiveMinimum: 0, maximum: 1.5 } },
  // Prism rounds integers over 2^53, which mounted documents don't (prism-limits.test.ts).
  { name: 'even', in: 'query', schema: { type: 'integer', multipleOf: 2, maximum: 1_000_000 } },
  { name: 'sort', in: 'query', required: true, schema: { type: 'string', enum: ['asc', 'desc'] } },
  { name: 'code', in: 'query', schema: { type: 'string', pattern: '^[A-Z]{2}\\d+$' } },
  { name: 'name', in: 'query', schema: { type: 'string', minLength: 2, maxLength: 5 } },
  { name: 'version', in: 'query', schema: { type: 'string', const: 'v1' } },
  { name: 'word', in: 'query', schema: { type: 'string', not: { const: 'no' } } },
  { name: 'since', in: 'query', schema: { type: 'string', format: 'date-time' } },
  { name: 'day', in: 'query', schema: { type: 'string', format: 'date' } },
  { name: 'uuid', in: 'query', schema: { type: 'string', format: 'uuid' } },
  { name: 'email', in: 'query', schema: { type: 'string', format: 'email' } },
  { name: 'maybe', in: 'query', schema: { type: ['boolean', 'null'] } },
  {
    name: 'tag',
    in: 'query',
    explode: true,
    schema: { type: 'array', items: { type: 'string', maxLength: 5 }, maxItems: 3 },
  },
  { name: 'page', in: 'query', explode: true, schema: { type: 'array', items: { type: 'integer', maximum: 9 } } },
  { name: 'on', in: 'query', explode: true, schema: { type: 'array', items: { type: 'boolean' }, uniqueItems: true } },
  {
    name: 'filter',
    ...inBrackets,
    schema: { type: 'object', properties: { state: { enum: ['on'], type: 'string' } } },
  },
  {
    name: 'window',
    ...inBrackets,
    schema: { type: 'object', properties: { from: { type: 'integer' }, raw: boolean } },
  },
  { name: 'X-Account', in: 'header', required: true, schema: { type: 'string', minLength: 2 } },
  { name: 'X-Depth', in: 'header', schema: { type: 'integer', minimum: 0 } },
  { name: 'id', in: 'path', required: true, style: 'label', schema: { type: 'integer' } },
  { name: 'id', in: 'path', required: true, style: 'matrix', schema: { type: 'boolean' } },
  { name: 'id', in: 'path', required: true, style: 'label', explode: true, schema: { type: 'array', items: boolean } },
  { name: 'ids', in: 'query', explode: false, schema: { type: 'array', items: { type: 'integer' }, minItems: 2 } },
  { name: 'words', in: 'query', explode: false, schema: { type: 'array', items: { type: 'string', maxLength: 5 } } },
  { name: 'pipes', in: 'query', style: 'pipeDelimited', explode: false, schema: { type: 'array', items: boolean } },
  { name: 'box', in: 'query', explode: false, schema: box },
  { name: 'spread', in: 'query', explode: true, schema: box },
  { name: 'both', in: 'query', schema: { type: ['integer', 'boolean'] } },
  { name: 'any', in: 'query', schema: { type: ['string', 'number'] } },
  { name: 'X-List', in: 'header', required: true, schema: { type: 'array', items: { type: 'integer' } } },
  { name: 'X-Box', in: 'header', required: true, schema: box },
  { name: 'X-Pairs', in: 'header', required: true, explode: true, schema: box },
];

function requestsFor({ path }: Operation, parameters: readonly DescribedParameter[]): fc.Arbitrary<Sent> {
  const segments = path.split('/').map((segment) => {
    const parameter = parameters.find(({ location, name }) => location === 'path' && segment === `{${name}}`);
    if (parameter === undefined) return fc.constant(segment);
    const texts = styledTexts(parameter).filter((text) => text !== '');
    // The prefix of a style is not escaped.
    const encoded = texts.map((text) => encodeURIComponent(text).replace(/^%3B(\w+)%3D/, ';$1='));
    return fc.oneof({ weight: 9, arbitrary: encoded }, fc.constantFrom('a,b', 'a;b', 'a+b', '~'));
  });
  const headers = parameters.flatMap((parameter) =>
    parameter.location === 'header'
      ? [
          fc
            .option(styledTexts(parameter), { nil: undefined, freq: 8 })
            .map((text) => ({ name: parameter.name.toLowerCase(), text })),
        ]
      : [],
  );
  return fc.record({
    path: fc.tuple(...segments).map((texts) => texts.join('/')),
    query: queriesFor(parameters, { isMalformed: false, hasUnknown: true }),
    headers: fc
      .tuple(...headers)
      .map((list) => Object.fromEntries(list.flatMap(({ name, text }) => (text === undefined ? [] : [[name, text]])))),
  });
}

/** A request with different verdicts that concerns no known limit, or undefined. */
async function findDisagreement(
  contract: Contract,
  operation: Operation,
  numRuns: number,
): Promise<string | undefined> {
  const prism = await loadPrism(contract);
  const parameters = parametersOf(contract, operation);
  const property = fc.property(requestsFor(operation, parameters), (request) => {
    fc.pre(!LIMITS.some((limit) => limit.appliesTo(toJudged(request), parameters)));
    return judge(contract, request) === judgeByPrism(prism, operation, request);
  });
  const { failed, counterexample, seed } = fc.check(property, { ...RUNS.parameters, numRuns, maxSkipsPerRun: 1000 });
  if (!failed) return undefined;
  const [request] = counterexample ?? [];
  if (request === undefined) return `too few requests that touch no limit (seed ${seed})`;
  const [ours, theirs] = [judge(contract, request), judgeByPrism(prism, operation, request)];
  return `ours ${ours}, Prism ${theirs}: ${JSON.stringify(request)} (seed ${seed})`;
}

function titleOf({ name, in: place, ...shape }: WrittenParameter): string {
  return `${place} ${name}: ${JSON.stringify(shape)}`;
}

// Each shape alone, because with many together one would nearly always be refused.
const documents = [
  ...apiNames.map((name) => ({
    title: `specs/${name}.yaml`,
    contract: openContract(name).use((contract) => contract),
  })),
  ...SHAPES.map((shape) => ({ title: titleOf(shape), contract: contractOf([shape]) })),
  // The same with the options of mounted documents. The word null is a known difference there (prism-limits.test.ts).
  ...SHAPES.filter(({ name }) => name !== 'maybe').map((shape) => ({
    title: `mounted, ${titleOf(shape)}`,
    contract: contractOf([shape], { isLenient: true }),
  })),
];

test.for(documents)('agrees with Prism on generated requests: $title', RUNS.test, async ({ contract }) => {
  // Prism requires a body if the operation has one. bodies.test.ts compares those operations.
  for (const operation of [...contract.operations.values()].filter(({ method }) => method === 'GET')) {
    expect(await findDisagreement(contract, operation, runs(100, 2_000))).toBeUndefined();
  }
});

test.for([
  { title: 'no type', schema: { const: 'v1' } },
  { title: 'a type that only its alternatives declare', schema: { anyOf: [{ type: 'integer' }, { const: 'all' }] } },
  { title: 'a type that only its parts declare', schema: { allOf: [{ type: 'integer', minimum: 1 }] } },
  { title: 'two types', schema: { type: ['string', 'integer'], minLength: 3 } },
  { title: 'a list or null', schema: { type: ['array', 'null'], items: { type: 'string' } } },
  { title: 'a list of lists', schema: { type: 'array', items: { type: 'array', items: { type: 'string' } } } },
  { title: 'a list of anything', schema: { type: 'array', items: {} } },
  { title: 'an object in an object', schema: { type: 'object', properties: { a: { type: 'object' } } }, ...inBrackets },
])('refuses at start a parameter that could be read in two ways: $title', (parameter) => {
  expect(() => contractOf([{ name: 'p', in: 'query', ...parameter }])).toThrow(ContractError);
});
