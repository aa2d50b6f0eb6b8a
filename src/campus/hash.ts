// Everything seeded is drawn here: 32-bit integer arithmetic, the same on every machine, no state.

// By names of their own they are less code, and V8 inlines only so much of it into one function.
const { floor, imul } = Math;

const GOLDEN = 0x9e3779b9;

/**
 * Spreads the lowest 32 bits of a whole number; no two of those give the same output.
 *
 * Signed, like every hash here: V8 keeps those in a register, and allocates for a number above 2^31.
 */
export function mix(value: number): number {
  let bits = imul(value ^ (value >>> 16), 0x21f0aaad);
  bits = imul(bits ^ (bits >>> 15), 0x735a2d97);
  return bits ^ (bits >>> 15);
}

/** The key of one purpose under one seed. What is drawn for one purpose says nothing about another. */
export function keyOf(seed: number, purpose: string): number {
  let key = mix(mix(seed) ^ floor(seed / 2 ** 32));
  for (let index = 0; index < purpose.length; index += 1) key = mix(key ^ imul(purpose.charCodeAt(index) + 1, GOLDEN));
  return key;
}

/** The hash of an entity, from which its traits are drawn. Distinct for distinct 32-bit integers. */
export function hashOf(key: number, number: number): number {
  return mix(mix(number + key) ^ imul(key, 0x85ebca6b));
}

/** One trait of an entity. Traits are numbered, so that a new one doesn't change the others. */
export function draw(hash: number, trait: number): number {
  return mix(hash + (trait + 1) * GOLDEN);
}

/** Scales what was drawn to an integer from 0 to limit - 1, evenly. */
export function below(drawn: number, limit: number): number {
  return floor(limit * 2 ** -32 * (drawn >>> 0));
}

/** One of a list, evenly. @throws {RangeError} where the list is empty. */
export function pick<T>(list: readonly T[], drawn: number): T {
  const picked = list[below(drawn, list.length)];
  if (picked === undefined) throw new RangeError('There is nothing to pick from: the list is empty.');
  return picked;
}
