/**
 * A reply that is about to be sent, and the connection that it goes over. The server provides it. A fault's wait ends when
 * the client leaves, the rule is removed, the session is reset or the server closes.
 */
export interface Wire {
  /** The request is a HEAD, whose reply has no body to spoil. */
  readonly isHead: boolean;
  /** Length of the body in bytes; undefined where it is made while it is sent. */
  readonly bodyBytes: number | undefined;
  /** Whether the client has left. */
  isClosed(): boolean;
  /** Whether the fault must hold nothing back any more. */
  isReleased(): boolean;
  /** Waits, at most until `isClosed` or `isReleased`. Without a time, only for these two. */
  pause(delayMs?: number): Promise<void>;
  /** Sends the whole reply, as without a fault. */
  sendReply(): Promise<void>;
  /** Sends the status and the headers, with the length of a body that is whole. */
  sendHead(): void;
  /** The pieces of the body, until the client leaves. Other requests are answered meanwhile. */
  pieces(): AsyncIterable<string>;
  /** Sends a part of the body, and waits until the socket has it. */
  write(bytes: Uint8Array): Promise<void>;
  /** Adds to the body in the journal, which `write` doesn't. */
  keep(text: string): void;
  /** Ends the reply properly. */
  end(): void;
  /** Ends the connection behind all that was written (FIN), so that the client can read it. */
  hangUp(): void;
  /** Ends the connection at once. */
  destroy(): void;
  /** Resets the connection (RST). */
  reset(): void;
}
