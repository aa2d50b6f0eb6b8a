/**
 * A reply that is about to be sent, and its connection. The server provides it. A fault's wait ends when
 * the client disconnects, the rule is removed, the session is reset or the server closes.
 */
export interface Wire {
  /** The request is a HEAD, whose reply has no body. */
  readonly isHead: boolean;
  /** Length of the body in bytes. Undefined if the body is streamed. */
  readonly bodyBytes: number | undefined;
  /** Whether the client has disconnected. */
  isClosed(): boolean;
  /** Whether the fault must not delay anything any more. */
  isReleased(): boolean;
  /** Waits for a time, or until `isClosed` or `isReleased`. Without a time, only for these two. */
  pause(delayMs?: number): Promise<void>;
  /** Sends the whole reply in the normal way. */
  sendReply(): Promise<void>;
  /** Sends the status and the headers, with the length if the body is not streamed. */
  sendHead(): void;
  /** The pieces of the body, until the client disconnects. Lets other requests run in between. */
  pieces(): AsyncIterable<string>;
  /** Sends a part of the body, and waits until the socket has it. */
  write(bytes: Uint8Array): Promise<void>;
  /** Adds a text to the body in the journal. `write` doesn't do this. */
  recordBody(text: string): void;
  /** Ends the reply properly. */
  end(): void;
  /** Ends the connection after the written data (FIN), so that the client can read all of it. */
  hangUp(): void;
  /** Ends the connection at once. */
  destroy(): void;
  /** Resets the connection (RST). */
  reset(): void;
}
