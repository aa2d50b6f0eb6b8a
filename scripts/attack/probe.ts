/**
 * Repeats a small request in its own thread, so that the attacker's work does not delay it. On a message it reports the
 * longest time without an answer, and ends.
 */
import { get, Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const { port, path } = workerData;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const GIVES_UP_MS = 60_000;
const BETWEEN_MS = 10;
let isOver = false;
let longestMs = 0;

parentPort?.once('message', () => (isOver = true));
let startedAt = performance.now();
for (;;) {
  const isAnswered = await ask();
  longestMs = Math.max(longestMs, performance.now() - startedAt);
  // The last request may still wait for its answer.
  if (isAnswered) startedAt = performance.now() + BETWEEN_MS;
  if (isOver) break;
  await delay(BETWEEN_MS);
}
agent.destroy();
parentPort?.postMessage(longestMs, []);

function ask(): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ port, path, host: '127.0.0.1', agent, timeout: GIVES_UP_MS }, (answer) => {
      answer.resume().on('end', () => resolve(true));
    });
    request.on('timeout', () => request.destroy()).on('error', () => resolve(false));
  });
}
