/**
 * An error of serde_json. If an error has no place yet, serde_json adds the place that it has reached (`fix_position`).
 */
export class JsonError extends Error {
  override readonly name = 'JsonError';
  readonly code = 'ERR_LMS_MOCK_SERDE_JSON';
}

const NEW_LINE = 10;

/**
 * A place in the bytes of a JSON text, with the errors of serde_json 1.0.150 (`src/de.rs`, `src/read.rs` with
 * `SliceRead`). Lines count from 1. A column is the number of bytes of the line up to the place.
 */
export class JsonCursor {
  readonly bytes: Buffer;
  /** The index of the next byte. */
  index = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The next byte. Undefined at the end. */
  peek(): number | undefined {
    return this.bytes[this.index];
  }

  next(): number | undefined {
    const byte = this.bytes[this.index];
    if (byte !== undefined) this.index += 1;
    return byte;
  }

  /** Whether the next byte is a character. Skips it if so. */
  takes(character: string): boolean {
    if (this.peek() !== character.charCodeAt(0)) return false;
    this.index += 1;
    return true;
  }

  /** Whether the next byte is a character. */
  isAt(character: string): boolean {
    return this.peek() === character.charCodeAt(0);
  }

  /** Skips white space, and returns the next byte. */
  skipSpace(): number | undefined {
    for (;;) {
      const byte = this.peek();
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x09 && byte !== 0x0d) return byte;
      this.index += 1;
    }
  }

  /** Skips the rest of `null`, `true` or `false`. */
  skipWord(rest: string): void {
    for (const expected of Buffer.from(rest)) {
      const byte = this.next();
      if (byte === undefined) throw this.error('EOF while parsing a value');
      if (byte !== expected) throw this.error('expected ident');
    }
  }

  /** An error at the last read byte. */
  error(message: string): JsonError {
    return this.#errorAt(message, this.index);
  }

  /** An error at the next byte. */
  peekError(message: string): JsonError {
    return this.#errorAt(message, Math.min(this.bytes.length, this.index + 1));
  }

  #errorAt(message: string, index: number): JsonError {
    const start = index === 0 ? 0 : this.bytes.lastIndexOf(NEW_LINE, index - 1) + 1;
    let line = 1;
    for (let at = 0; at < start; at += 1) if (this.bytes[at] === NEW_LINE) line += 1;
    return new JsonError(`${message} at line ${line} column ${index - start}`);
  }
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
