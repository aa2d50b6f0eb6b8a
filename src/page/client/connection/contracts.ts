import { controlApi } from './control-api.ts';
import type { ContractOfApi } from './control-api.ts';

const read = new Map<string, Promise<ContractOfApi>>();

/** The contract of an API. Views ask often, so it is read once until `forgetContracts`. */
export function contractOf(api: string): Promise<ContractOfApi> {
  const known = read.get(api);
  if (known !== undefined) return known;
  const asked = controlApi.contract(api);
  read.set(api, asked);
  asked.catch(() => {
    if (read.get(api) === asked) read.delete(api);
  });
  return asked;
}

/** Called when the server has loaded other documents. */
export function forgetContracts(): void {
  read.clear();
}
