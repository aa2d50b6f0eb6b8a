import { createHash } from 'node:crypto';

/** How late an answer comes: always the same, or drawn for each call. */
export type Latency =
  | { readonly delayMs: number }
  | { readonly uniform: { readonly minMs: number; readonly maxMs: number } }
  /** Most near the median, few far above it, as on a network; sigma is that of the logarithm, 0.5 is usual. */
  | { readonly lognormal: { readonly medianMs: number; readonly sigma: number } };

/** No answer is held back longer: a client that waits for minutes waits for ever. */
export const MAX_DELAY_MS = 300_000;

/** The delay of one call, in whole milliseconds. The same key draws the same, on any machine. */
export function drawDelayMs(latency: Latency, key: string): number {
  if ('delayMs' in latency) return latency.delayMs;
  const [first, second] = drawTwo(key);
  if ('uniform' in latency) {
    const { minMs, maxMs } = latency.uniform;
    return Math.round(minMs + first * (maxMs - minMs));
  }
  // Box and Muller: two even draws make a normal one. The first is never 0, which has no logarithm.
  const normal = Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
  const { medianMs, sigma } = latency.lognormal;
  return Math.min(MAX_DELAY_MS, Math.round(medianMs * Math.exp(sigma * normal)));
}

/** Two numbers from 0 up to 1. */
function drawTwo(key: string): readonly [number, number] {
  const digest = createHash('sha256').update(key).digest();
  return [digest.readUInt32BE(0) / 2 ** 32, digest.readUInt32BE(4) / 2 ** 32];
}
