import { execFile } from 'node:child_process';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { installPacked } from '../test/package/install.ts';
import { table } from './markdown.ts';
import { median } from './statistics.ts';
import { documentedTargets } from './subjects.ts';

const ROUNDS = 15;

const CREATE = `const { createMock } = await import('lms-mock'); const mock = createMock();`;

const target = documentedTargets().get('moocit');
if (target === undefined) throw new Error('lms-mock does not serve moocit');
const ASK = `(await fetch(\`\${(await mock.listen()).url}${target.path}\`, { headers: ${JSON.stringify(target.headers)} })).text()`;
const ANSWER = `if (!(await ${ASK}).startsWith('[{')) throw new Error('no answer');`;

/** Programs, and what each measures. They print their processor time and that of the last step, in milliseconds. */
const PROGRAMS = {
  'Node alone': '',
  'Node that creates an app of Express': `const { default: express } = await import('express'); express();`,
  'Node that creates a mock': CREATE,
  'Node that creates a mock and reads one answer with fetch': `${CREATE} ${ANSWER} await mock.close();`,
};

const SECOND_MOCK = `${CREATE} begun = performance.now(); createMock();`;

const programOf = (steps: string): string => `
let begun = 0;
${steps}
const stepMs = performance.now() - begun;
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ cpuMs: (user + system) / 1000, stepMs }));`;

interface Run {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Time since `begun`. */
  readonly stepMs: number;
}

/** What `createMock` adds to a process such as a test file, where the package is installed alone. */
export async function measureLibrary(): Promise<string> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-bench-'));
  await installPacked(folder.path);
  const programs = [...Object.values(PROGRAMS), SECOND_MOCK];
  const runs: Run[][] = programs.map(() => []);
  // The first round fills the caches of the disk, and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, steps] of programs.entries()) {
      const measured = await run(steps, folder.path);
      if (round > 0) runs[index]?.push(measured);
    }
  }
  const middle = (index: number, of: keyof Run): number => median(runs[index]?.map((one) => one[of]) ?? []);
  const rows = Object.keys(PROGRAMS).map((title, index) => [
    title,
    middle(index, 'wallMs').toFixed(0),
    middle(index, 'cpuMs').toFixed(0),
  ]);
  const secondMs = middle(programs.length - 1, 'stepMs').toFixed(1);
  return [
    `The middle of ${ROUNDS} processes each, in a folder where only lms-mock is installed. A second mock with the same options takes ${secondMs} ms.`,
    table(['', 'from start to end, ms', 'processor, ms'], rows),
  ].join('\n\n');
}

async function run(steps: string, folder: string): Promise<Run> {
  const begun = performance.now();
  const words = ['--input-type=module', '-e', programOf(steps)];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: folder });
  return { wallMs: performance.now() - begun, ...JSON.parse(stdout) };
}
