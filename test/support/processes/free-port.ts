import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A free port, for a program that can't choose one itself. It is below the ports from which the system
 * takes those of outgoing connections (from 32768 on Linux), so that none takes it before the program does.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 20; tries += 1) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, () => resolve(true));
    });
    if (!isFree) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
  throw new Error('20 ports were tried, none of them is free.');
}
