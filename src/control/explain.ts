import { explainApi, explainList, explainOperation } from '../inspect/explain/explain.ts';
import type { Service } from '../engine/service.ts';
import { telling } from './call.ts';
import type { ControlOperations } from './call.ts';

/** What the contracts say, and where each part of it is known from: the list, an API, an operation. */
export function explainOperations(services: readonly Service[]): ControlOperations {
  const contracts = services.map(({ contract }) => contract);
  return {
    explainAll: telling(() => explainList(contracts)),
    explainApi: telling(({ values: { path } }) => explainApi(contracts, String(path['api']))),
    explainOperation: telling(({ values: { path } }) =>
      explainOperation(contracts, String(path['api']), String(path['operationId'])),
    ),
  };
}
