import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { below, draw, hashOf, keyOf, mix } from '../../../src/campus/hash.ts';
import { createPermutation } from '../../../src/campus/ids/permutation.ts';
import { upTo } from '../support.ts';

const anyKey = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

test('a permutation has each value once, and can be undone', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 700 }), anyKey, (size, key) => {
      const { forward, backward } = createPermutation(size, key);
      expect(new Set(upTo(size).map(forward))).toEqual(new Set(upTo(size)));
      expect(upTo(size).map((value) => backward(forward(value)))).toEqual(upTo(size));
    }),
  );
});

test('a permutation of any size stays within it and can be undone', () => {
  const sizeAndValue = fc
    .integer({ min: 1, max: 9e14 })
    .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size - 1 })));
  fc.assert(
    fc.property(sizeAndValue, anyKey, ([size, value], key) => {
      const { forward, backward } = createPermutation(size, key);
      expect(forward(value)).toBeGreaterThanOrEqual(0);
      expect(forward(value)).toBeLessThan(size);
      expect(backward(forward(value))).toBe(value);
      expect(forward(backward(value))).toBe(value);
    }),
  );
});

test('numbers below a limit are integers, in range and evenly distributed', () => {
  const counts = upTo(10).map(() => 0);
  for (const number of upTo(10_000)) {
    const drawn = below(draw(hashOf(keyOf(1, 'spread'), number), 0), 10);
    counts[drawn] = (counts[drawn] ?? Number.NaN) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});

test('different seeds and purposes give different keys', () => {
  const seeds = [...upTo(500), -1, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
  const keys = seeds.flatMap((seed) => [keyOf(seed, 'a'), keyOf(seed, 'b')]);
  expect(new Set(keys).size).toBe(keys.length);
});

test('the arithmetic is the same on all platforms, since a seed determines these numbers', () => {
  expect([mix(0), mix(1), mix(-1), keyOf(1, 'learner'), hashOf(7, 7), draw(7, 7)]).toMatchInlineSnapshot(`
    [
      0,
      -2032993677,
      -1716132221,
      185183919,
      982695245,
      1807623430,
    ]
  `);
});
