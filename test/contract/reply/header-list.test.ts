import { expect, test } from 'vitest';

import { splitHeader, unquote } from '../../../src/contract/reply/header-list.ts';

test.for([
  { text: 'a, b;c', want: ['a', 'b', 'c'] },
  { text: 'a="b, c;d", e', want: ['a="b, c;d"', 'e'] },
  { text: String.raw`a="b\", c", d`, want: [String.raw`a="b\", c"`, 'd'] },
  { text: 'a="b, c', want: ['a="b, c'] },
  { text: ' ,;, ', want: [] },
  { text: '', want: [] },
])('splits $text outside of quotes', ({ text, want }) => {
  expect(splitHeader(text, ',;')).toEqual(want);
});

test.for([
  { word: 'plain', want: 'plain' },
  { word: '"late, twice"', want: 'late, twice' },
  { word: String.raw`"a \"quoted\" \\ word"`, want: String.raw`a "quoted" \ word` },
  { word: '"', want: '"' },
  { word: '""', want: '' },
])('reads the word $word as $want', ({ word, want }) => {
  expect(unquote(word)).toBe(want);
});
