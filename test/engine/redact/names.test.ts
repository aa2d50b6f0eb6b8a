import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { escapePattern } from '../../../src/engine/redact/names.ts';

test('the pattern of a text matches the text and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 20 }), (text, other) => {
      const pattern = new RegExp(`^(?:${escapePattern(text)})$`);
      expect(pattern.test(text)).toBe(true);
      expect(pattern.test(other)).toBe(other === text);
    }),
  );
  expect(escapePattern('a-b (1)')).toBe(String.raw`a\x2db\x20\x281\x29`);
});
