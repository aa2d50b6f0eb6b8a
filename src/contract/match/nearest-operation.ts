import { distance } from 'fastest-levenshtein';

import { segmentsOf } from './path-matcher.ts';

/** The method and the path template of an operation. */
export interface OperationName {
  readonly method: string;
  readonly path: string;
}

/** Finds the operation that is most similar to an unmatched request. Undefined if none is similar enough. */
export type FindNearestOperation = (method: string, rawPath: string) => OperationName | undefined;

/** Maximum size of a compared path, so that no request blocks the event loop: a document may have thousands of paths. */
const MAX_SEGMENTS = 12;
const MAX_SEGMENT_LENGTH = 60;
/** Maximum number of cached results. Clients repeat their mistakes. */
const MAX_CACHED = 100;

/** The costs of differences. 1 is a segment that has nothing in common with the segment of the template. */
const COSTS = { parameter: 0.2, absentSegment: 0.5, extraSegment: 0.5, extraSlash: 0.1, method: 0.3 };
/** Maximum cost for each segment of the template. */
const MAX_COST = 0.5;

/**
 * Compares paths by their segments, so that a missing prefix, an extra segment or a wrong letter leaves the rest equal.
 * Equally similar candidates keep the order of the document.
 */
export function createNearestOperation(operations: Iterable<OperationName>): FindNearestOperation {
  const candidates = Array.from(operations, (operation) => ({ operation, segments: segmentsOf(operation.path) }));
  const cached = new Map<string, OperationName | undefined>();

  function find(method: string, rawPath: string): OperationName | undefined {
    const given = segmentsOf(rawPath);
    if (given.length > MAX_SEGMENTS) return undefined;
    const costOf = createSegmentCosts(given);
    let best: OperationName | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const { operation, segments } of candidates) {
      const pathCost = align(segments, given, costOf);
      const cost = pathCost + (operation.method === method ? 0 : COSTS.method);
      if (cost >= least || pathCost > MAX_COST * segments.length || !isAlike(segments, given, costOf)) continue;
      best = operation;
      least = cost;
    }
    return best;
  }

  return (method, rawPath) => {
    const key = `${method} ${rawPath}`;
    if (cached.has(key)) return cached.get(key);
    const found = find(method, rawPath);
    const [oldest] = cached.keys();
    if (cached.size >= MAX_CACHED && oldest !== undefined) cached.delete(oldest);
    cached.set(key, found);
    return found;
  };
}

/** The cost of replacing a segment of a template with the request's segment at an index. */
type SegmentCost = (segment: string, index: number) => number;

/** Templates share most of their segments, so each distinct segment is compared once with each segment of the request. */
function createSegmentCosts(given: readonly string[]): SegmentCost {
  const known = given.map(() => new Map<string, number>());
  return (segment, index) => {
    const own = known[index];
    const cost = own?.get(segment) ?? differenceOf(segment, given[index] ?? '');
    own?.set(segment, cost);
    return cost;
  };
}

function differenceOf(segment: string, given: string): number {
  if (segment === given) return 0;
  if (given === '' || given.length > MAX_SEGMENT_LENGTH) return 1;
  if (segment.startsWith('{') && segment.endsWith('}')) return COSTS.parameter;
  const share = distance(segment.toLowerCase(), given.toLowerCase()) / Math.max(segment.length, given.length);
  return share > 0.5 ? 1 : share;
}

/** The minimum cost of changing the request's segments into the template's (the Wagner-Fischer algorithm). */
function align(template: readonly string[], given: readonly string[], costOf: SegmentCost): number {
  const extra = given.map((segment) => (segment === '' ? COSTS.extraSlash : COSTS.extraSegment));
  let row = [0];
  for (const [index, cost] of extra.entries()) row.push((row[index] ?? 0) + cost);
  for (const segment of template) {
    const next = [(row[0] ?? 0) + COSTS.absentSegment];
    for (const [index, cost] of extra.entries()) {
      const replaced = (row[index] ?? 0) + costOf(segment, index);
      const absent = (row[index + 1] ?? 0) + COSTS.absentSegment;
      next.push(Math.min(replaced, absent, (next[index] ?? 0) + cost));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Whether the request has a literal segment of the template. Parameters alone match anything. */
function isAlike(template: readonly string[], given: readonly string[], costOf: SegmentCost): boolean {
  return template.some(
    (segment) => segment !== '' && !segment.startsWith('{') && given.some((_, index) => costOf(segment, index) < 1),
  );
}
