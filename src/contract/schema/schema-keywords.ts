import { str } from 'ajv/dist/2020.js';
import type { KeywordDefinition } from 'ajv/dist/2020.js';

/** A keyword of JSON Schema that Ajv is given another implementation of. */
export type OwnKeyword = KeywordDefinition & { readonly keyword: string };

/** Ajv compares each item with all others, where they are objects: a megabyte of them would take hours. */
const uniqueItems: OwnKeyword = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  errors: false,
  error: { message: 'must not have an item twice' },
  validate: (isWanted: boolean, items: readonly unknown[]) =>
    !isWanted || new Set(items.map(canonicalJson)).size === items.length,
};

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, node: unknown) =>
    typeof node === 'object' && node !== null && !Array.isArray(node)
      ? Object.fromEntries(Object.entries(node).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : node,
  );
}

/** 0.07 / 0.01 is 7.000000000000001: a quotient may be off by the rounding of its three numbers. */
const multipleOf: OwnKeyword = {
  keyword: 'multipleOf',
  type: 'number',
  schemaType: 'number',
  errors: false,
  error: { message: ({ schemaCode }) => str`must be multiple of ${schemaCode}` },
  validate: (divisor: number, value: number) => {
    const quotient = value / divisor;
    return Math.abs(quotient - Math.round(quotient)) <= 4 * Number.EPSILON * Math.max(1, Math.abs(quotient));
  },
};

export const OWN_KEYWORDS: readonly OwnKeyword[] = [uniqueItems, multipleOf];
