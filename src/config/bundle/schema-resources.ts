import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { DynamicAnchors } from '../../contract/document.ts';

/** A file of the document, and its place in the bundled document. */
export interface Part {
  readonly file: string;
  readonly value: unknown;
  readonly pointer: string;
}

/** A node of a part. */
export interface Target {
  readonly part: Part;
  /** The place in its file, as the end of a JSON pointer. */
  readonly end: string;
}

/** The base of the references below a node. */
export interface Base {
  /** The address of the resource by its `$id`s, without a fragment. */
  readonly address: string;
  /** The folder of relative files. */
  readonly folder: string;
  /** The schema resource, for its dynamic anchors. Absent outside of schemas. */
  readonly resource: object | undefined;
}

/** The schema resources in the files of a document, named by `$id`, `$anchor` and `$dynamicAnchor`. */
export interface SchemaResources {
  /** The resources with a dynamic anchor or a `$id`. */
  readonly dynamicAnchors: DynamicAnchors;
  /** The base of the references in a file. */
  enter(part: Part): Base;
  /** Registers the names of a node. Returns the base of its references. */
  register(node: object, outer: Base, target: () => Target): Base;
  /** The target of a reference, if it is the address of a resource, or an anchor. */
  find(reference: string, base: Base): Target | undefined;
}

export function createSchemaResources(): SchemaResources {
  const targets = new Map<string, Target>();
  const dynamicAnchors = new Map<object, Map<string, string>>();
  let hasDynamicAnchors = false;

  function enter({ file, value }: Part): Base {
    const { $self, $id, openapi, swagger }: Readonly<Record<string, unknown>> = Object(value);
    const isDocument = openapi !== undefined || swagger !== undefined;
    const own = isDocument ? $self : $id;
    const address = pathToFileURL(file).href;
    return {
      address: typeof own === 'string' ? addressOf(own, address) : address,
      folder: dirname(file),
      resource: isDocument ? undefined : Object(value),
    };
  }

  function register(node: object, outer: Base, target: () => Target): Base {
    const { $id, $anchor, $dynamicAnchor }: { $id?: unknown; $anchor?: unknown; $dynamicAnchor?: unknown } = node;
    const base = typeof $id === 'string' && !$id.startsWith('#') ? enterId(node, $id, outer) : outer;
    if (base !== outer) targets.set(base.address, target());
    for (const name of [$anchor, $dynamicAnchor])
      if (typeof name === 'string') targets.set(`${base.address}#${name}`, target());
    if (typeof $dynamicAnchor === 'string' && base.resource !== undefined) {
      hasDynamicAnchors = true;
      const anchors = dynamicAnchors.get(base.resource) ?? new Map<string, string>();
      const { part, end } = target();
      dynamicAnchors.set(base.resource, anchors.set($dynamicAnchor, part.pointer + end));
    }
    return base;
  }

  function enterId(node: object, id: string, { address, folder }: Base): Base {
    dynamicAnchors.set(node, new Map());
    const isAddress = /^([a-z][a-z0-9+.-]*:|\/)/i.test(id);
    return {
      address: addressOf(id, address),
      folder: isAddress ? folder : resolve(folder, id.replace(/[^/]*$/, '')),
      resource: node,
    };
  }

  function find(reference: string, base: Base): Target | undefined {
    const [path = '', fragment = ''] = reference.split('#', 2);
    const address = path === '' ? base.address : addressOf(path, base.address);
    const isPointer = fragment === '' || fragment.startsWith('/');
    return targets.get(isPointer ? address : `${address}#${fragment}`);
  }

  return {
    get dynamicAnchors() {
      return hasDynamicAnchors ? dynamicAnchors : NONE;
    },
    enter,
    register,
    find,
  };
}

const NONE: DynamicAnchors = new Map();

/** Resolves an address by RFC 3986. One that can't be resolved is not changed. */
function addressOf(reference: string, base: string): string {
  const url = URL.canParse(reference, base) ? new URL(reference, base).href : reference;
  return url.replace(/#.*$/, '');
}
