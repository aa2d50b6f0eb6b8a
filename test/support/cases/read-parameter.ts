import { createContract } from '../../../src/contract/contract.ts';
import type { RequestReading } from '../../../src/contract/request/request-reader.ts';
import { documentWith } from '../document.ts';

/** The sent parts of a request. */
export interface SentParameter {
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Reads one parameter `p` from a request. */
export function readParameter(parameter: object, { path, query = '', headers = {} }: SentParameter): RequestReading {
  const described = { name: 'p', 'x-provenance': 'documented', 'x-severity': 'error' };
  const operation = {
    operationId: 'get',
    'x-provenance': 'documented',
    parameters: [{ ...described, ...parameter, ...('required' in parameter ? {} : { required: path !== undefined }) }],
  };
  const contract = createContract(
    'test',
    documentWith({ [path === undefined ? '/things' : '/things/{p}']: { get: operation } }),
  );
  const match = contract.match('GET', path === undefined ? '/things' : `/things/${path}`);
  if (match.kind !== 'found') throw new Error(match.kind);
  return match.operation.read({ path: `/things/${path ?? ''}`, query, headers }, match.pathValues);
}
