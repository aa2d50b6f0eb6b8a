import { setTimeout as delay } from 'node:timers/promises';

/** Maximum characters that wait for a slow reader. Lines beyond that are dropped. */
const MAX_WAITING = 1_048_576;
/** How long the end waits for the output to be taken, and how often it looks. */
const END_MS = 200;
const END_STEP_MS = 10;

/** Writes lines to a stream that may be slow, full or gone: then lines are dropped, and nothing else is held up. */
export interface LineWriter {
  write(line: string): void;
  /** Lines that could not be written. */
  readonly droppedCount: number;
  /** Hands on what is still held, and waits at most 200 ms. Whether all of it was taken. */
  end(): Promise<boolean>;
}

/** Lines of one turn of the event loop go out together: a line alone costs a system call, a third of a request. */
export function createLineWriter(stream: NodeJS.WriteStream): LineWriter {
  let held: string[] = [];
  let droppedCount = 0;
  let isGone = false;
  // Each failed write is counted by its callback. Without a listener the event would end the process.
  stream.on('error', (error: NodeJS.ErrnoException) => (isGone ||= error.code === 'EPIPE'));

  function flush(): void {
    const lines = held;
    held = [];
    if (lines.length === 0) return;
    if (isGone || stream.writableLength > MAX_WAITING) {
      droppedCount += lines.length;
      return;
    }
    stream.write(`${lines.join('\n')}\n`, (error) => {
      if (error !== undefined && error !== null) droppedCount += lines.length;
    });
  }

  return {
    write(line) {
      if (held.length === 0) setImmediate(flush);
      held.push(line);
    },
    get droppedCount() {
      return droppedCount;
    },
    async end() {
      flush();
      for (let waitedMs = 0; stream.writableLength > 0 && waitedMs < END_MS; waitedMs += END_STEP_MS)
        await delay(END_STEP_MS);
      return stream.writableLength === 0;
    },
  };
}
