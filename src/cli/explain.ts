import { openContract } from '../config/contracts.ts';
import { readMountedDocument } from '../config/mounted-document.ts';
import { DEFAULT_OPTIONS } from '../config/options.ts';
import type { SpecSettings } from '../config/spec-settings.ts';
import { explainApi, explainList, explainOperation } from '../inspect/explain/explain.ts';
import { formatApi, formatList, formatOperation } from './explain-text.ts';

/** The arguments of the command explain. */
export interface ExplainOptions {
  readonly api?: string | undefined;
  readonly operationId?: string | undefined;
  /** The mounted documents. */
  readonly specs: SpecSettings;
  /** Folders that they may refer to. */
  readonly allowedFolders: readonly string[];
  /** Prints JSON instead of a text. */
  readonly json: boolean;
}

const [LEAST_WIDTH, USUAL_WIDTH] = [60, 100];

/**
 * Prints the contract of an operation, an API or all APIs, with the provenance of each part. Needs no campus.
 *
 * @throws {ExplainError} if the API or the operation is unknown.
 */
export function explain({ api, operationId, specs, allowedFolders, json }: ExplainOptions): void {
  const contracts = [
    ...DEFAULT_OPTIONS.apis.map((name) => openContract(name).use((contract) => contract)),
    ...Object.entries(specs).map(([name, file]) => readMountedDocument(name, file, { allowedFolders })),
  ];
  const width = Math.max(LEAST_WIDTH, process.stdout.columns ?? USUAL_WIDTH);
  const print = <T>(explained: T, format: (explained: T, width: number) => string): void =>
    console.log(json ? JSON.stringify(explained, null, 2) : format(explained, width));
  if (api === undefined) print(explainList(contracts), formatList);
  else if (operationId === undefined) print(explainApi(contracts, api), formatApi);
  else print(explainOperation(contracts, api, operationId), formatOperation);
}
