import { ContractError } from './document.ts';

/** An operation of a document that is mounted as it is. */
export interface MountedOperation {
  /** The document's own, or the method and the path. */
  readonly operationId: string;
  readonly method: string;
  /** The path's template. */
  readonly path: string;
  readonly summary: string;
}

/** What a document that is mounted as it is makes of a request's path. */
export type MountedMatch =
  | { readonly kind: 'found'; readonly operation: MountedOperation; readonly path: string }
  | { readonly kind: 'unknown-path' }
  | { readonly kind: 'unknown-method'; readonly allowed: readonly string[] };

/** An OpenAPI document of anyone's, of which no more is read than where its operations are. */
export interface MountedDocument {
  readonly name: string;
  readonly title: string;
  readonly document: object;
  readonly operations: ReadonlyMap<string, MountedOperation>;
  match(method: string, rawPath: string): MountedMatch;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** A path of the document: its segments, each a text or a pattern. */
interface Template {
  readonly segments: readonly (string | RegExp)[];
  /** How many segments are texts: the more there are, the sooner it is tried. */
  readonly literals: number;
  readonly byMethod: ReadonlyMap<string, MountedOperation>;
}

/** @throws {ContractError} where it is no OpenAPI 3.0 or 3.1, or refers to other files. */
export function createMountedDocument(name: string, document: object): MountedDocument {
  checkVersion(name, document);
  checkReferences(name, document, '#');
  const operations = new Map<string, MountedOperation>();
  const byLength = new Map<number, Template[]>();
  for (const [path, item] of Object.entries(objectAt(document, 'paths'))) {
    const template = readTemplate(path, Object(item), operations);
    const { length } = template.segments;
    byLength.set(length, [...(byLength.get(length) ?? []), template]);
  }
  for (const templates of byLength.values()) templates.sort((one, other) => other.literals - one.literals);
  const bases = basePathsOf(document);

  /** Those that fit, the most literal first. */
  function find(rawPath: string): readonly Template[] {
    const segments = rawPath.split('/');
    return (byLength.get(segments.length) ?? []).filter((template) => fits(template, segments));
  }

  return {
    name,
    title: String(Reflect.get(objectAt(document, 'info'), 'title') ?? name),
    document,
    operations,
    match(method, rawPath) {
      const base = ['', ...bases].find(
        (one) => rawPath.startsWith(`${one}/`) && find(rawPath.slice(one.length)).length > 0,
      );
      if (base === undefined) return { kind: 'unknown-path' };
      const path = rawPath.slice(base.length);
      const found = find(path);
      for (const verb of method === 'HEAD' ? ['HEAD', 'GET'] : [method]) {
        const operation = found.find(({ byMethod }) => byMethod.has(verb))?.byMethod.get(verb);
        if (operation !== undefined) return { kind: 'found', operation, path };
      }
      return { kind: 'unknown-method', allowed: [...new Set(found.flatMap(({ byMethod }) => [...byMethod.keys()]))] };
    },
  };
}

function readTemplate(path: string, item: object, operations: Map<string, MountedOperation>): Template {
  const byMethod = new Map<string, MountedOperation>();
  for (const verb of METHODS) {
    const value: unknown = Reflect.get(item, verb);
    if (typeof value !== 'object' || value === null) continue;
    const method = verb.toUpperCase();
    const own: unknown = Reflect.get(value, 'operationId');
    const operationId = typeof own === 'string' && !operations.has(own) ? own : `${method} ${path}`;
    const summary: unknown = Reflect.get(value, 'summary');
    const operation = { operationId, method, path, summary: typeof summary === 'string' ? summary : operationId };
    byMethod.set(method, operation);
    operations.set(operationId, operation);
  }
  const segments = path.split('/').map(readSegment);
  return { segments, literals: segments.filter((segment) => typeof segment === 'string').length, byMethod };
}

/** `{owner}` takes anything, `{base}...{head}.json` what has the texts between. */
function readSegment(segment: string): string | RegExp {
  if (!segment.includes('{')) return segment;
  const texts = segment.split(/\{[^{}]*\}/).map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${texts.join('[^/]+?')}$`);
}

function fits({ segments }: Template, sent: readonly string[]): boolean {
  return segments.every((segment, index) => {
    const text = sent[index] ?? '';
    return typeof segment === 'string' ? segment === text : segment.test(text);
  });
}

/** Where its servers say that it begins: a client may ask with that or without. */
function basePathsOf(document: object): readonly string[] {
  const servers: unknown = Reflect.get(document, 'servers');
  const urls = (Array.isArray(servers) ? servers : []).map((server: unknown) =>
    String(Reflect.get(Object(server), 'url')),
  );
  const paths = urls.map((url) => (URL.canParse(url, 'http://x') ? new URL(url, 'http://x').pathname : '/'));
  return [
    ...new Set(paths.map((path) => path.replace(/\/$/, '')).filter((path) => path !== '' && !path.includes('%7B'))),
  ];
}

function checkVersion(name: string, document: object): void {
  const version: unknown = Reflect.get(document, 'openapi');
  if (typeof version === 'string' && /^3\.[01]\./.test(version)) return;
  if (Reflect.get(document, 'swagger') !== undefined)
    throw new ContractError(
      name,
      '#/swagger',
      'Swagger 2.0 is not read. Convert it to OpenAPI 3 first, with swagger2openapi',
    );
  throw new ContractError(name, '#/openapi', `OpenAPI 3.0 or 3.1 is wanted, not ${JSON.stringify(version ?? null)}`);
}

/** Nothing is fetched, nor read from files that a document names. */
function checkReferences(name: string, node: unknown, pointer: string): void {
  if (typeof node !== 'object' || node === null) return;
  const reference: unknown = Reflect.get(node, '$ref');
  if (typeof reference === 'string' && !reference.startsWith('#'))
    throw new ContractError(
      name,
      pointer,
      `"${reference}" is in another file. Bundle the document first, with: npx @redocly/cli bundle`,
    );
  for (const [key, value] of Object.entries(node))
    checkReferences(name, value, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

function objectAt(document: object, key: string): object {
  const value: unknown = Reflect.get(document, key);
  return typeof value === 'object' && value !== null ? value : {};
}
