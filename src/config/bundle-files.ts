import { resolve } from 'node:path';

import { ContractError, keysOf, pointerTo } from '../contract/document.ts';
import { DATA_REF } from '../contract/data-ref.ts';
import type { DynamicAnchors, OpenApiDocument } from '../contract/document.ts';
import { METHODS } from '../contract/operation.ts';
import { createSchemaResources } from './schema-resources.ts';
import type { Base, Part, SchemaResources } from './schema-resources.ts';

/** The source of a document with several files. */
export interface BundleOptions {
  readonly name: string;
  readonly file: string;
  /** Why another file must not be read. Undefined if it may be read. */
  refuse(file: string): string | undefined;
  /** Reads another file. @throws if it can't be read. */
  read(file: string): unknown;
}

/** A value in a file, and its path. */
interface Place {
  readonly value: unknown;
  readonly key: string;
  readonly above: Place | undefined;
  /** Its keys are names in the document, not keywords of OpenAPI. */
  readonly isNames: boolean;
  readonly isData: boolean;
  readonly base: Base;
}

interface Reference {
  readonly node: object;
  readonly place: Place;
  readonly part: Part;
}

/** The key of the other files in the bundled document. */
const FILES = 'x-files';

/** A document with all of its files. */
export interface Bundle {
  readonly document: OpenApiDocument;
  readonly dynamicAnchors: DynamicAnchors;
}

/**
 * Adds the referenced files to a document and changes its references. A document with one file is not changed. The document
 * is changed in place. Nothing is fetched: only YAML and JSON files beside the document are read.
 *
 * @throws {ContractError} if a reference has no target, or leaves the files.
 */
export function bundleFiles(document: OpenApiDocument, { name, file, refuse, read }: BundleOptions): Bundle {
  const parts = new Map<string, Part>();
  const main: Part = { file: resolve(file), value: document, pointer: '#' };
  const todo: Part[] = [main];
  const references: Reference[] = [];
  const resources = createSchemaResources();
  parts.set(main.file, main);

  function partOf(path: string, at: string): Part {
    const known = parts.get(path);
    if (known !== undefined) return known;
    const refusal = refuse(path);
    if (refusal !== undefined) throw new ContractError(name, at, refusal);
    const part = { file: path, value: read(path), pointer: pointerTo('#', FILES, parts.size) };
    if (typeof part.value !== 'object' || part.value === null)
      throw new ContractError(name, at, `${path} must contain an object`);
    parts.set(path, part);
    todo.push(part);
    return part;
  }

  /** Reads the file of a reference, unless a schema has this address. */
  function readFileOf({ node, place, part }: Reference): void {
    const reference = String(Reflect.get(node, '$ref') ?? '');
    const path = pathOf(reference);
    if (path === '' || isAddress(path) || resources.find(reference, place.base) !== undefined) return;
    const at = pointerOf(place, part);
    if (!/\.(ya?ml|json)$/i.test(path)) throw new ContractError(name, at, `"${reference}" must be a YAML or JSON file`);
    partOf(resolve(place.base.folder, path), at);
  }

  /** The target of a reference, as a pointer. Undefined if there is none. */
  function targetOf(reference: string, { place, part }: Reference): string | undefined {
    const path = pathOf(reference);
    const fragment = unescape(reference.slice(reference.indexOf('#') + 1 || Infinity));
    const isPointer = fragment === '' || fragment.startsWith('/');
    const end = fragment === '/' || !isPointer ? '' : fragment;
    const found = resources.find(reference, place.base);
    if (found !== undefined && lookUp(Object(found.part.value), `#${found.end}${end}`) !== undefined)
      return found.part.pointer + found.end + end;
    // A pointer below a `$id` may be relative to the whole file.
    const target = path === '' ? part : isAddress(path) ? undefined : parts.get(resolve(place.base.folder, path));
    if (target === undefined) return undefined;
    if (isPointer) return lookUp(Object(target.value), `#${end}`) === undefined ? undefined : target.pointer + end;
    const anchored = resources.find(`#${fragment}`, resources.enter(target));
    return anchored === undefined ? undefined : anchored.part.pointer + anchored.end;
  }

  function redirect(reference: Reference): void {
    const { node, place, part } = reference;
    const $ref: unknown = Reflect.get(node, '$ref');
    if (typeof $ref === 'string') {
      const target = targetOf($ref, reference);
      const reason = isAddress(pathOf($ref)) ? NOT_FETCHED : 'leads nowhere';
      if (target === undefined) throw new ContractError(name, pointerOf(place, part), `"${$ref}" ${reason}`);
      Reflect.set(node, '$ref', target);
    }
    const dynamic: unknown = Reflect.get(node, '$dynamicRef');
    const target = typeof dynamic === 'string' ? targetOf(dynamic, reference) : undefined;
    // A reference without a target is not changed, and is listed as a problem.
    if (target === undefined) return;
    const anchor: unknown = Reflect.get(Object(lookUp(document, target)), '$dynamicAnchor');
    if (String(dynamic).endsWith(`#${String(anchor)}`)) Reflect.set(node, '$dynamicRef', target);
    else {
      // It has the meaning of `$ref`, which may also be present.
      Reflect.deleteProperty(node, '$dynamicRef');
      const others: unknown = Reflect.get(node, 'allOf');
      Reflect.set(node, 'allOf', [...(Array.isArray(others) ? others : []), { $ref: target }]);
    }
  }

  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    const own = referencesIn(part, resources);
    for (const reference of own) readFileOf(reference);
    references.push(...own);
  }
  const others = [...parts.values()].slice(1).map(({ value }, index) => [String(index + 1), value] as const);
  if (others.length > 0) Reflect.set(document, FILES, Object.fromEntries(others));
  for (const reference of references) redirect(reference);
  for (const { node, place } of references) {
    if (place.isNames) inlineNames(document, node);
    if (place.isData) Reflect.set(Object(place.above?.value), place.key, followData(document, node));
  }
  inlineOperations(document);
  return { document, dynamicAnchors: resources.dynamicAnchors };
}

