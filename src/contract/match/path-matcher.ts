/** The result of matching a path. The values are in the order of the path. */
export type PathMatch<T> =
  | { readonly kind: 'found'; readonly target: T; readonly values: readonly string[] }
  | { readonly kind: 'unknown' }
  /** A template matches, but a percent-escape in one of its values can't be decoded. */
  | { readonly kind: 'malformed'; readonly target: T };

export interface PathMatcher<T> {
  /** @param accepts Skips other targets. Defaults to all. */
  match(rawPath: string, accepts?: (target: T) => boolean): PathMatch<T>;
}

interface Node<T> {
  readonly literals: Map<string, Node<T>>;
  /** Segments with parameters and texts, by the texts between the parameters. */
  readonly mixed: Map<string, { readonly texts: readonly string[]; readonly node: Node<T> }>;
  parameter?: Node<T>;
  leaf?: { readonly target: T };
}

/**
 * A template without the names of its parameters. Templates with the same shape match the same requests. A request has no
 * fragment, so the part of a template behind "#" is ignored.
 */
export function shapeOf(template: string): string {
  return template.replace(/#.*$/s, '').replaceAll(/\{[^{}]+\}/g, '{}');
}

/**
 * Matches raw paths against the templates of any document: a segment may mix text and parameters
 * (`/{owner}/compare/{base}...{head}`, `/{id}.json`). A literal segment has precedence over a mixed one, and a mixed one
 * over a parameter. The time depends on the path, not on the number of templates. If templates have the same shape, the
 * last one is used.
 */
export function createPathMatcher<T>(templates: ReadonlyMap<string, T>): PathMatcher<T> {
  const root = createNode<T>();
  for (const [template, target] of templates) insert(root, template, target);
  return {
    match(rawPath, accepts = () => true) {
      const raw: string[] = [];
      const leaf = descend(root, { segments: segmentsOf(rawPath), values: raw, accepts }, 0)?.leaf;
      if (leaf === undefined) return { kind: 'unknown' };
      const values = raw.flatMap((value) => decode(value) ?? []);
      if (values.length < raw.length) return { kind: 'malformed', target: leaf.target };
      return { kind: 'found', target: leaf.target, values };
    },
  };
}

function createNode<T>(): Node<T> {
  return { literals: new Map(), mixed: new Map() };
}

function insert<T>(root: Node<T>, template: string, target: T): void {
  let node = root;
  for (const segment of segmentsOf(shapeOf(template))) node = childOf(node, segment.split('{}'));
  node.leaf = { target };
}

function childOf<T>(node: Node<T>, texts: readonly string[]): Node<T> {
  if (texts.length === 1) return madeIn(node.literals, texts[0] ?? '', createNode<T>);
  if (texts.length === 2 && texts.every((text) => text === '')) return (node.parameter ??= createNode());
  return madeIn(node.mixed, texts.join('{}'), () => ({ texts, node: createNode<T>() })).node;
}

function madeIn<T>(map: Map<string, T>, key: string, make: () => T): T {
  const made = map.get(key) ?? make();
  map.set(key, made);
  return made;
}

/** The state of a search: the path, and the raw values of its parameters so far. */
interface Descent<T> {
  readonly segments: readonly string[];
  readonly values: string[];
  readonly accepts: (target: T) => boolean;
}

/** Finds the node of a path, with backtracking. */
function descend<T>(node: Node<T>, descent: Descent<T>, depth: number): Node<T> | undefined {
  const { segments, values, accepts } = descent;
  const segment = segments[depth];
  if (segment === undefined) return node.leaf !== undefined && accepts(node.leaf.target) ? node : undefined;
  const literal = node.literals.get(segment) ?? node.literals.get(decode(segment) ?? segment);
  const found = literal === undefined ? undefined : descend(literal, descent, depth + 1);
  if (found !== undefined || segment === '') return found;
  const lengthBefore = values.length;
  for (const { texts, node: mixed } of node.mixed.values()) {
    const parts = valuesBetween(texts, segment);
    if (parts === undefined) continue;
    values.push(...parts);
    const below = descend(mixed, descent, depth + 1);
    if (below !== undefined) return below;
    values.length = lengthBefore;
  }
  if (node.parameter === undefined) return undefined;
  values.push(segment);
  const below = descend(node.parameter, descent, depth + 1);
  if (below === undefined) values.length = lengthBefore;
  return below;
}

/** The values between the texts of a segment, each with at least one character. Each text is searched once, so the time is linear. */
function valuesBetween(texts: readonly string[], segment: string): readonly string[] | undefined {
  const first = texts[0] ?? '';
  const last = texts.at(-1) ?? '';
  if (!segment.startsWith(first) || !segment.endsWith(last)) return undefined;
  const end = segment.length - last.length;
  const values: string[] = [];
  let from = first.length;
  for (const text of texts.slice(1, -1)) {
    const at = segment.indexOf(text, from + 1);
    if (at === -1) return undefined;
    values.push(segment.slice(from, at));
    from = at + text.length;
  }
  if (from >= end) return undefined;
  return [...values, segment.slice(from, end)];
}

function decode(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The segments of a path that begins with a slash. */
export function segmentsOf(path: string): readonly string[] {
  return path.slice(1).split('/');
}
