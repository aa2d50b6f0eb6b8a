import type { DataValidationCxt } from 'ajv/dist/types/index.js';

import type { OwnKeyword, Validate } from './own-keyword.ts';
import type { ReferenceTarget } from './reference.ts';

/** Compiles the schemas beside the keyword. */
interface Schemas {
  targetOf(reference: string): ReferenceTarget;
  compile(schema: object): Validate;
}

/**
 * Replaces Ajv's keyword, which counts the evaluated items. It can't know which items `contains` has evaluated, and if one
 * of several alternatives evaluates all items, it treats all as evaluated. This keyword checks each item.
 */
export function unevaluatedItems(schemas: Schemas): OwnKeyword {
  return {
    keyword: 'unevaluatedItems',
    type: 'array',
    schemaType: ['object', 'boolean'],
    errors: false,
    error: { message: 'must not have unevaluated items' },
    compile(schema: unknown, parentSchema: object) {
      const others = Object.entries(parentSchema).filter(([keyword]) => keyword !== 'unevaluatedItems');
      const parent: unknown = Object.fromEntries(others);
      return (items: readonly unknown[], context?: DataValidationCxt): boolean => {
        const evaluated = items.map(() => false);
        markEvaluated(schemas, parent, items, evaluated);
        return items.every((item, index) => {
          const instancePath = `${context?.instancePath ?? ''}/${index}`;
          return evaluated[index] === true || accepts(schemas, schema, item, instancePath);
        });
      };
    },
  };
}

/** Marks the items that a schema evaluates. The schema must accept the list. */
function markEvaluated(schemas: Schemas, schema: unknown, items: readonly unknown[], evaluated: boolean[]): void {
  if (typeof schema !== 'object' || schema === null) return;
  const word = (keyword: string): unknown => Reflect.get(schema, keyword);
  const inPlace = (each: unknown): void => markEvaluated(schemas, each, items, evaluated);
  if (word('items') !== undefined || word('unevaluatedItems') !== undefined) evaluated.fill(true);
  evaluated.fill(true, 0, listOf(word('prefixItems')).length);
  const contained = word('contains');
  if (contained !== undefined)
    for (const [index, item] of items.entries()) if (accepts(schemas, contained, item)) evaluated[index] = true;
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
  // Ajv caches compiled schemas.
  const validate = schemas.compile(schema);
  return validate(value, { instancePath, parentData: [], parentDataProperty: 0, rootData: [], dynamicAnchors: {} });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
