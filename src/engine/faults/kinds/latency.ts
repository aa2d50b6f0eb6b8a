import { createHash } from 'node:crypto';

import type { FaultKind } from '../fault-kind.ts';
import { count } from '../schema-parts.ts';

/** The delay of an answer: fixed, or random for each call. */
type Latency =
  | { readonly delayMs: number }
  | { readonly uniform: { readonly minMs: number; readonly maxMs: number } }
  /** Most delays are near the median, few far above it, as on a network. `sigma` belongs to the logarithm; 0.5 is usual. */
  | { readonly lognormal: { readonly medianMs: number; readonly sigma: number } };

/** Maximum delay. */
const MAX_DELAY_MS = 300_000;

const milliseconds = count(0, MAX_DELAY_MS);

/** Delays the answer. */
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

/** The delay of one call, in whole milliseconds. The same key gives the same delay on every machine. */
function drawDelayMs(fault: Latency, key: string): number {
  if ('delayMs' in fault) return fault.delayMs;
  const [first, second] = drawTwo(key);
  if ('uniform' in fault) {
    const { minMs, maxMs } = fault.uniform;
    return Math.round(minMs + first * (maxMs - minMs));
  }
  // Box-Muller transform of two uniform numbers. 1 - first is never 0, which has no logarithm.
  const normal = Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
  const { medianMs, sigma } = fault.lognormal;
  return Math.min(MAX_DELAY_MS, Math.round(medianMs * Math.exp(sigma * normal)));
}

/** Two uniform numbers from 0 to 1, without 1. */
function drawTwo(key: string): readonly [number, number] {
  const digest = createHash('sha256').update(key).digest();
  return [digest.readUInt32BE(0) / 2 ** 32, digest.readUInt32BE(4) / 2 ** 32];
}
