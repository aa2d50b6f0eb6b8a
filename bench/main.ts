/** The measurements: `npm run bench -- --help` says which. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describeMachine } from './machine.ts';
import { replaceSection } from './markdown.ts';
import { CLIENT_CORE } from './server.ts';

const measurements: Readonly<Record<string, () => Promise<string>>> = {
  stream: async () => (await import('./stream.ts')).measureStream(),
  beside: async () => (await import('./beside.ts')).measureBeside(),
  size: async () => (await import('./size.ts')).measureSize(),
  requests: async () => (await import('./requests.ts')).measureRequests(),
  mounted: async () => {
    installPeers();
    return (await import('./mounted.ts')).measureMounted();
  },
  peers: async () => {
    installPeers();
    return (await import('./peers.ts')).measurePeers();
  },
};

/** Into a folder of their own, without what they would run at their install. */
function installPeers(): void {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  if (existsSync(join(folder, 'node_modules'))) return;
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
}

const USAGE = `npm run bench -- [${Object.keys(measurements).join('] [')}]

Measures, prints the tables and puts them in docs/performance.md: all where none is named.
Wants Linux, two cores to itself, wrk and taskset. peers and mounted install what they measure in bench/node_modules first; WireMock
among them wants java.
`;

const named = process.argv.slice(2);
if (named.includes('--help') || named.includes('-h')) {
  process.stdout.write(USAGE);
  process.exit();
}
const unknown = named.find((name) => measurements[name] === undefined);
if (unknown !== undefined) {
  process.stderr.write(`There is no measurement "${unknown}".\n${USAGE}`);
  process.exit(2);
}

// What users of the package run: in the checkout, each start would strip the types as well.
execFileSync('npm', ['run', '--silent', 'build'], { cwd: new URL('..', import.meta.url), stdio: 'inherit' });
// Whoever measures stays off the core of what is measured.
execFileSync('taskset', ['-cp', CLIENT_CORE, String(process.pid)]);
for (const name of named.length === 0 ? Object.keys(measurements) : named) {
  const text = `${describeMachine()}\n\n${await measurements[name]?.()}`;
  process.stdout.write(`${name}\n\n${text}\n\n`);
  await replaceSection(new URL('../docs/performance.md', import.meta.url), name, text);
}
