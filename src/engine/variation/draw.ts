// Seeded random numbers of the engine: 32-bit integer arithmetic, the same on every machine, without state.

/** Derives an independent key for a purpose. */
export function keyFor(key: number, purpose: string | number): number {
  if (typeof purpose === 'number') return mix(mix(key) ^ purpose);
  let bits = mix(key);
  for (let index = 0; index < purpose.length; index += 1) bits = mix(bits ^ (purpose.charCodeAt(index) + 1));
  return bits;
}

/** A uniform integer from 0 to limit - 1. */
export function drawBelow(key: number, limit: number): number {
  return Math.floor((mix(key) / 2 ** 32) * limit);
}

/** Shuffles a list (Fisher-Yates). */
export function shuffle<T>(key: number, list: readonly T[]): T[] {
  const left = [...list];
  const shuffled: T[] = [];
  while (left.length > 0) shuffled.push(...left.splice(drawBelow(keyFor(key, left.length), left.length), 1));
  return shuffled;
}

/** Spreads the bits of a 32-bit integer. */
function mix(value: number): number {
  let bits = (value + 0x9e3779b9) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}
