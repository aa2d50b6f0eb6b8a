import { createContract } from '../../../src/contract/contract.ts';
import type { Contract, ContractOptions } from '../../../src/contract/contract.ts';
import type { Operation } from '../../../src/contract/operation.ts';
import type { OpenApiDocument } from '../../../src/contract/document.ts';
import type { Prism } from '../judges/prism.ts';
import { documentWith } from '../document.ts';
import type { JudgedRequest } from './limits.ts';

/** A request in the form that both readers accept. */
export interface Sent {
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type Judgement = 'accepts' | 'refuses' | 'throws';

/** A parameter as it is written in a document. The required extensions are added. */
export type WrittenParameter = Readonly<Record<'name' | 'in', string>> & Readonly<Record<string, unknown>>;

/** A document with one operation, which has these parameters. */
export function documentOf(parameters: readonly WrittenParameter[]): OpenApiDocument {
  const described = { 'x-provenance': 'documented', 'x-severity': 'error' };
  const hasId = parameters.some((parameter) => parameter.in === 'path');
  const operation = {
    operationId: 'getThing',
    'x-provenance': 'documented',
    parameters: parameters.map((parameter) => ({ ...described, ...parameter })),
  };
  return documentWith({ [hasId ? '/things/{id}' : '/things']: { get: operation } });
}

/** @throws {ContractError} if the engine doesn't read them. */
export function contractOf(parameters: readonly WrittenParameter[], options?: ContractOptions): Contract {
  return createContract('test', documentOf(parameters), options);
}

/** The judgement of our reader. Unknown parameters don't count, because Prism ignores them. */
export function judge(contract: Contract, { path, query, headers }: Sent): Judgement {
  const match = contract.match('GET', path);
  if (match.kind === 'malformed-path') return 'refuses';
  if (match.kind !== 'found') throw new Error(`${path} is no operation`);
  const { violations } = match.operation.read({ path, query, headers }, match.pathValues);
  return violations.some(({ rule }) => rule !== 'unknown') ? 'refuses' : 'accepts';
}

/** The judgement of Prism. */
export function judgeByPrism(prism: Prism, operation: Operation, request: Sent): Judgement {
  const { path, query, headers } = toJudged(request);
  try {
    const violations = prism.violations(operation, { method: 'get', url: { path, query }, headers });
    return violations.length > 0 ? 'refuses' : 'accepts';
  } catch {
    return 'throws';
  }
}

/** The query in the form that Prism's own server passes to its validator. */
export function toJudged({ path, query, headers }: Sent): JudgedRequest {
  const all = new URLSearchParams(query);
  const values = Array.from(new Set(all.keys()), (name): [string, string | string[]] => {
    const [first = '', ...more] = all.getAll(name);
    return [name, more.length === 0 ? first : [first, ...more]];
  });
  return { path, query: Object.fromEntries(values), headers };
}
