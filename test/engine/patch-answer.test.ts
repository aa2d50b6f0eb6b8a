import { expect, test } from 'vitest';

import { patchAnswer } from '../../src/engine/patch-answer.ts';
import { RuleBreach } from '../../src/engine/rule.ts';

test('rows are checked before the first is sent, as far as a few hundred; later ones as they come', () => {
  let made = 0;
  function* rows(): Iterable<unknown> {
    for (; made < 1_000_000; made += 1) yield { made };
  }
  const checks = {
    body: undefined,
    row: (row: unknown) => (JSON.stringify(row).includes('500') ? 'it has 500' : undefined),
  };
  const answer = patchAnswer({ kind: 'rows', status: 200, rows: rows() }, { added: true }, checks);
  expect(made).toBeLessThan(1000);
  const read: unknown[] = [];
  expect(() => {
    if (answer.kind === 'rows') for (const row of answer.rows) read.push(row);
  }).toThrow(RuleBreach);
  expect(read).toHaveLength(500);
  expect(read[499]).toEqual({ made: 499, added: true });
});
