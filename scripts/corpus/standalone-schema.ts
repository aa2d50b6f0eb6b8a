import { keysOf } from '../../src/contract/document.ts';
import { patternOf } from '../../src/contract/schema/pattern.ts';

/** Whether a value is part of a request, which has no readOnly members, or a reply, which has no writeOnly ones. */
export type Direction = 'request' | 'reply';

type Tree = Record<string, unknown>;

const ONE = new Set(
  'items additionalProperties not if then else contains propertyNames unevaluatedItems unevaluatedProperties'.split(
    ' ',
  ),
);
const LIST = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const NAMED = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
const LEFT_OUT = new Set('example examples xml discriminator externalDocs nullable default $id $anchor'.split(' '));

/** The pattern of `format: byte` of OpenAPI 3.0, since JSON Schema has no such format. */
const BASE64 = { pattern: '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$' };

/** A schema of an OpenAPI document with its references resolved, and only with keywords of JSON Schema. */
export function standaloneSchema(document: object, schema: unknown, direction: Direction): Tree {
  const names = new Map<string, string>();
  const todo: string[] = [];
  const copy = (node: unknown): Tree | boolean => {
    if (typeof node === 'boolean') return node;
    return isTree(node) ? copySchema(node) : {};
  };

  function copySchema(node: Tree): Tree {
    const copied: Tree = {};
    for (const [keyword, word] of Object.entries(node)) {
      if (LEFT_OUT.has(keyword) || keyword.startsWith('x-')) continue;
      if (keyword === '$ref') copied['$ref'] = referTo(String(word));
      else if (ONE.has(keyword)) copied[keyword] = copy(word);
      else if (LIST.has(keyword)) copied[keyword] = Object.values(Object(word)).map(copy);
      else if (NAMED.has(keyword))
        copied[keyword] = Object.fromEntries(Object.entries(Object(word)).map(([name, each]) => [name, copy(each)]));
      else if (keyword === 'required' && Array.isArray(word))
        copied[keyword] = word.filter((name) => !isUnwanted(Object(node['properties'])[String(name)]));
      else if (keyword === 'format' && word === 'byte')
        copied['allOf'] = [...Object.values(Object(copied['allOf'])), BASE64];
      else if (keyword === 'pattern') Object.assign(copied, readablePattern(String(word)));
      else if (keyword !== 'required') copied[keyword] = word;
    }
    return copied;
  }

  function referTo(pointer: string): string {
    const known = names.get(pointer);
    if (known !== undefined) return `#/$defs/${known}`;
    const name = `d${names.size}`;
    names.set(pointer, name);
    todo.push(pointer);
    return `#/$defs/${name}`;
  }

  function isUnwanted(property: unknown): boolean {
    const mark = direction === 'request' ? 'readOnly' : 'writeOnly';
    return isTree(property) && (property[mark] === true || resolved(document, property)?.[mark] === true);
  }

  const root = copy(schema);
  const definitions: Tree = {};
  for (let pointer = todo.pop(); pointer !== undefined; pointer = todo.pop())
    definitions[names.get(pointer) ?? ''] = copy(lookUp(document, pointer));
  return { allOf: [root], $defs: definitions };
}

/** The validator uses the flag `u` for patterns, so unnecessary escapes and invalid patterns are removed. */
function readablePattern(pattern: string): { readonly pattern?: string } {
  for (const text of [pattern, pattern.replaceAll(/\\([@#%&~`'"<>,:;=! _-])/g, '$1')]) {
    if (patternOf(text, { isStrict: true }) !== undefined) return { pattern: text };
  }
  return {};
}

/** An object, its references followed. */
export function resolved(document: object, node: unknown): Tree | undefined {
  let value = node;
  for (let left = 20; left > 0 && isTree(value); left -= 1) {
    if (typeof value['$ref'] !== 'string') return value;
    value = lookUp(document, value['$ref']);
  }
  return undefined;
}

function lookUp(document: object, pointer: string): unknown {
  let node: unknown = document;
  for (const key of keysOf(pointer))
    node = typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined;
  return node;
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
