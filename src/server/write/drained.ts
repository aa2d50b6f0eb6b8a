import type { ServerResponse } from 'node:http';

/** Waits until the socket has taken what was written, or is gone. */
export function drained(response: ServerResponse): Promise<void> {
  // A response that is closed emits nothing more.
  if (response.closed || !response.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
