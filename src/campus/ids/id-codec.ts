import { fourDigits } from './base36.ts';
import { draw, hashOf, keyOf } from '../hash.ts';
import { createPermutation } from './permutation.ts';

/** How the ids of a space look. */
export type IdFormat = 'uuid' | 'digits' | 'key';

/**
 * Turns a number into an id and back. An id carries its number, encrypted, and a checksum; reading gives a
 * *candidate*, which is right only where writing it gives the same id again.
 */
export interface IdCodec {
  write(number: number): string;
  read(id: string): number | undefined;
}

/**
 * @param salt keeps spaces apart, and what a space tries second from what it tried first.
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

/** The first eight digits carry the number, the others are a checksum of 90 bits. */
function uuidCodec(key: number): IdCodec {
  const numbers = createPermutation(2 ** 32, key);
  return {
    write(number) {
      const hash = hashOf(key, number);
      const [middle, variant, last] = [draw(hash, 1), draw(hash, 2), draw(hash, 3)];
      return (
        `${hex8(numbers.forward(number))}-${hex4(middle >>> 16)}-4${hex4(middle).slice(1)}` +
        `-${hex4(((variant >>> 16) & 0x3fff) | 0x8000)}-${hex4(variant)}${hex8(last)}`
      );
    },
    read(id) {
      const digits = UUID.exec(id)?.[1];
      return digits === undefined ? undefined : numbers.backward(Number.parseInt(digits, 16));
    },
  };
}

// Fifteen digits: below 2^53, so that a client that reads them as a number is not caught out by us.
const DIGITS = /^[1-9]\d{14}$/;
const DIGITS_FROM = 1e14;
const NUMBERS = 2 ** 27;
const TAGS = Math.floor((9 * DIGITS_FROM) / NUMBERS);

/**
 * All spaces of digits are one range, shuffled together, of which a space takes the share of its tag. A
 * checksum of so few digits would not keep two spaces apart; a tag does, unless two names in 6.7 million have the same.
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

/** Eight characters carry the number, eight are a checksum. */
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

// A look-up takes a third of the time of toString(16).
const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex8(value: number): string {
  return hex4(value >>> 16) + hex4(value);
}

function hex4(value: number): string {
  return (BYTES[(value >>> 8) & 0xff] ?? '') + (BYTES[value & 0xff] ?? '');
}
