import { DATA_REF, pointerTo } from '../../contract/document.ts';
import type { Base, Part, SchemaResources } from './schema-resources.ts';

/** A value in a file, and its path. */
export interface Place {
  readonly value: unknown;
  readonly key: string;
  readonly above: Place | undefined;
  /** Its keys are names in the document, not keywords of OpenAPI. */
  readonly isNames: boolean;
  readonly isData: boolean;
  readonly base: Base;
}

/** A node with a `$ref` or a `$dynamicRef`. */
export interface Reference {
  readonly node: object;
  readonly place: Place;
  readonly part: Part;
}

/** Keywords whose values have names as keys. */
const OF_NAMES: ReadonlySet<string> = new Set(
  (
    'properties patternProperties $defs definitions dependentSchemas schemas responses parameters examples requestBodies ' +
    'headers securitySchemes links callbacks pathItems paths webhooks content encoding variables mapping'
  ).split(' '),
);

/** Keywords whose values are data. A `$ref` in data is not a reference, unless it names a file. */
const OF_DATA: ReadonlySet<string> = new Set(['example', 'default', 'const', 'enum', 'value']);

/** The references in a file. The key `$ref` in data is renamed, so that it is not read as a reference. */
export function referencesIn(part: Part, resources: SchemaResources): Reference[] {
  const found: Reference[] = [];
  const seen = new Set<unknown>();
  const base = resources.enter(part);
  const todo: Place[] = [{ value: part.value, key: '', above: undefined, isNames: false, isData: false, base }];
  for (let place = todo.pop(); place !== undefined; place = todo.pop()) {
    const { value, isNames, isData } = place;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const inner = isNames || isData ? place : withBase(place, part, resources);
    if (typeof Reflect.get(value, '$ref') === 'string' || typeof Reflect.get(value, '$dynamicRef') === 'string') {
      if (!isData || isFile(String(Reflect.get(value, '$ref')))) found.push({ node: value, place: inner, part });
      else renameReference(value);
    }
    for (const [key, below] of Object.entries<unknown>(Object(value))) {
      if (typeof below !== 'object' || below === null) continue;
      const isWord = !isNames && !Array.isArray(value);
      const holdsData = isWord && (OF_DATA.has(key) || (key === 'examples' && Array.isArray(below)));
      todo.push({
        value: below,
        key,
        above: inner,
        isNames: isWord && !Array.isArray(below) && OF_NAMES.has(key),
        isData: isData || holdsData,
        base: inner.base,
      });
    }
  }
  return found;
}

/** The place of a node. Its references are relative to its `$id`, if it has one. */
function withBase(place: Place, part: Part, resources: SchemaResources): Place {
  const { value, key, above, base } = place;
  const isSchema = key === 'schema' || key === 'itemSchema' || (above?.isNames === true && above.key === 'schemas');
  const outer = isSchema && base.resource === undefined ? { ...base, resource: Object(value) } : base;
  const endOf = (): string => pointerOf(place, part).slice(part.pointer.length);
  const inner = resources.register(Object(value), outer, () => ({ part, end: endOf() }));
  return inner === base ? place : { ...place, base: inner };
}

/** Whether a reference names a file. An example may be a separate file. */
function isFile(reference: string): boolean {
  return /^[^:#]+\.(ya?ml|json)(#|$)/i.test(reference);
}

function renameReference(data: object): void {
  const entries = Object.entries(data);
  for (const [key] of entries) Reflect.deleteProperty(data, key);
  for (const [key, value] of entries) Reflect.set(data, key === '$ref' ? DATA_REF : key, value);
}

/** The pointer of a place in the bundled document. */
export function pointerOf(place: Place, { pointer }: Part): string {
  const keys: string[] = [];
  for (let at: Place | undefined = place; at?.above !== undefined; at = at.above) keys.push(at.key);
  return pointerTo(pointer, ...keys.toReversed());
}
