import type { Request } from 'express';

import { explainApi, explainList, explainOperation } from '../engine/explain.ts';
import type { Service } from '../engine/handle.ts';

/**
 * What the contracts say, and where each part of it is known from: the list, an API, an operation.
 *
 * @throws {ExplainError} from an answer, where there is no such API or operation.
 */
export function explainRoutes(services: readonly Service[]): Readonly<Record<string, (request: Request) => unknown>> {
  const contracts = services.map(({ contract }) => contract);
  return {
    '/explain': () => explainList(contracts),
    '/explain/:api': ({ params }) => explainApi(contracts, String(params['api'])),
    '/explain/:api/:operationId': ({ params }) =>
      explainOperation(contracts, String(params['api']), String(params['operationId'])),
  };
}
