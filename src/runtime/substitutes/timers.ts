/** Calls that wait for the next turn of the event loop, in order. */
const waiting: (() => void)[] = [];
let channel: InstanceType<typeof MessageChannel> | undefined;

/** Unlike a timer of 0 ms, a message waits for no minimum time. */
export function setImmediate(call: () => void): void {
  waiting.push(call);
  channel ??= openChannel();
  channel.port2.postMessage(undefined);
}

function openChannel(): InstanceType<typeof MessageChannel> {
  const opened = new MessageChannel();
  opened.port1.addEventListener('message', () => waiting.shift()?.());
  opened.port1.start();
  return opened;
}

/** Of `node:timers/promises`. */
export const promises = {
  setImmediate: (): Promise<void> => new Promise((resolve) => setImmediate(resolve)),
  setTimeout: <T>(delayMs: number, value: T): Promise<T> =>
    new Promise((resolve) => setTimeout(() => resolve(value), delayMs)),
};
