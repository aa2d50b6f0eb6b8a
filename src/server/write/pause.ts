import type { ServerResponse } from 'node:http';

/** Waits for a time, or until the client disconnects or `released` is aborted. Without a time, only for these two. */
export function pause(response: ServerResponse, released: AbortSignal, delayMs?: number): Promise<void> {
  if (response.closed || released.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = delayMs === undefined ? undefined : setTimeout(done, delayMs);
    function done(): void {
      clearTimeout(timer);
      response.off('close', done);
      released.removeEventListener('abort', done);
      resolve();
    }
    response.on('close', done);
    released.addEventListener('abort', done);
  });
}
