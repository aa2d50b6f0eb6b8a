import type { Contract } from '../contract/contract.ts';
import { explainApi, explainList, explainOperation } from '../inspect/explain/explain.ts';
import { exampleRequestOf } from '../inspect/explain/example-request.ts';
import type { ExampleRequest } from '../inspect/explain/example-request.ts';
import type { ExplainedOperation } from '../inspect/explain/explain.ts';
import type { Service } from '../engine/service.ts';
import { jsonOf } from './call.ts';
import type { ControlOperations } from './call.ts';

/** The parts of the contracts, with the provenance of each part and an example request for each operation. */
export function explainOperations(services: readonly Service[]): ControlOperations {
  const contracts = (): readonly Contract[] => services.map(({ contract }) => contract);
  const withRequest = (explained: ExplainedOperation): ExplainedOperation & { readonly request?: ExampleRequest } => {
    const service = services.find((one) => one.name === explained.api);
    const operation = service?.contract.operations.get(explained.operationId);
    if (service === undefined || operation === undefined) return explained;
    return { ...explained, request: exampleRequestOf(service, operation) };
  };
  return {
    explainAll: jsonOf(() => explainList(contracts())),
    explainApi: jsonOf(({ values: { path } }) => {
      const explained = explainApi(contracts(), String(path['api']));
      return { ...explained, operations: explained.operations.map(withRequest) };
    }),
    explainOperation: jsonOf(({ values: { path } }) =>
      withRequest(explainOperation(contracts(), String(path['api']), String(path['operationId']))),
    ),
  };
}