const NOT_FETCHED =
  'is not a file beside the document, and nothing is fetched; bundle the document first, for example with npx @redocly/cli bundle';

/** The part of a reference before its fragment. */
function pathOf(reference: string): string {
  return unescape(reference.split('#', 1)[0] ?? '');
}

function isAddress(path: string): boolean {
  return /^([a-z][a-z0-9+.-]*:|\/)/i.test(path);
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
function referencesIn(part: Part, resources: SchemaResources): Reference[] {
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

function pointerOf(place: Place, { pointer }: Part): string {
  const keys: string[] = [];
  for (let at: Place | undefined = place; at?.above !== undefined; at = at.above) keys.push(at.key);
  return pointerTo(pointer, ...keys.toReversed());
}

function lookUp(document: object, pointer: string): unknown {
  let node: unknown = document;
  for (const key of keysOf(pointer))
    node = typeof node === 'object' && node !== null && Object.hasOwn(node, key) ? Reflect.get(node, key) : undefined;
  return node;
}

/** Replaces references of paths and operations with their targets. */
function inlineOperations(document: OpenApiDocument): void {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const whole: unknown = inlined(document, item);
    if (typeof whole !== 'object' || whole === null) continue;
    const operations = METHODS.flatMap((method) => {
      const operation: unknown = Reflect.get(whole, method);
      return operation === undefined ? [] : [[method, inlined(document, operation)] as const];
    });
    Reflect.set(document.paths ?? {}, path, { ...whole, ...Object.fromEntries(operations) });
  }
}

/** Replaces a reference for a whole map of names (`properties: { $ref: … }`) with its target. */
function inlineNames(document: object, node: object): void {
  const names = inlined(document, node);
  Reflect.deleteProperty(node, '$ref');
  Object.assign(node, names, { ...node });
}

/** The data of a reference to another file. */
function followData(document: object, node: unknown, left = 10): unknown {
  const $ref: unknown = Reflect.get(Object(node), '$ref');
  return typeof $ref === 'string' && left > 0 ? followData(document, lookUp(document, $ref), left - 1) : node;
}

function inlined(document: object, node: unknown, left = 10): unknown {
  if (typeof node !== 'object' || node === null || !('$ref' in node) || left === 0) return node;
  const { $ref, ...own } = node;
  const target = inlined(document, lookUp(document, String($ref)), left - 1);
  return typeof target === 'object' ? { ...target, ...own } : node;
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
