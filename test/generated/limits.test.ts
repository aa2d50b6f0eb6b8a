import { expect, test } from 'vitest';

import { ContractError } from '../../src/contract/document.ts';
import { loadPrism } from '../support/judges/prism.ts';
import { contractOf, documentOf, judge, judgeByPrism, toJudged } from '../support/generate/judgement.ts';
import type { Sent, WrittenParameter } from '../support/generate/judgement.ts';
import { LIMITS } from '../support/generate/limits.ts';
import { parametersOf } from '../support/generate/parameters.ts';
import { PARAMETER_DIFFERENCES } from '../support/cases/parameter-differences.ts';

const query = (schema: object, more: object = {}): WrittenParameter => ({ name: 'p', in: 'query', schema, ...more });
const header = (name: string): WrittenParameter => ({ name, in: 'header', required: true, schema: text });
const [text, boolean] = [{ type: 'string' }, { type: 'boolean' }];

test.for(PARAMETER_DIFFERENCES)(
  '$title: Prism $prism, ours $ours',
  async ({ parameter, ours, prism, why, ...sent }) => {
    const contract = contractOf([parameter]);
    const [operation] = contract.operations.values();
    if (operation === undefined) throw new Error('no operation');
    const request = complete(parameter, sent);
    expect(judge(contract, request), why).toBe(ours);
    expect(judgeByPrism(await loadPrism(contract), operation, request), why).toBe(prism);
  },
);

function complete(parameter: WrittenParameter, { path, query: sent = '', headers = {} }: Partial<Sent>): Sent {
  return { path: path ?? (parameter.in === 'path' ? '/things/1' : '/things'), query: sent, headers };
}

test('every limit that generated requests avoid has a case', () => {
  for (const { name, appliesTo } of LIMITS) {
    const touching = PARAMETER_DIFFERENCES.filter(({ parameter, ...sent }) => {
      const contract = contractOf([parameter]);
      const parameters = [...contract.operations.values()].flatMap((operation) => parametersOf(contract, operation));
      return appliesTo(toJudged(complete(parameter, sent)), parameters);
    });
    expect(touching, name).not.toEqual([]);
  }
});

test('an unknown parameter is a violation, although Prism accepts it', async () => {
  const contract = contractOf([query(text)]);
  for (const operation of contract.operations.values()) {
    const { violations } = operation.read({ query: 'q=1', headers: {} }, {});
    expect(violations).toEqual([expect.objectContaining({ rule: 'unknown', severity: 'warning' })]);
    expect(judgeByPrism(await loadPrism(contract), operation, { path: '/things', query: 'q=1', headers: {} })).toBe(
      'accepts',
    );
  }
});

test('a required header that the standard ignores is required by both', async () => {
  for (const name of ['Accept', 'Content-Type', 'Authorization']) {
    const contract = contractOf([header(name)]);
    const prism = await loadPrism(contract);
    const sent = { path: '/things', query: '', headers: {} };
    for (const operation of contract.operations.values()) {
      expect([judge(contract, sent), judgeByPrism(prism, operation, sent)]).toEqual(['refuses', 'refuses']);
    }
  }
});

test('with an invalid pattern Prism skips other checks, whereas we refuse to start', async () => {
  const parameters = [query(boolean), { ...query({ type: 'string', pattern: '(' }), name: 'broken' }];
  expect(() => contractOf(parameters)).toThrow(ContractError);
  const contract = { ...contractOf([query(boolean)]), document: documentOf(parameters) };
  for (const operation of contract.operations.values()) {
    const sent = { path: '/things', query: 'p=neither', headers: {} };
    expect(judgeByPrism(await loadPrism(contract), operation, sent)).toBe('accepts');
  }
});
