import { Duplex } from 'node:stream';

/** One end of a connection within this process. It has the members of a socket that the server uses. */
export class PairedSocket extends Duplex {
  bytesRead = 0;
  bytesWritten = 0;
  #peer: PairedSocket | undefined;
  /** Completes the last write of the peer. Set while this end has no room for more. */
  #written: ((error?: Error) => void) | undefined;

  /** The two ends of a connection. What is written to one is read from the other, and waits until it is read. */
  static pair(): readonly [PairedSocket, PairedSocket] {
    const one = new PairedSocket();
    const other = new PairedSocket();
    one.#peer = other;
    other.#peer = one;
    return [one, other];
  }

  override _read(): void {
    this.#complete();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const peer = this.#peer;
    if (peer === undefined || peer.destroyed) return done(connectionReset());
    this.bytesWritten += bytes.length;
    peer.bytesRead += bytes.length;
    if (peer.push(bytes)) done();
    else peer.#written = done;
  }

  override _final(done: () => void): void {
    this.#peer?.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#complete(connectionReset());
    const peer = this.#peer;
    // Bytes that were written before are still read.
    if (peer !== undefined && !peer.destroyed) peer.push(null);
    done(error);
  }

  #complete(error?: Error): void {
    const written = this.#written;
    this.#written = undefined;
    written?.(error);
  }

  /** Ends the connection when all that was written has been sent. */
  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  /** Ends the connection at once. The peer loses what it has not read. */
  resetAndDestroy(): this {
    const peer = this.#peer;
    this.destroy();
    peer?.destroy(connectionReset());
    return this;
  }
}

function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}
