import { valueAt } from '../../contract/document.ts';

/** An object of a document. */
export type Tree = Record<string, unknown>;

/** The kind of an object in a document, by the names of OpenAPI. Headers have the form of parameters. */
export type NodeKind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'mediaType'
  | 'encoding'
  | 'example'
  | 'schema';

/** An object of a document, and its kind. */
export interface DocumentNode {
  readonly kind: NodeKind;
  readonly value: Tree;
}

const OPERATIONS = Object.fromEntries(
  'get put post delete options head patch trace query'.split(' ').map((method) => [method, 'one operation']),
);

/** The kinds of the members of each kind of object, in all versions: `<form> <kind>`. Other members are scalars or data. */
const PARTS: Readonly<Record<NodeKind, Readonly<Record<string, string>>>> = {
  document: {
    paths: 'map pathItem',
    webhooks: 'map pathItem',
    components: 'one components',
    definitions: 'map schema',
    parameters: 'map parameter',
    responses: 'map response',
  },
  components: {
    schemas: 'map schema',
    parameters: 'map parameter',
    headers: 'map parameter',
    requestBodies: 'map requestBody',
    responses: 'map response',
    pathItems: 'map pathItem',
    mediaTypes: 'map mediaType',
  },
  pathItem: { ...OPERATIONS, additionalOperations: 'map operation', parameters: 'list parameter' },
  operation: { parameters: 'list parameter', requestBody: 'one requestBody', responses: 'map response' },
  parameter: { schema: 'one schema', content: 'map mediaType', examples: 'map example' },
  requestBody: { content: 'map mediaType' },
  response: { headers: 'map parameter', content: 'map mediaType', schema: 'one schema' },
  mediaType: {
    schema: 'one schema',
    itemSchema: 'one schema',
    examples: 'map example',
    encoding: 'map encoding',
    prefixEncoding: 'list encoding',
    itemEncoding: 'one encoding',
  },
  encoding: { headers: 'map parameter' },
  example: {},
  schema: {
    ...Object.fromEntries(
      (
        'items additionalProperties not if then else contains propertyNames unevaluatedItems unevaluatedProperties ' +
        'contentSchema'
      )
        .split(' ')
        .map((keyword) => [keyword, 'one schema']),
    ),
    ...Object.fromEntries(['allOf', 'anyOf', 'oneOf', 'prefixItems'].map((keyword) => [keyword, 'list schema'])),
    ...Object.fromEntries(
      ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'].map((keyword) => [
        keyword,
        'map schema',
      ]),
    ),
  },
};

/**
 * The objects of a document, each once for each kind of use, with the targets of references. So the value of an example is
 * never treated as a schema, and an object that YAML aliases share is listed once.
 */
export function nodesOf(document: Tree): readonly DocumentNode[] {
  const found: DocumentNode[] = [];
  const seen = new Map<NodeKind, Set<Tree>>();
  const todo: { readonly kind: NodeKind; readonly value: unknown }[] = [{ kind: 'document', value: document }];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { kind, value } = next;
    if (!isTree(value)) continue;
    const ofKind = seen.get(kind) ?? new Set<Tree>();
    seen.set(kind, ofKind);
    if (ofKind.has(value)) continue;
    ofKind.add(value);
    found.push({ kind, value });
    if (typeof value['$ref'] === 'string') todo.push({ kind, value: lookUp(document, value['$ref']) });
    for (const [key, description] of Object.entries(PARTS[kind])) {
      const below = value[key];
      if (typeof below !== 'object' || below === null) continue;
      const [form, name = ''] = description.split(' ');
      const children = form === 'one' && !Array.isArray(below) ? [below] : Object.values(below);
      if (isKind(name)) for (const child of children) todo.push({ kind: name, value: child });
    }
  }
  return found;
}

/**
 * Replaces parts that are null, as a key of YAML without a value: `requestBody:` is removed, and a name in a map, such as a
 * property, a path or a status, gets an empty object.
 */
export function replaceEmptyParts(document: Tree): void {
  for (const { kind, value } of nodesOf(document)) {
    for (const [key, description] of Object.entries(PARTS[kind])) {
      const part = value[key];
      if (part === null) delete value[key];
      if (!description.startsWith('map') || !isTree(part)) continue;
      for (const [name, entry] of Object.entries(part)) if (entry === null) part[name] = {};
    }
  }
}

/** Follows references within the document. Undefined if there is no target. */
export function resolveIn(
  document: Tree,
  node: unknown,
): { readonly value: Tree; readonly pointer?: string } | undefined {
  let value = node;
  let pointer: string | undefined;
  for (let left = 20; left > 0 && isTree(value); left -= 1) {
    if (typeof value['$ref'] !== 'string') return pointer === undefined ? { value } : { value, pointer };
    pointer = value['$ref'];
    value = lookUp(document, pointer);
  }
  return undefined;
}

function lookUp(document: Tree, reference: string): unknown {
  return reference.startsWith('#/') ? valueAt(document, reference) : undefined;
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members that are objects. */
export function treesIn(value: unknown): readonly (readonly [string, Tree])[] {
  return isTree(value)
    ? Object.entries(value).flatMap(([key, each]) => (isTree(each) ? [[key, each] as const] : []))
    : [];
}

function isKind(name: string): name is NodeKind {
  return Object.hasOwn(PARTS, name);
}
