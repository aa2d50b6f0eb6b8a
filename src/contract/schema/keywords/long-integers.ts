import type { DataValidationCxt } from 'ajv/dist/types/index.js';

import { DATA_REF } from '../../document.ts';

/** The context of a value in Ajv. */
type Context = Pick<DataValidationCxt, 'parentData' | 'parentDataProperty'>;

/**
 * The integers that a double would round, by the object or list that has the double in their place. Ajv has only
 * doubles. The keywords that need all digits use this map.
 */
const rounded = new WeakMap<object, Map<string, bigint>>();

/** Replaces long integers with doubles. `context` has the digits if the value itself is a long integer. */
export function toDoubles(value: unknown): { readonly value: unknown; readonly context?: DataValidationCxt } {
  if (typeof value !== 'bigint') return { value: hasLongInteger(value) ? copy(value) : value };
  const parentData = [Number(value)];
  rounded.set(parentData, new Map([['0', value]]));
  const context = { instancePath: '', parentData, parentDataProperty: 0, rootData: {}, dynamicAnchors: {} };
  return { value: parentData[0], context };
}

/** The value with all of its digits. */
export function exactly(value: unknown, context: Context | undefined): unknown {
  const parent: unknown = context?.parentData;
  if (typeof value !== 'number' || typeof parent !== 'object' || parent === null) return value;
  return rounded.get(parent)?.get(String(context?.parentDataProperty)) ?? value;
}

/** Whether two values are the same JSON, with all digits. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

/** Writes equal values as equal JSON: with sorted members, and all digits of numbers. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const digits = rounded.get(value);
  const text = (key: string, each: unknown): string => canonicalJson(digits?.get(key) ?? each);
  if (Array.isArray(value)) return `[${value.map((each, index) => text(String(index), each)).join()}]`;
  const members = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${text(key, each)}`);
  return `{${members.toSorted((first, second) => (first < second ? -1 : 1)).join()}}`;
}

/** Whether a number may have been rounded when it was parsed. */
export function isLong(value: unknown): boolean {
  return typeof value === 'bigint' || (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER);
}

/** Whether a value is or contains a number that may have been rounded when it was parsed. */
export function hasLong(value: unknown): boolean {
  return isLong(value) || (typeof value === 'object' && value !== null && Object.values(value).some(hasLong));
}

function hasLongInteger(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint';
  for (const key in value) if (key === DATA_REF || hasLongInteger(Reflect.get(value, key))) return true;
  return false;
}

function copy(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries<unknown>(Object(value)).map(
    ([key, each]) => [key === DATA_REF ? '$ref' : key, each] as const,
  );
  const copied: object = Array.isArray(value)
    ? value.map(copy)
    : Object.fromEntries(entries.map(([key, each]) => [key, copy(each)]));
  const long = entries.flatMap(([key, each]) => (typeof each === 'bigint' ? [[key, each] as const] : []));
  if (long.length > 0) rounded.set(copied, new Map(long));
  return copied;
}
