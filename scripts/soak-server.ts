/** The server of the soak test in its own process, controlled over IPC: `node --expose-gc scripts/soak-server.ts`. */
import { createMock } from '../src/index.ts';

/** The resources of the idle server. */
export interface SoakMeasure {
  readonly heapMb: number;
  /** Handles besides those of the server itself. */
  readonly resources: readonly string[];
  readonly exchanges: number;
  /** The longest iteration of the event loop since the start, in milliseconds of processor time. */
  readonly longestTurnMs: number;
}

const mock = createMock({
  port: 0,
  learners: 100_000,
  courses: 4,
  journal: 20,
  onDefect: (error) => defects.push(error),
});
const defects: unknown[] = [];
const { url } = await mock.listen();
process.send?.({ url });

let longestTurnMs = 0;
let usedBefore = process.threadCpuUsage();
setInterval(() => endTurn(true), 5).unref();

process.on('message', (message) => {
  if (message === 'measure') measure();
  else void mock.close().then(() => process.disconnect());
});

function measure(): void {
  // A forced garbage collection does not count as an iteration of the server.
  endTurn(true);
  // Twice, since the first collection may release the last references to other objects.
  globalThis.gc?.();
  globalThis.gc?.();
  endTurn(false);
  const resources = process.getActiveResourcesInfo().filter((name) => !/^(TCPServerWrap|PipeWrap|TTYWrap)$/.test(name));
  const measured: SoakMeasure = {
    heapMb: process.memoryUsage().heapUsed / 2 ** 20,
    resources,
    exchanges: mock.report().exchanges,
    longestTurnMs,
  };
  process.send?.({ ...measured, defects: defects.map(String) });
}

function endTurn(counts: boolean): void {
  const { user, system } = process.threadCpuUsage(usedBefore);
  usedBefore = process.threadCpuUsage();
  if (counts) longestTurnMs = Math.max(longestTurnMs, (user + system) / 1000);
}
