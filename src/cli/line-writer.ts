/** Writes lines to a stream. */
export interface LineWriter {
  write(line: string): void;
  /** Hands on what is still held. */
  flush(): void;
}

/** Lines of one turn of the event loop go out together: a line alone costs a system call, a third of a request. */
export function createLineWriter(stream: NodeJS.WritableStream): LineWriter {
  let held = '';
  const flush = (): void => {
    if (held !== '') stream.write(held);
    held = '';
  };
  return {
    write(line) {
      if (held === '') setImmediate(flush);
      held += `${line}\n`;
    },
    flush,
  };
}
