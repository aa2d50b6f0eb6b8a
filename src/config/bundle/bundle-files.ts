import { resolve } from 'node:path';

import { ContractError, pointerTo, valueAt } from '../../contract/document.ts';
import type { DynamicAnchors, OpenApiDocument } from '../../contract/document.ts';
import { unescapeComponent } from '../../contract/text/query.ts';
import { followData, inlineNames, inlineOperations } from './inline.ts';
import { pointerOf, referencesIn } from './references.ts';
import type { Reference } from './references.ts';
import { createSchemaResources } from './schema-resources.ts';
import type { Part } from './schema-resources.ts';

/** The source of a document with several files. */
export interface BundleOptions {
  readonly name: string;
  readonly file: string;
  /** Why another file must not be read. Undefined if it may be read. */
  refuse(file: string): string | undefined;
  /** Reads another file. @throws if it can't be read. */
  read(file: string): unknown;
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
    if (!/\.(ya?ml|json)$/i.test(path))
      throw new ContractError(name, at, `the reference "${reference}" must be a YAML or JSON file`);
    partOf(resolve(place.base.folder, path), at);
  }

  /** The target of a reference, as a pointer. Undefined if there is none. */
  function targetOf(reference: string, { place, part }: Reference): string | undefined {
    const path = pathOf(reference);
    const fragment = unescapeComponent(reference.slice(reference.indexOf('#') + 1 || Infinity));
    const isPointer = fragment === '' || fragment.startsWith('/');
    const end = fragment === '/' || !isPointer ? '' : fragment;
    const found = resources.find(reference, place.base);
    if (found !== undefined && valueAt(Object(found.part.value), `#${found.end}${end}`) !== undefined)
      return found.part.pointer + found.end + end;
    // A pointer below a `$id` may be relative to the whole file.
    const target = path === '' ? part : isAddress(path) ? undefined : parts.get(resolve(place.base.folder, path));
    if (target === undefined) return undefined;
    if (isPointer) return valueAt(Object(target.value), `#${end}`) === undefined ? undefined : target.pointer + end;
    const anchored = resources.find(`#${fragment}`, resources.enter(target));
    return anchored === undefined ? undefined : anchored.part.pointer + anchored.end;
  }

  function redirect(reference: Reference): void {
    const { node, place, part } = reference;
    const $ref: unknown = Reflect.get(node, '$ref');
    if (typeof $ref === 'string') {
      const target = targetOf($ref, reference);
      const reason = isAddress(pathOf($ref)) ? NOT_FETCHED : 'has no target';
      if (target === undefined)
        throw new ContractError(name, pointerOf(place, part), `the reference "${$ref}" ${reason}`);
      Reflect.set(node, '$ref', target);
    }
    const dynamic: unknown = Reflect.get(node, '$dynamicRef');
    const target = typeof dynamic === 'string' ? targetOf(dynamic, reference) : undefined;
    // A reference without a target is not changed, and is listed as a problem.
    if (target === undefined) return;
    const anchor: unknown = Reflect.get(Object(valueAt(document, target)), '$dynamicAnchor');
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
  'must be a file beside the document, because nothing is fetched; bundle the document first, for example with npx @redocly/cli bundle';

/** The part of a reference before its fragment. */
function pathOf(reference: string): string {
  return unescapeComponent(reference.split('#', 1)[0] ?? '');
}

function isAddress(path: string): boolean {
  return /^([a-z][a-z0-9+.-]*:|\/)/i.test(path);
}
