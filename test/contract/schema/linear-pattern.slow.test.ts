import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { checkSync } from 'recheck';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { isLinearPattern } from '../../../src/contract/schema/linear-pattern.ts';
import { root } from '../../support/processes/server-process.ts';

function complexityOf(pattern: string): string {
  const { status, complexity } = { complexity: undefined, ...checkSync(pattern, 'u') };
  return status === 'unknown' ? status : (complexity?.type ?? status);
}

function patternsIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    key === 'pattern' && typeof value === 'string' ? [value] : patternsIn(value),
  );
}

describe('the patterns of the contracts', () => {
  const files = ['moocit', 'stackone', 'ispring', 'helsinki', 'control'].map((name) => `${name}.yaml`);

  test.each(files)('in %s are all linear', (file) => {
    const patterns = patternsIn(parse(readFileSync(join(root, 'specs', file), 'utf8')));
    expect(patterns.length).toBeGreaterThan(0);
    expect(patterns.map((pattern) => [pattern, complexityOf(pattern)])).toEqual(
      patterns.map((pattern) => [pattern, expect.stringMatching(/^(safe|linear)$/)]),
    );
  });
});

describe('a linear pattern', () => {
  test.each([
    String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$`,
    '^[a-z][a-z0-9_-]{0,62}$',
    '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
    String.raw`^\S+$`,
    '^(red|green|blue)$',
    String.raw`^\p{Lu}\p{L}*$`,
  ])('may be %s', (pattern) => {
    expect([isLinearPattern(pattern), complexityOf(pattern)]).toEqual([true, expect.stringMatching(/^(safe|linear)$/)]);
  });

  test.each([
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|aa)+$',
    'a+$',
    '^a*a*$',
    '^.*x.*y$',
    String.raw`^(\w+\s?)*$`,
    '(?=(a+))a*b',
    String.raw`^(a*)\1$`,
    '^a*|b*c$',
    '^(a{0,30}){0,30}$',
    'a{0,5000}b',
  ])('is not %s', (pattern) => {
    expect(isLinearPattern(pattern)).toBe(false);
  });

  test('is linear for recheck as well, for any generated pattern', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '.', String.raw`\w`, String.raw`\d`, '[^a]');
    const repeat = fc.constantFrom('', '', '?', '*', '+', '{2}', '{0,3}', '*?');
    const { pattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
      pattern: fc
        .array(fc.array(tie('piece'), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 })
        .map((choices) => choices.map((pieces) => pieces.join('')).join('|')),
      piece: fc
        .tuple(
          fc.oneof(
            { maxDepth: 2 },
            atom,
            tie('pattern').map((inner) => `(${inner})`),
          ),
          repeat,
        )
        .map((parts) => parts.join('')),
    }));
    const anchored = fc
      .tuple(fc.constantFrom('', '^'), pattern, fc.constantFrom('', '$'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(anchored.filter(isLinearPattern), (source) => {
        expect(complexityOf(source)).toMatch(/^(safe|linear|unknown)$/);
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});
