/**
 * Attacks a server of its own with hostile requests, over raw sockets and from a browser: `npm run attack`. With
 * `--peers` it attacks lms-mock, Prism and Mockoon alike, on one document.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { battle } from './attack/battle.ts';
import type { BattleReport } from './attack/battle.ts';
import { attackFromBrowser, whyNoBrowser } from './attack/browser.ts';
import { alike, whole } from './attack/subject.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
    connections: { type: 'string', default: '16' },
    requests: { type: 'string', default: '1000000' },
    only: { type: 'string' },
    peers: { type: 'boolean', default: false },
    'no-browser': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(
    'npm run attack -- [--seconds 600] [--seed 1] [--connections 16] [--requests 1000000] [--only <kind>] [--no-browser] [--peers]',
  );
  process.exit();
}
const options = {
  seed: Number(values.seed),
  seconds: Number(values.seconds),
  connections: Number(values.connections),
  requests: Number(values.requests),
  only: values.only,
};
const { seed, seconds, connections, requests } = options;
if (!(seconds > 0 && seconds <= 3_600 && connections >= 1 && connections <= 256 && requests >= 1 && seed >= 0)) {
  console.error('npm run attack needs --seconds from 1 to 3600, --connections from 1 to 256, and --seed from 0.');
  process.exit(2);
}
if (values.peers && !existsSync(new URL('../bench/node_modules', import.meta.url))) {
  console.error('Prism and Mockoon are not there. Install them first: npm ci --prefix bench --ignore-scripts');
  process.exit(2);
}

if (values.peers) {
  const reports: BattleReport[] = [];
  for (const subject of alike) reports.push(await battle(subject, options));
  console.log(tableOf(reports));
} else {
  const why = values['no-browser'] ? 'it was not asked for' : whyNoBrowser;
  if (why !== undefined) console.log(`No attack from a browser: ${why}.`);
  const report = await battle(
    whole,
    options,
    why === undefined ? { kind: 'control API, from a browser', run: attackFromBrowser } : undefined,
  );
  for (const [kind, { sent, failed, unanswered, letIn }] of report.kinds)
    console.log(
      `${kind.padEnd(30)} ${sent} sent, ${failed} 5xx, ${unanswered} unanswered${letIn === 0 ? '' : `, ${letIn} LET IN`}`,
    );
  console.log(tableOf([report]));
  const isHeld = report.failed + report.unanswered + report.letIn === 0 && report.isAlive;
  console.log(isHeld ? 'It held.' : 'It did not hold.');
  process.exitCode = isHeld ? 0 : 1;
}

/** As Markdown, for docs/security.md. */
function tableOf(reports: readonly BattleReport[]): string {
  const rows = reports.map(({ name, sent, failed, unanswered, letIn, longestMs, peakMb, isAlive }) => [
    name,
    `${sent}`,
    `${failed}`,
    `${unanswered}`,
    `${letIn}`,
    `${Math.round(longestMs)} ms`,
    peakMb === undefined ? '—' : `${Math.round(peakMb)} MB`,
    isAlive ? 'yes' : 'no',
  ]);
  const head = [
    '',
    'requests sent',
    '5xx',
    'unanswered',
    'let in',
    'longest wait of a small request',
    'peak memory',
    'alive at the end',
  ];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
