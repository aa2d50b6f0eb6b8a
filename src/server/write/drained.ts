import type { ServerResponse } from 'node:http';

/** Waits until the socket has accepted the written data, or is closed. */
export function drained(response: ServerResponse): Promise<void> {
  // A closed response emits no more events.
  if (response.closed || !response.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
