import type { OpenAPIV3_1 } from 'openapi-types';

import type { Operation } from '../../contract/operation.ts';
import { problemsOf } from '../../contract/contract.ts';
import { pointerTo } from '../../contract/document.ts';
import type { DocumentProblem } from '../../contract/document.ts';
import { listNames, nearestName } from '../../contract/match/nearest.ts';
import { isMounted, readerOf } from '../../contract/outline.ts';
import type { ContractOutline, OperationOutline } from '../../contract/outline.ts';
import { explainBody, explainCredential, explainParameters } from './explain-request.ts';
import type { ExplainedBody, ExplainedCredential, ExplainedParameter } from './explain-request.ts';
import { explainResponses } from './explain-response.ts';
import type { ExplainedResponse } from './explain-response.ts';
import { knownFrom } from './explain-schema.ts';
import type { Known } from './explain-schema.ts';
import { operationVariations } from '../../engine/reply/variation-preference.ts';
import { variationMeanings } from '../../engine/variation/variation.ts';
import type { VariationName } from '../../engine/variation/variation.ts';

/** An unknown name of an API or operation. The message lists the known ones. */
export class ExplainError extends Error {
  override readonly name = 'ExplainError';
  readonly code = 'ERR_LMS_MOCK_EXPLAIN';
}

/** An operation, with the provenance of each part. */
export interface ExplainedOperation extends Known {
  readonly api: string;
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /** The alternatives. A request needs all credentials of one alternative. */
  readonly security: readonly (readonly ExplainedCredential[])[];
  readonly parameters: readonly ExplainedParameter[];
  /** Absent if it has none. */
  readonly body?: ExplainedBody;
  readonly responses: readonly ExplainedResponse[];
  /** The legal variations that its answers can have. */
  readonly variations: readonly { readonly name: VariationName; readonly meaning: string }[];
}

/** An API with all of its operations. */
export interface ExplainedApi {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly operations: readonly ExplainedOperation[];
  /** The answers to an unknown path and a wrong method. */
  readonly unmatched: readonly ExplainedResponse[];
  /** The parts that could not be read, so they are not checked. */
  readonly unread: readonly DocumentProblem[];
}

/** The APIs and operations that can be explained. */
export interface ExplainedList {
  readonly apis: readonly {
    readonly name: string;
    readonly title: string;
    readonly operations: readonly Pick<
      ExplainedOperation,
      'operationId' | 'method' | 'path' | 'summary' | 'provenance'
    >[];
  }[];
}

/** Lists all APIs and their operations. */
export function explainList(contracts: readonly ContractOutline[]): ExplainedList {
  const apis = contracts.map(({ name, title, operations }) => ({
    name,
    title,
    operations: Array.from(operations.values(), ({ operationId, method, path, summary, provenance }) => ({
      operationId,
      method,
      path,
      summary,
      provenance,
    })),
  }));
  return { apis };
}

/** @throws {ExplainError} if there is no such API. */
export function explainApi(contracts: readonly ContractOutline[], name: string): ExplainedApi {
  const contract = findContract(contracts, name);
  const { title, document, operations, unmatched } = contract;
  const { description } = document.info;
  const reader = readerOf(contract);
  return {
    name: contract.name,
    title,
    ...(description === undefined ? {} : { description }),
    operations: Array.from(operations.values(), (operation) => explain(contract, operation)),
    unmatched: unmatched === undefined ? [] : explainResponses(reader, unmatched, '#/x-unmatched/responses'),
    unread: problemsOf(contract),
  };
}

/** @throws {ExplainError} if there is no such API or operation. */
export function explainOperation(
  contracts: readonly ContractOutline[],
  name: string,
  operationId: string,
): ExplainedOperation {
  const contract = findContract(contracts, name);
  const operation = contract.operations.get(operationId);
  if (operation !== undefined) return explain(contract, operation);
  throw new ExplainError(unknown(`operation of ${name}`, operationId, [...contract.operations.keys()]));
}

function findContract(contracts: readonly ContractOutline[], name: string): ContractOutline {
  const contract = contracts.find((each) => each.name === name);
  if (contract !== undefined) return contract;
  throw new ExplainError(
    unknown(
      'API',
      name,
      contracts.map((each) => each.name),
    ),
  );
}

function unknown(kind: string, name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  const advice = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  return `There is no ${kind} called ${JSON.stringify(name.slice(0, 100))}${advice || '.'} The names are ${listNames(known)}.`;
}

/** Answers of mounted documents have no variations. */
function isCompiled(operation: OperationOutline): operation is Operation {
  return 'readBody' in operation;
}

function explain(contract: ContractOutline, operation: OperationOutline): ExplainedOperation {
  try {
    return explainParts(contract, operation);
  } catch (error) {
    if (!isMounted(contract)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExplainError(`${operation.operationId} does not follow OpenAPI (${reason}). Lint ${contract.name}.`);
  }
}

function explainParts(contract: ContractOutline, operation: OperationOutline): ExplainedOperation {
  const { name, document } = contract;
  const reader = readerOf(contract);
  const { operationId, method, path, summary, provenance, responses } = operation;
  const itemPointer = pointerTo('#/paths', path);
  const pointer = pointerTo(itemPointer, method.toLowerCase());
  const item = reader.resolve<OpenAPIV3_1.PathItemObject>({ $ref: itemPointer }, itemPointer);
  const node = reader.resolve<OpenAPIV3_1.OperationObject>({ $ref: pointer }, pointer);
  const { description, security = document.security ?? [] } = node.value;
  const body = explainBody(reader, node);
  return {
    api: name,
    operationId,
    method,
    path,
    summary,
    ...(description === undefined ? {} : { description }),
    ...knownFrom({ provenance }, node.value),
    security: security.map((schemes) => Object.keys(schemes).map((scheme) => explainCredential(reader, scheme))),
    parameters: explainParameters(reader, [node, item]),
    ...(body === undefined ? {} : { body }),
    responses: explainResponses(reader, responses, pointerTo(pointer, 'responses')),
    variations: (isCompiled(operation) ? operationVariations(operation) : []).map((each) => ({
      name: each,
      meaning: variationMeanings[each],
    })),
  };
}
