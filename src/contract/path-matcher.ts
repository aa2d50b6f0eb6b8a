import { ContractError } from './document.ts';

/** What the templates of a document make of a path. */
export type PathMatch<T> =
  | { readonly kind: 'found'; readonly target: T; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'unknown' }
  /** A template fits, but a percent-escape in one of its values can't be decoded. */
  | { readonly kind: 'malformed'; readonly target: T };

export interface PathMatcher<T> {
  match(rawPath: string): PathMatch<T>;
}

interface Node<T> {
  readonly literals: Map<string, Node<T>>;
  parameter?: Node<T>;
  leaf?: { readonly target: T; readonly names: readonly string[] };
}

/**
 * Matches raw paths (not yet decoded) against OpenAPI templates. A literal segment goes before a
 * parameter, which takes any one segment that is not empty. A trailing slash is a segment.
 *
 * @throws {ContractError} where two templates are the same, or a segment mixes text and parameters.
 */
export function createPathMatcher<T>(contract: string, templates: ReadonlyMap<string, T>): PathMatcher<T> {
  const root: Node<T> = { literals: new Map() };
  for (const [template, target] of templates) insert(template, target);

  function insert(template: string, target: T): void {
    const names: string[] = [];
    let node = root;
    for (const segment of segmentsOf(template)) {
      const name = /^\{([^{}]+)\}$/.exec(segment)?.[1];
      if (name === undefined && /[{}]/.test(segment)) {
        throw new ContractError(contract, `#/paths/${template}`, `the segment "${segment}" mixes text and parameters`);
      }
      if (name !== undefined) names.push(name);
      node = name === undefined ? literalChild(node, segment) : (node.parameter ??= { literals: new Map() });
    }
    if (node.leaf !== undefined)
      throw new ContractError(contract, `#/paths/${template}`, 'another path matches the same requests');
    node.leaf = { target, names };
  }

  return {
    match(rawPath) {
      const values: string[] = [];
      const leaf = descend(root, segmentsOf(rawPath), 0, values)?.leaf;
      if (leaf === undefined) return { kind: 'unknown' };
      const decoded: Record<string, string> = {};
      for (const [index, name] of leaf.names.entries()) {
        const value = decodeSegment(values[index] ?? '');
        if (value === undefined) return { kind: 'malformed', target: leaf.target };
        decoded[name] = value;
      }
      return { kind: 'found', target: leaf.target, values: decoded };
    },
  };
}

function literalChild<T>(node: Node<T>, segment: string): Node<T> {
  const child = node.literals.get(segment) ?? { literals: new Map() };
  node.literals.set(segment, child);
  return child;
}

/** Finds the node of a path, going back from a literal that led nowhere to the parameter beside it. */
function descend<T>(node: Node<T>, segments: readonly string[], depth: number, values: string[]): Node<T> | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.leaf === undefined ? undefined : node;
  const literal = node.literals.get(segment) ?? node.literals.get(decodeSegment(segment) ?? segment);
  const found = literal === undefined ? undefined : descend(literal, segments, depth + 1, values);
  if (found !== undefined || node.parameter === undefined || segment === '') return found;
  values.push(segment);
  const below = descend(node.parameter, segments, depth + 1, values);
  if (below === undefined) values.pop();
  return below;
}

/** The segments of a path that begins with a slash. */
export function segmentsOf(path: string): readonly string[] {
  return path.slice(1).split('/');
}

function decodeSegment(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
