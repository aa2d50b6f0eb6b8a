import { str } from 'ajv/dist/2020.js';
import type { DataValidationCxt } from 'ajv/dist/types/index.js';

import { quote } from '../../violation.ts';
import { exactly, hasLong, isLong, isSame } from './long-integers.ts';
import type { OwnKeyword } from './own-keyword.ts';

type Number64 = number | bigint;

/** JavaScript compares a double and a bigint by their values, so a limit and a value may have different types. */
const LIMITS = {
  minimum: { sign: '>=', holds: (value: Number64, limit: Number64) => value >= limit },
  maximum: { sign: '<=', holds: (value: Number64, limit: Number64) => value <= limit },
  exclusiveMinimum: { sign: '>', holds: (value: Number64, limit: Number64) => value > limit },
  exclusiveMaximum: { sign: '<', holds: (value: Number64, limit: Number64) => value < limit },
} as const;

const RANGE_OF_INT64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

/**
 * The keyword that checks with all digits, to replace one that checks doubles. Undefined if doubles are exact enough:
 * limits, lists and constants up to 2^53.
 */
export function exactKeywordOf(keyword: string, word: unknown): string | undefined {
  if (keyword === 'format') return word === 'int64' ? 'exact-int64' : undefined;
  if (Object.hasOwn(LIMITS, keyword)) return isLong(word) ? `exact-${keyword}` : undefined;
  return (keyword === 'enum' || keyword === 'const') && hasLong(word) ? `exact-${keyword}` : undefined;
}

export const EXACT_KEYWORDS: readonly OwnKeyword[] = [
  ...Object.entries(LIMITS).map(([name, { sign, holds }]): OwnKeyword => {
    return {
      keyword: `exact-${name}`,
      type: 'number',
      errors: false,
      error: { message: ({ schema }) => `must be ${sign} ${String(schema)}` },
      validate: (limit: Number64, value: number, _parent?: unknown, context?: DataValidationCxt) =>
        holds(numberOf(value, context), limit),
    };
  }),
  {
    keyword: 'exact-enum',
    errors: false,
    error: { message: ({ schema }) => str`must be one of ${quote(schema)}` },
    validate: (words: readonly unknown[], value: unknown, _parent?: unknown, context?: DataValidationCxt) =>
      words.some((word) => isSame(word, exactly(value, context))),
  },
  {
    keyword: 'exact-const',
    errors: false,
    error: { message: ({ schema }) => str`must be ${quote(schema)}` },
    validate: (word: unknown, value: unknown, _parent?: unknown, context?: DataValidationCxt) =>
      isSame(word, exactly(value, context)),
  },
  {
    keyword: 'exact-int64',
    type: 'number',
    errors: false,
    error: { message: `must be between ${RANGE_OF_INT64.least} and ${RANGE_OF_INT64.most}` },
    validate: (_word: unknown, value: number, _parent?: unknown, context?: DataValidationCxt) => {
      const exact = numberOf(value, context);
      return exact >= RANGE_OF_INT64.least && exact <= RANGE_OF_INT64.most;
    },
  },
];

function numberOf(value: number, context: DataValidationCxt | undefined): Number64 {
  const exact = exactly(value, context);
  return typeof exact === 'bigint' ? exact : value;
}
