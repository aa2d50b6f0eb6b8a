import { fourDigits } from './base36.ts';
import { draw, hashOf, keyOf } from '../hash.ts';
import { createPermutation } from './permutation.ts';
import { uuidOf } from './uuid.ts';

/** The format of the ids of a space. */
export type IdFormat = 'uuid' | 'digits' | 'key';

/**
 * Converts a number to an id and back. An id contains its encrypted number and a checksum. Reading returns a
 * *candidate*: it is right only if writing it gives the same id again.
 */
export interface IdCodec {
  write(number: number): string;
  read(id: string): number | undefined;
}

/**
 * @param salt Differs between spaces, and between the attempts of a space.
 */
export function createIdCodec(format: IdFormat, seed: number, salt: string): IdCodec {
  switch (format) {
    case 'uuid':
      return uuidCodec(keyOf(seed, `id.uuid.${salt}`));
    case 'digits':
      return digitsCodec(keyOf(seed, 'id.digits'), keyOf(seed, `id.digits.${salt}`));
    case 'key':
      return keyCodec(keyOf(seed, `id.key.${salt}`));
  }
}

const UUID = /^([0-9a-f]{8})-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The first eight digits contain the number, the others a checksum of 90 bits. */
function uuidCodec(key: number): IdCodec {
  const numbers = createPermutation(2 ** 32, key);
  return {
    write(number) {
      const hash = hashOf(key, number);
      const [middle, variant, last] = [draw(hash, 1), draw(hash, 2), draw(hash, 3)];
      return uuidOf(numbers.forward(number), middle, variant, last);
    },
    read(id) {
      const digits = UUID.exec(id)?.[1];
      return digits === undefined ? undefined : numbers.backward(Number.parseInt(digits, 16));
    },
  };
}

// Fifteen digits, below 2^53: a client that parses them as a number gets the exact value.
const DIGITS = /^[1-9]\d{14}$/;
const DIGITS_FROM = 1e14;
const NUMBERS = 2 ** 27;
const TAGS = Math.floor((9 * DIGITS_FROM) / NUMBERS);

/**
 * All spaces of digits are shares of one shuffled range; a tag selects the share of a space. A checksum of so few digits
 * could not keep two spaces apart. A tag does, unless two names among 6.7 million have the same one.
 */
function digitsCodec(sharedKey: number, spaceKey: number): IdCodec {
  const shuffle = createPermutation(9 * DIGITS_FROM, sharedKey);
  const tag = (spaceKey >>> 0) % TAGS;
  return {
    write: (number) => String(DIGITS_FROM + shuffle.forward(tag * NUMBERS + number)),
    read: (id) => (DIGITS.test(id) ? shuffle.backward(Number(id) - DIGITS_FROM) % NUMBERS : undefined),
  };
}

const KEY = /^[0-9a-z]{16}$/;
const QUARTER_KEYS = 36 ** 4;
const HALF_KEYS = QUARTER_KEYS ** 2;

/** Eight characters contain the number, eight a checksum. */
function keyCodec(key: number): IdCodec {
  const numbers = createPermutation(HALF_KEYS, key);
  return {
    write(number) {
      const hash = hashOf(key, number);
      const checksum = ((draw(hash, 1) >>> 0) * 2 ** 20 + (draw(hash, 2) >>> 12)) % HALF_KEYS;
      return eightDigits(numbers.forward(number)) + eightDigits(checksum);
    },
    read: (id) => (KEY.test(id) ? numbers.backward(Number.parseInt(id.slice(0, 8), 36)) : undefined),
  };
}

function eightDigits(value: number): string {
  const high = Math.floor(value / QUARTER_KEYS);
  return fourDigits(high) + fourDigits(value - high * QUARTER_KEYS);
}
