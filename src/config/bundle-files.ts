import { dirname, resolve } from 'node:path';

import { ContractError, DATA_REF, keysOf, pointerTo } from '../contract/document.ts';
import type { OpenApiDocument } from '../contract/document.ts';
import { placesOf } from '../contract/schema/named-places.ts';
import { METHODS } from '../contract/operation.ts';

/** What a document is bundled from. */
export interface BundleOptions {
  readonly name: string;
  readonly file: string;
  /** Why another file may not be read; undefined when it may. */
  refuse(file: string): string | undefined;
  /** Reads another file. @throws where it can't be read. */
  read(file: string): unknown;
}

/** A file that belongs to the document, and where it stands in the whole. */
interface Part {
  readonly file: string;
  readonly value: unknown;
  readonly pointer: string;
}

/** A value of a part, and how it is reached. */
interface Place {
  readonly value: unknown;
  readonly key: string;
  readonly above: Place | undefined;
  /** Its keys are names that the document gives, not words of OpenAPI. */
  readonly isNames: boolean;
  readonly isData: boolean;
}

interface Reference {
  readonly node: object;
  readonly place: Place;
  readonly part: Part;
}

/** Where the other files stand in the whole. */
const FILES = 'x-files';

/**
 * Puts the files that a document refers to into it, and has its references lead there; a document of one file stays as it
 * is. The document is changed in place. Nothing is fetched: only files beside it are read, and only YAML and JSON.
 *
 * @throws {ContractError} where a reference leads nowhere, or out of the files.
 */
export function bundleFiles(document: OpenApiDocument, { name, file, refuse, read }: BundleOptions): OpenApiDocument {
  const parts = new Map<string, Part>();
  const main: Part = { file: resolve(file), value: document, pointer: '#' };
  const todo: Part[] = [main];
  const references: Reference[] = [];
  parts.set(main.file, main);

  function partOf(path: string, at: string): Part {
    const known = parts.get(path);
    if (known !== undefined) return known;
    const refusal = refuse(path);
    if (refusal !== undefined) throw new ContractError(name, at, refusal);
    const part = { file: path, value: read(path), pointer: pointerTo('#', FILES, parts.size) };
    if (typeof part.value !== 'object' || part.value === null)
      throw new ContractError(name, at, `${path} holds no object`);
    parts.set(path, part);
    todo.push(part);
    return part;
  }

  function lead({ node, place, part }: Reference): void {
    const reference = String(Reflect.get(node, '$ref'));
    const at = pointerOf(place, part);
    const [path = '', fragment = ''] = reference.split('#', 2).map(unescape);
    const isAddress = /^([a-z][a-z0-9+.-]*:|\/)/i.test(path);
    const identified = isAddress ? placesOf(Object(part.value), '$id').get(path)?.at(-1) : undefined;
    if (identified !== undefined) {
      const within = endOf(lookUp(Object(part.value), `#${identified}`), fragment);
      if (within === undefined) throw new ContractError(name, at, `"${reference}" leads nowhere`);
      Reflect.set(node, '$ref', part.pointer + identified + within);
      return;
    }
    if (isAddress)
      throw new ContractError(
        name,
        at,
        `"${reference}" is not beside the document, and nothing is fetched; bundle it first, for example with npx @redocly/cli bundle`,
      );
    if (path !== '' && !/\.(ya?ml|json)$/i.test(path))
      throw new ContractError(name, at, `"${reference}" is no YAML or JSON file`);
    const target = path === '' ? part : partOf(resolve(dirname(part.file), path), at);
    const inner = endOf(target.value, fragment);
    if (inner === undefined) throw new ContractError(name, at, `"${reference}" leads nowhere`);
    Reflect.set(node, '$ref', target.pointer + inner);
  }

  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    const own = referencesIn(part);
    for (const reference of own) lead(reference);
    references.push(...own);
  }
  const others = [...parts.values()].slice(1).map(({ value }, index) => [String(index + 1), value] as const);
  if (others.length > 0) Reflect.set(document, FILES, Object.fromEntries(others));
  for (const { node, place, part } of references) {
    const pointer = String(Reflect.get(node, '$ref'));
    if (lookUp(document, pointer) === undefined)
      throw new ContractError(name, pointerOf(place, part), `"${pointer}" leads nowhere`);
  }
  for (const { node, place } of references) if (place.isNames) inlineNames(document, node);
  inlineOperations(document);
  return document;
}

/** What a fragment leads to, as the end of a JSON pointer; undefined for an anchor that is not there. */
function endOf(target: unknown, fragment: string): string | undefined {
  const isPointer = fragment === '' || fragment.startsWith('/');
  return isPointer ? fragment.replace(/\/$/, '') : placesOf(Object(target), '$anchor').get(fragment)?.at(-1);
}

/** Where the keys of a value are names. */
const OF_NAMES: ReadonlySet<string> = new Set(
  (
    'properties patternProperties $defs definitions dependentSchemas schemas responses parameters examples requestBodies ' +
    'headers securitySchemes links callbacks pathItems paths webhooks content encoding variables mapping'
  ).split(' '),
);

/** What holds data: a `$ref` there is none of the document's, unless it names a file. */
const OF_DATA: ReadonlySet<string> = new Set(['example', 'default', 'const', 'enum', 'value']);

/** The references of a part. Where data has a `$ref`, it is renamed, so that nobody takes it for one. */
function referencesIn(part: Part): Reference[] {
  const found: Reference[] = [];
  const seen = new Set<unknown>();
  const todo: Place[] = [{ value: part.value, key: '', above: undefined, isNames: false, isData: false }];
  for (let place = todo.pop(); place !== undefined; place = todo.pop()) {
    const { value, isNames, isData } = place;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (typeof Reflect.get(value, '$ref') === 'string') {
      if (isData && !isFile(String(Reflect.get(value, '$ref')))) renameReference(value);
      else found.push({ node: value, place, part });
    }
    for (const [key, below] of Object.entries<unknown>(Object(value))) {
      if (typeof below !== 'object' || below === null) continue;
      const isWord = !isNames && !Array.isArray(value);
      const holdsData = isWord && (OF_DATA.has(key) || (key === 'examples' && Array.isArray(below)));
      todo.push({
        value: below,
        key,
        above: place,
        isNames: isWord && !Array.isArray(below) && OF_NAMES.has(key),
        isData: isData || holdsData,
      });
    }
  }
  return found;
}

/** An example may stand in a file of its own. */
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

/** A path and an operation may stand elsewhere; then they are put where they are looked for. */
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

/** Names may stand elsewhere all together (`properties: { $ref: … }`), which few readers expect. */
function inlineNames(document: object, node: object): void {
  const names = inlined(document, node);
  Reflect.deleteProperty(node, '$ref');
  Object.assign(node, names, { ...node });
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
