import { sha256 } from '@noble/hashes/sha2.js';

/** A hash of texts and bytes. */
class Hash {
  readonly #hash = sha256.create();

  update(part: string | Uint8Array, encoding?: BufferEncoding): this {
    this.#hash.update(typeof part === 'string' ? Buffer.from(part, encoding) : part);
    return this;
  }

  digest(): Buffer;
  digest(encoding: BufferEncoding): string;
  digest(encoding?: BufferEncoding): Buffer | string {
    const bytes = Buffer.from(this.#hash.digest());
    return encoding === undefined ? bytes : bytes.toString(encoding);
  }
}

/** SHA-256, the only hash that is used. */
export function createHash(_name: 'sha256'): Hash {
  return new Hash();
}

export function randomBytes(count: number): Buffer {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(count)));
}

export function timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
