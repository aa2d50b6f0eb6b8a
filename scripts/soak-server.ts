/** The server of the soak, in a process of its own: `node --expose-gc scripts/soak-server.ts`, told over IPC. */
import { createMock } from '../src/index.ts';

/** What is left in the server when it has nothing to do. */
export interface SoakMeasure {
  readonly heapMb: number;
  /** Handles besides those of the server itself. */
  readonly resources: readonly string[];
  readonly exchanges: number;
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

process.on('message', (message) => {
  if (message === 'measure') measure();
  else void mock.close().then(() => process.disconnect());
});

function measure(): void {
  // Twice: what the first has freed may be all that held something else.
  globalThis.gc?.();
  globalThis.gc?.();
  const resources = process.getActiveResourcesInfo().filter((name) => !/^(TCPServerWrap|PipeWrap|TTYWrap)$/.test(name));
  const measured: SoakMeasure = {
    heapMb: process.memoryUsage().heapUsed / 2 ** 20,
    resources,
    exchanges: mock.report().exchanges,
  };
  process.send?.({ ...measured, defects: defects.map(String) });
}
