// All seeded randomness comes from here: 32-bit integer arithmetic without state, the same on every machine.

// Local names make smaller bytecode, and V8 inlines only a limited amount of it into one function.
const { floor, imul } = Math;

const GOLDEN = 0x9e3779b9;

/**
 * Mixes the lowest 32 bits of an integer. Different inputs give different outputs.
 *
 * The result is signed, like every hash here: V8 keeps it in a register, but allocates for a number above 2^31.
 */
export function mix(value: number): number {
  let bits = imul(value ^ (value >>> 16), 0x21f0aaad);
  bits = imul(bits ^ (bits >>> 15), 0x735a2d97);
  return bits ^ (bits >>> 15);
}

/** The key of one purpose under one seed. Draws for different purposes are independent. */
export function keyOf(seed: number, purpose: string): number {
  let key = mix(mix(seed) ^ floor(seed / 2 ** 32));
  for (let index = 0; index < purpose.length; index += 1) key = mix(key ^ imul(purpose.charCodeAt(index) + 1, GOLDEN));
  return key;
}

/** The hash of an entity, the source of its traits. Different 32-bit integers have different hashes. */
export function hashOf(key: number, number: number): number {
  return mix(mix(number + key) ^ imul(key, 0x85ebca6b));
}

/** One trait of an entity. Traits are numbered, so a new one does not change the others. */
export function draw(hash: number, trait: number): number {
  return mix(hash + (trait + 1) * GOLDEN);
}

/** Scales a draw evenly to an integer from 0 to limit - 1. */
export function below(drawn: number, limit: number): number {
  return floor(limit * 2 ** -32 * (drawn >>> 0));
}

/** Picks an item of a list evenly. @throws {RangeError} if the list is empty. */
export function pick<T>(list: readonly T[], drawn: number): T {
  const picked = list[below(drawn, list.length)];
  if (picked === undefined) throw new RangeError('The list to pick from must not be empty.');
  return picked;
}
