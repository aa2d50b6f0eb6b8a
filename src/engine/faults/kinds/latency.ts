import { createHash } from 'node:crypto';

import type { FaultKind } from '../fault-kind.ts';
import { count } from '../schema-parts.ts';

/** How late an answer comes: always the same, or drawn for each call. */
type Latency =
  | { readonly delayMs: number }
  | { readonly uniform: { readonly minMs: number; readonly maxMs: number } }
  /** Most near the median, few far above it, as on a network; sigma is that of the logarithm, 0.5 is usual. */
  | { readonly lognormal: { readonly medianMs: number; readonly sigma: number } };

/** No answer is held back longer: a client that waits for minutes waits for ever. */
const MAX_DELAY_MS = 300_000;

const milliseconds = count(0, MAX_DELAY_MS);

/** The answer comes late. */
export const latency: FaultKind<
  { readonly kind: 'latency' } & Latency,
  { readonly kind: 'latency'; readonly delayMs: number }
> = {
  members: {
    delayMs: milliseconds,
    uniform: {
      type: 'object',
      required: ['minMs', 'maxMs'],
      additionalProperties: false,
      properties: { minMs: milliseconds, maxMs: milliseconds },
      description: '{ "minMs": …, "maxMs": … }',
    },
    lognormal: {
      type: 'object',
      required: ['medianMs', 'sigma'],
      additionalProperties: false,
      properties: {
        medianMs: milliseconds,
        sigma: { type: 'number', minimum: 0, maximum: 5, description: 'a number from 0 to 5' },
      },
      description: '{ "medianMs": …, "sigma": … }',
    },
  },
  endsConnection: false,
  delaysHead: true,
  problemOf(fault) {
    if (['delayMs', 'uniform', 'lognormal'].filter((name) => name in fault).length !== 1)
      return { problem: 'a latency must have one of delayMs, uniform and lognormal' };
    if ('uniform' in fault && fault.uniform.minMs > fault.uniform.maxMs)
      return { member: 'uniform', problem: 'minMs must not be more than maxMs' };
    return undefined;
  },
  settle: (fault, key) => ({ kind: fault.kind, delayMs: drawDelayMs(fault, key) }),
  async send(wire, { delayMs }) {
    await wire.pause(delayMs);
    return wire.sendReply();
  },
};

/** The delay of one call, in whole milliseconds. The same key draws the same, on any machine. */
function drawDelayMs(fault: Latency, key: string): number {
  if ('delayMs' in fault) return fault.delayMs;
  const [first, second] = drawTwo(key);
  if ('uniform' in fault) {
    const { minMs, maxMs } = fault.uniform;
    return Math.round(minMs + first * (maxMs - minMs));
  }
  // Box and Muller: two even draws make a normal one. The first is never 0, which has no logarithm.
  const normal = Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
  const { medianMs, sigma } = fault.lognormal;
  return Math.min(MAX_DELAY_MS, Math.round(medianMs * Math.exp(sigma * normal)));
}

/** Two numbers from 0 up to 1. */
function drawTwo(key: string): readonly [number, number] {
  const digest = createHash('sha256').update(key).digest();
  return [digest.readUInt32BE(0) / 2 ** 32, digest.readUInt32BE(4) / 2 ** 32];
}
