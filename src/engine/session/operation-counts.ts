import { declaredOf } from '../../contract/declared/declared.ts';
import type { DeclaredParameter } from '../../contract/declared/declared.ts';
import { BODY } from '../../contract/declared/declared-body.ts';
import type { DeclaredBody } from '../../contract/declared/declared-body.ts';
import { namesIn } from '../../contract/declared/listed-values.ts';
import type { ContractOutline } from '../../contract/outline.ts';
import type { ParameterValues } from '../../contract/request/request-reader.ts';
import type { Exchange } from '../exchange.ts';
import { ownCopy } from './own-copy.ts';

/** Numbers of occurrences, by name. */
export type Counts = ReadonlyMap<string, number>;

/** The counts of an operation. */
export interface OperationTally {
  readonly calls: number;
  /** By their indices in the contract's list ({@link DeclaredOperation}). */
  readonly parameters: readonly number[];
  /** Listed values and bodies: `query.format=json`, `body`, `body application/json`. */
  readonly values: Counts;
  readonly statuses: Counts;
  /** Calls that were not checked, because the check took too long. */
  readonly unchecked: number;
  /** By the whole value of the header Content-Type. */
  readonly mediaTypes: Counts;
}

/** The same counts, which are changed. */
export interface OperationCounts {
  calls: number;
  unchecked: number;
  /** By their indices in the contract's list, which is faster than by name. */
  readonly parameters: number[];
  /** Only declared items. */
  readonly values: Map<string, number>;
  readonly statuses: Map<string, number>;
  readonly mediaTypes: Map<string, number>;
}

/** Maximum number of media types of an operation's answers, because a rule may have any. */
const MAX_TYPES = 100;
/** Maximum number of characters of a media type. */
const MAX_TYPE = 200;

export function makeOperation(): OperationCounts {
  return { calls: 0, unchecked: 0, parameters: [], values: new Map(), statuses: new Map(), mediaTypes: new Map() };
}

/** Number of counts of an operation, for its memory. */
export function entriesOf({ parameters, values, statuses, mediaTypes }: OperationCounts): number {
  return parameters.length + values.size + statuses.size + mediaTypes.size;
}

/** Counts an exchange. */
export function countOperation(
  to: OperationCounts,
  { operationId = '', values, reply, note }: Exchange,
  contract: ContractOutline,
): void {
  to.calls += 1;
  if (note !== undefined) to.unchecked += 1;
  increase(to.statuses, String(reply.status), 1);
  increaseType(to.mediaTypes, reply.headers['Content-Type'] ?? '', 1);
  const operation = contract.operations.get(operationId);
  if (values === undefined || operation === undefined) return;
  const { parameters, body } = declaredOf(contract, operation);
  while (to.parameters.length < parameters.length) to.parameters.push(0);
  for (let index = 0; index < parameters.length; index += 1) {
    const { place, name, listed } = parameters[index] ?? NO_PARAMETER;
    const value = values[place][name];
    if (value === undefined) continue;
    to.parameters[index] = (to.parameters[index] ?? 0) + 1;
    if (listed !== undefined) for (const found of namesIn(listed, value)) increase(to.values, found, 1);
  }
  if (body !== undefined && values.bodyType !== undefined) countBody(to.values, body, values);
}

const NO_PARAMETER: DeclaredParameter = { place: 'query', name: '' };

/** A value that a body has several times is counted once. */
function countBody(to: Map<string, number>, { mediaTypes }: DeclaredBody, { body, bodyType }: ParameterValues): void {
  increase(to, BODY, 1);
  const mediaType = mediaTypes.get(bodyType ?? '');
  if (mediaType === undefined) return;
  increase(to, mediaType.name, 1);
  if (mediaType.listed !== undefined) for (const found of namesIn(mediaType.listed, body)) increase(to, found, 1);
}

/** Adds the counts of another process or session. */
export function addOperation(to: OperationCounts, from: OperationTally): void {
  to.calls += from.calls;
  to.unchecked += from.unchecked;
  for (const [index, count] of from.parameters.entries()) to.parameters[index] = (to.parameters[index] ?? 0) + count;
  for (const part of ['values', 'statuses'] as const)
    for (const [key, count] of from[part]) increase(to[part], key, count);
  for (const [type, count] of from.mediaTypes) increaseType(to.mediaTypes, type, count);
}

function increase(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function increaseType(counts: Map<string, number>, type: string, by: number): void {
  const key = type.length > MAX_TYPE ? ownCopy(type.slice(0, MAX_TYPE)) : type;
  if (counts.size < MAX_TYPES || counts.has(key)) increase(counts, key, by);
}
