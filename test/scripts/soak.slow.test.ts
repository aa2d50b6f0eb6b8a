import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { library, root } from '../support/processes/server-process.ts';

const run = promisify(execFile);

test('after traffic with faults memory is as before, no handle is left, and every request was counted', async () => {
  // In such a short run the server still warms up, so only growth with each request is a failure.
  const args = ['--seconds', '4', '--sessions', '20', '--growth', '1.5', '--wait', '60000'];
  // A run with a finding ends with 1, and prints it.
  const ended = await run(process.execPath, [join(root, 'scripts/soak.ts'), ...args]).catch((error: unknown) => error);
  const stdout = String(Reflect.get(Object(ended), 'stdout'));
  const [, asked = '', counted = ''] =
    /^(\d+) requests of 20 sessions in 4 s; the server counted (\d+)$/m.exec(stdout) ?? [];
  expect(stdout).toContain('All is as it was.');
  expect([asked, Number(asked) > 100]).toEqual([counted, true]);
  expect(ended).not.toBeInstanceOf(Error);
}, 180_000);

test('10,000 used sessions take at most 20 KB each', async () => {
  const program = `
    import { createMock } from '${library}';
    const mock = createMock({ port: 0, learners: 20, courses: 3 });
    const { url } = await mock.listen();
    const headers = { authorization: 'Bearer moocit-admin-token' };
    const ask = async (id) => (await fetch(url + '/sessions/' + id + '/moocit/api/so2/v1/grades?username=johndoe', { headers })).arrayBuffer();
    const heap = () => { gc(); gc(); return process.memoryUsage().heapUsed; };
    for (let one = 0; one < 200; one += 1) await ask('warm');
    const before = heap();
    for (let one = 0; one < 10000; one += 20) await Promise.all(Array.from({ length: 20 }, (_, index) => ask('s' + (one + index))));
    console.log(((heap() - before) / 10000 / 1024).toFixed(2));
    await mock.close();
  `;
  const { stdout } = await run(process.execPath, ['--expose-gc', '--input-type=module', '-e', program]);
  expect(Number(stdout)).toBeGreaterThan(0.1);
  expect(Number(stdout)).toBeLessThan(20);
}, 180_000);
