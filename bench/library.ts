import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { table } from './markdown.ts';
import { median } from './statistics.ts';

const ROUNDS = 9;

const EXPRESS = import.meta.resolve('express');
const LIBRARY = new URL('../dist/index.js', import.meta.url).href;

/** Programs that print their processor time, and how long the last step took, in milliseconds. */
const PROGRAMS = {
  'Node alone': '',
  express: `const { default: express } = await import('${EXPRESS}'); express();`,
  'one mock': `const { createMock } = await import('${LIBRARY}'); createMock();`,
  'a second mock': `const { createMock } = await import('${LIBRARY}'); createMock(); begun = performance.now(); createMock();`,
};

const programOf = (steps: string): string => `
let begun = 0;
${steps}
const stepMs = performance.now() - begun;
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ cpuMs: (user + system) / 1000, stepMs }));`;

/** What `createMock` adds to a process such as a test file. */
export async function measureLibrary(): Promise<string> {
  const wallMs: number[][] = [];
  const cpuMs: number[][] = [];
  const stepMs: number[] = [];
  // The first round fills the caches of the disk, and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, steps] of Object.values(PROGRAMS).entries()) {
      const begun = performance.now();
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', programOf(steps)]);
      const tookMs = performance.now() - begun;
      if (round === 0) continue;
      const printed = JSON.parse(stdout);
      (wallMs[index] ??= []).push(tookMs);
      (cpuMs[index] ??= []).push(printed.cpuMs);
      if (index === 3) stepMs.push(printed.stepMs);
    }
  }
  const rowOf = (title: string, index: number): readonly string[] => [
    title,
    median(wallMs[index] ?? []).toFixed(0),
    median(cpuMs[index] ?? []).toFixed(0),
  ];
  const rows = [
    rowOf('Node alone', 0),
    rowOf('Node that creates an app of Express, which lms-mock needs', 1),
    rowOf('Node that creates a mock', 2),
  ];
  return [
    `The middle of ${ROUNDS} processes each. A second mock with the same options takes ${median(stepMs).toFixed(1)} ms, the middle of ${ROUNDS}.`,
    table(['', 'from start to end, ms', 'processor, ms'], rows),
  ].join('\n\n');
}
