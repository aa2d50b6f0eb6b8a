import type { DataValidationCxt } from 'ajv/dist/types/index.js';

import type { OwnKeyword, Validate } from './own-keyword.ts';
import type { ReferenceTarget } from './reference.ts';

/** Compiles the schemas beside the keyword. */
interface Schemas {
  targetOf(reference: string): ReferenceTarget;
  compile(schema: object): Validate;
}

/**
 * Ajv counts the items that other keywords have looked at, so it can't know which ones `contains` has, and it takes all
 * for looked at where one of several alternatives did. This looks at each item.
 */
export function unevaluatedItems(schemas: Schemas): OwnKeyword {
  return {
    keyword: 'unevaluatedItems',
    type: 'array',
    schemaType: ['object', 'boolean'],
    errors: false,
    error: { message: 'must not have items that no other keyword allows' },
    compile(schema: unknown, parentSchema: object) {
      const others = Object.entries(parentSchema).filter(([keyword]) => keyword !== 'unevaluatedItems');
      const parent: unknown = Object.fromEntries(others);
      return (items: readonly unknown[], context?: DataValidationCxt): boolean => {
        const seen = items.map(() => false);
        look(schemas, parent, items, seen);
        return items.every((item, index) => {
          const instancePath = `${context?.instancePath ?? ''}/${index}`;
          return seen[index] === true || accepts(schemas, schema, item, instancePath);
        });
      };
    },
  };
}

/** Marks the items of a list that a schema, which accepts the list, has looked at. */
function look(schemas: Schemas, schema: unknown, items: readonly unknown[], seen: boolean[]): void {
  if (typeof schema !== 'object' || schema === null) return;
  const word = (keyword: string): unknown => Reflect.get(schema, keyword);
  const inPlace = (each: unknown): void => look(schemas, each, items, seen);
  if (word('items') !== undefined || word('unevaluatedItems') !== undefined) seen.fill(true);
  seen.fill(true, 0, listOf(word('prefixItems')).length);
  const contained = word('contains');
  if (contained !== undefined)
    for (const [index, item] of items.entries()) if (accepts(schemas, contained, item)) seen[index] = true;
  listOf(word('allOf')).forEach(inPlace);
  for (const each of [...listOf(word('anyOf')), ...listOf(word('oneOf'))])
    if (accepts(schemas, each, items)) inPlace(each);
  const condition = word('if');
  if (condition !== undefined && accepts(schemas, condition, items)) [condition, word('then')].forEach(inPlace);
  else if (condition !== undefined) inPlace(word('else'));
  const reference = word('$ref');
  if (typeof reference === 'string') inPlace(schemas.targetOf(reference).schema());
}

function accepts(schemas: Schemas, schema: unknown, value: unknown, instancePath = ''): boolean {
  if (typeof schema !== 'object' || schema === null) return schema !== false;
  // Ajv remembers what it has compiled.
  const validate = schemas.compile(schema);
  return validate(value, { instancePath, parentData: [], parentDataProperty: 0, rootData: [], dynamicAnchors: {} });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
