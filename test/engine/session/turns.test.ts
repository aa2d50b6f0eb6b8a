import { expect, test } from 'vitest';

import { createTurns } from '../../../src/engine/session/turns.ts';

test('a maximum of tasks run at the same time, all start in order, and a failed task frees its place', async () => {
  const inTurn = createTurns(2);
  const started: number[] = [];
  let [open, most] = [0, 0];
  const tasks = [0, 1, 2, 3, 4].map((number) =>
    inTurn(async () => {
      started.push(number);
      open += 1;
      most = Math.max(most, open);
      await new Promise(setImmediate);
      open -= 1;
      if (number === 1) throw new Error('broken');
      return number;
    }),
  );
  const ended = await Promise.allSettled(tasks);
  expect(ended.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([0, 'failed', 2, 3, 4]);
  expect([started, most]).toEqual([[0, 1, 2, 3, 4], 2]);
  expect(await inTurn(async () => 'again')).toBe('again');
});
