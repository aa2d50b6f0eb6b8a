import { distance } from 'fastest-levenshtein';

import { segmentsOf } from './path-matcher.ts';

/** An operation as a request names it: a method and a path's template. */
export interface OperationName {
  readonly method: string;
  readonly path: string;
}

/** Finds the operation that an unmatched request is likely to mean; undefined where none is near. */
export type FindNearestOperation = (method: string, rawPath: string) => OperationName | undefined;

/** Maximum size of what is compared, so that no request holds the event loop: a document may have thousands of paths. */
const MAX_SEGMENTS = 12;
const MAX_SEGMENT_LENGTH = 60;
/** Clients repeat their mistakes: the answers to the latest ones are kept. */
const MAX_REMEMBERED = 100;

/** What a difference costs; 1 is a segment that has nothing to do with the template's. */
const COSTS = { parameter: 0.2, absentSegment: 0.5, extraSegment: 0.5, extraSlash: 0.1, method: 0.3 };
/** Maximum cost for each segment of the template. */
const MAX_COST = 0.5;

/**
 * Compares paths by their segments: a prefix that is missing, a segment too many and a letter that is wrong all leave
 * the rest alike. Candidates that are equally near keep the document's order.
 */
export function createNearestOperation(operations: Iterable<OperationName>): FindNearestOperation {
  const candidates = Array.from(operations, (operation) => ({ operation, segments: segmentsOf(operation.path) }));
  const remembered = new Map<string, OperationName | undefined>();

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
    if (remembered.has(key)) return remembered.get(key);
    const found = find(method, rawPath);
    const [oldest] = remembered.keys();
    if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.set(key, found);
    return found;
  };
}

/** What it costs to take one of the given segments, by its index, for a segment of a template. */
type SegmentCost = (segment: string, index: number) => number;

/** Templates share most of their segments, so each is compared once with each given one. */
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

/** The least cost of turning the given segments into the template's (the Wagner-Fischer algorithm). */
function align(template: readonly string[], given: readonly string[], costOf: SegmentCost): number {
  const extra = given.map((segment) => (segment === '' ? COSTS.extraSlash : COSTS.extraSegment));
  let row = [0];
  for (const [index, cost] of extra.entries()) row.push((row[index] ?? 0) + cost);
  for (const segment of template) {
    const next = [(row[0] ?? 0) + COSTS.absentSegment];
    for (const [index, cost] of extra.entries()) {
      const taken = (row[index] ?? 0) + costOf(segment, index);
      const absent = (row[index + 1] ?? 0) + COSTS.absentSegment;
      next.push(Math.min(taken, absent, (next[index] ?? 0) + cost));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Whether a text of the template is among the given segments: parameters alone fit anything. */
function isAlike(template: readonly string[], given: readonly string[], costOf: SegmentCost): boolean {
  return template.some(
    (segment) => segment !== '' && !segment.startsWith('{') && given.some((_, index) => costOf(segment, index) < 1),
  );
}
