import { _, str } from 'ajv/dist/2020.js';
import type { KeywordCxt } from 'ajv/dist/2020.js';
import type { DataValidationCxt } from 'ajv/dist/types/index.js';

import { EXACT_KEYWORDS } from './exact-keywords.ts';
import { canonicalJson, exactly } from './long-integers.ts';
import type { OwnKeyword } from './own-keyword.ts';

/** Replaces Ajv's keyword, which compares each object with all others: a megabyte of them would take hours. */
const uniqueItems: OwnKeyword = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  errors: false,
  error: { message: 'must not have duplicate items' },
  validate: (isRequired: boolean, items: readonly unknown[]) =>
    !isRequired ||
    new Set(items.map((item, index) => canonicalJson(exactly(item, { parentData: items, parentDataProperty: index }))))
      .size === items.length,
};

/** 0.07 / 0.01 is 7.000000000000001: a quotient has the rounding errors of three numbers. */
const multipleOf: OwnKeyword = {
  keyword: 'multipleOf',
  type: 'number',
  schemaType: 'number',
  errors: false,
  error: { message: ({ schemaCode }) => str`must be multiple of ${schemaCode}` },
  validate: (divisor: number, value: number, _parent?: unknown, context?: DataValidationCxt) => {
    const exact = exactly(value, context);
    if (typeof exact === 'bigint' && Number.isSafeInteger(divisor)) return exact % BigInt(divisor) === 0n;
    const quotient = value / divisor;
    return Math.abs(quotient - Math.round(quotient)) <= 4 * Number.EPSILON * Math.max(1, Math.abs(quotient));
  },
};

/**
 * Replaces Ajv's keyword, which marks the members of `if` as evaluated even if it doesn't match, and ignores `if` without
 * `then` and `else`.
 */
const conditional: OwnKeyword = {
  keyword: 'if',
  schemaType: ['object', 'boolean'],
  trackErrors: true,
  error: {
    message: ({ params }) => str`must match "${params['clause']}" schema`,
    params: ({ params }) => _`{failingKeyword: ${params['clause']}}`,
  },
  code(cxt: KeywordCxt) {
    const { gen, parentSchema } = cxt;
    const valid = gen.let('valid', true);
    const clause = gen.let('clause');
    const isMatch = gen.name('_valid');
    cxt.setParams({ clause });
    const matched = cxt.subschema(
      { keyword: 'if', compositeRule: true, createErrors: false, allErrors: false },
      isMatch,
    );
    cxt.mergeValidEvaluated(matched, isMatch);
    cxt.reset();
    const apply = (keyword: 'then' | 'else') => (): void => {
      if (parentSchema[keyword] === undefined) return;
      const isApplied = gen.name('_valid');
      const applied = cxt.subschema({ keyword }, isApplied);
      gen.assign(valid, isApplied);
      cxt.mergeValidEvaluated(applied, isApplied);
      gen.assign(clause, _`${keyword}`);
    };
    gen.if(isMatch, apply('then'), apply('else'));
    cxt.pass(valid, () => cxt.error(true));
  },
};

export const OWN_KEYWORDS: readonly OwnKeyword[] = [uniqueItems, multipleOf, conditional, ...EXACT_KEYWORDS];
