/** The measurements: `npm run bench -- --help` says which. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describeMachine } from './machine.ts';
import { replaceSection } from './markdown.ts';
import { CLIENT_CORE } from './server.ts';

interface Measurement {
  /** The programs that it starts. */
  readonly needs: readonly string[];
  measure(): Promise<string>;
}

const measurements: Readonly<Record<string, Measurement>> = {
  stream: { needs: ['taskset'], measure: async () => (await import('./stream.ts')).measureStream() },
  beside: { needs: ['taskset'], measure: async () => (await import('./beside.ts')).measureBeside() },
  size: { needs: ['taskset'], measure: async () => (await import('./size.ts')).measureSize() },
  library: { needs: ['taskset'], measure: async () => (await import('./library.ts')).measureLibrary() },
  requests: { needs: ['taskset', 'wrk'], measure: async () => (await import('./requests.ts')).measureRequests() },
  operations: { needs: ['taskset', 'wrk'], measure: async () => (await import('./operations.ts')).measureOperations() },
  sessions: { needs: ['taskset'], measure: async () => (await import('./sessions.ts')).measureSessions() },
  mounted: {
    needs: ['taskset', 'wrk'],
    async measure() {
      installPeers();
      return (await import('./mounted.ts')).measureMounted();
    },
  },
  peers: {
    needs: ['taskset', 'wrk', 'java'],
    async measure() {
      installPeers();
      return (await import('./peers.ts')).measurePeers();
    },
  },
};

/** Installs them into their own folder, without their install scripts. */
function installPeers(): void {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  if (existsSync(join(folder, 'node_modules'))) return;
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

const USAGE = `npm run bench -- [${Object.keys(measurements).join('] [')}]

Measures, prints the tables and writes them to docs/performance.md when all have been measured. Without a name: all of them.
Needs Linux, two idle cores, taskset, wrk (requests, operations, mounted, peers) and java (peers). mounted and peers first install the
servers that they compare in bench/node_modules.
`;

const named = process.argv.slice(2);
if (named.includes('--help') || named.includes('-h')) {
  process.stdout.write(USAGE);
  process.exit();
}
const chosen = named.length === 0 ? Object.keys(measurements) : named;
const unknown = chosen.find((name) => measurements[name] === undefined);
if (unknown !== undefined) {
  process.stderr.write(`There is no measurement "${unknown}".\n${USAGE}`);
  process.exit(2);
}
const needed = new Set(chosen.flatMap((name) => measurements[name]?.needs ?? []));
const missing = [...needed].filter((program) => !isInstalled(program));
if (missing.length > 0) {
  process.stderr.write(`npm run bench -- ${chosen.join(' ')} needs ${missing.join(' and ')}: not found on the PATH.\n`);
  process.exit(2);
}

// Measured as users run it: in a checkout, each start would also strip the types.
execFileSync('npm', ['run', '--silent', 'build'], { cwd: new URL('..', import.meta.url), stdio: 'inherit' });
// The clients must not use the core of the server.
execFileSync('taskset', ['-cp', CLIENT_CORE, String(process.pid)]);
const sections = new Map<string, string>();
for (const name of chosen) {
  const text = `${describeMachine()}\n\n${await measurements[name]?.measure()}`;
  process.stdout.write(`${name}\n\n${text}\n\n`);
  sections.set(name, text);
}
for (const [name, text] of sections)
  await replaceSection(new URL('../docs/performance.md', import.meta.url), name, text);
