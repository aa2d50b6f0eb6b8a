import type { Operation } from '../../src/contract/operation.ts';
import type { ApiService } from '../../src/engine/exchange.ts';
import { parametersOf } from './generate-parameters.ts';

/** A path of an operation: each parameter has the value of the API's showcase, or else its first example. */
export function targetOf({ api, contract }: ApiService, operation: Operation): string {
  const [shown = ''] = api.showcase.path.split('?');
  const match = contract.match('GET', shown);
  const braces = match.kind === 'found' ? match.operation.path.split('/') : [];
  const known = new Map(braces.map((segment, index) => [segment, shown.split('/')[index]]));
  const examples = new Map(
    parametersOf(contract, operation).map((parameter) => [`{${parameter.name}}`, parameter.examples[0]]),
  );
  return operation.path.replaceAll(/\{[^}]*\}/g, (braced) => known.get(braced) ?? examples.get(braced) ?? '');
}
