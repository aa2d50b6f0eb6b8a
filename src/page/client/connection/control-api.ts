import type { ApiDescription } from '../../../control/contracts.ts';
import type { SessionDescription } from '../../../control/control.ts';
import type { ExplainedApi, ExplainedOperation } from '../../../inspect/explain/explain.ts';
import type { ExampleRequest } from '../../../inspect/explain/example-request.ts';
import { request } from './request.ts';
import type { ControlRequest } from './request.ts';

/** An operation of a contract, with an example request. */
export type ContractOperation = ExplainedOperation & { readonly request?: ExampleRequest };
export type ContractOfApi = Omit<ExplainedApi, 'operations'> & { readonly operations: readonly ContractOperation[] };

/** The answers of the control API that are read, by path. The server checks them against its document. */
export const controlApi = {
  apis: (): Promise<readonly ApiDescription[]> => read('apis'),
  contract: (api: string): Promise<ContractOfApi> => read(`explain/${encodeURIComponent(api)}`),
  sessions: (): Promise<readonly SessionDescription[]> => read('sessions'),
  session: (id: string): Promise<SessionDescription> => read(sessionPath(id)),
  createSession: (id: string): Promise<SessionDescription> => read(`${sessionPath(id)}/reset`, { method: 'POST' }),
};

/** The path of a session of the control API. */
function sessionPath(id: string): string {
  return `sessions/${encodeURIComponent(id)}`;
}

async function read<T>(path: string, options?: ControlRequest): Promise<T> {
  const response = await request(path, options);
  return response.json();
}
