import { expect, test } from 'vitest';

import { createOutbox } from '../../../src/engine/session/outbox.ts';
import type { CallbackOutcome, OutboxParts } from '../../../src/engine/session/outbox.ts';

const subject = { api: 'a', subscriber: 'me', type: 'T', count: 1, now: 0 };
const message = { url: 'http://127.0.0.1:1/secret?token=secret', headers: {}, body: '{}' };

function partsOf(more: Partial<OutboxParts> = {}): OutboxParts {
  return {
    left: 10_000_000,
    send: (): Promise<CallbackOutcome> => Promise.resolve({ status: 200 }),
    onDefect: () => undefined,
    ...more,
  };
}

test('the outboxes of a server share one limit of memory, and a closed outbox frees its part', () => {
  const parts = partsOf({ left: 1_000 });
  const [one, other] = [createOutbox(parts), createOutbox(parts)];
  expect([one.reserve(600), other.reserve(600)]).toEqual([true, false]);
  one.reserve(-200);
  expect(other.reserve(600)).toBe(true);
  one.close();
  expect(parts.left).toBe(400);
  expect(one.reserve(1)).toBe(false);
});

test('keeps the last 1000 attempts, with only the origin of the address', async () => {
  const outbox = createOutbox(partsOf());
  for (let count = 0; count < 2_500; count += 1) await outbox.send(message, { ...subject, now: count });
  expect(outbox.deliveries).toHaveLength(1_000);
  expect(outbox.droppedCount).toBe(1_500);
  expect(outbox.deliveries.at(-1)).toEqual({
    ...subject,
    now: 2_499,
    sequence: 2_500,
    to: 'http://127.0.0.1:1',
    outcome: { status: 200 },
  });
});

test('messages that wait are limited, for a session and for all of them', async () => {
  let answer: (outcome: CallbackOutcome) => void = () => undefined;
  const answered = new Promise<CallbackOutcome>((resolve) => (answer = resolve));
  const parts = partsOf({ send: () => answered });
  const outbox = createOutbox(parts);
  const outcomes = Array.from({ length: 1_001 }, () => outbox.send(message, subject));
  expect(await outcomes.at(-1)).toEqual({ problem: 'Too many messages wait for their receivers.' });
  answer({ status: 200 });
  expect(new Set(await Promise.all(outcomes.slice(0, -1)))).toEqual(new Set([{ status: 200 }]));
  // Only the kept attempts take memory.
  expect(parts.left).toBe(10_000_000 - 1_000 * 256);
  const small = createOutbox(partsOf({ left: 1_500 }));
  const large = { ...message, body: 'x'.repeat(1_000) };
  expect(await small.send(large, subject)).toEqual({ problem: 'Too many messages wait for their receivers.' });
});

test('a task that fails is reported, and the others go on', async () => {
  const defects: unknown[] = [];
  const outbox = createOutbox(partsOf({ onDefect: (defect) => defects.push(defect) }));
  let done = 0;
  outbox.run(() => Promise.reject(new Error('broken')));
  outbox.run(async () => {
    // A task may start another one.
    outbox.run(async () => void (done += 1));
    await Promise.resolve();
  });
  expect(outbox.isIdle).toBe(false);
  await outbox.settled();
  expect([outbox.isIdle, done, defects]).toEqual([true, 1, [new Error('broken')]]);
});
