import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { main } from '../../support/processes/server-process.ts';

/** The output of a server on a terminal (made by `script`), with the log of one request. */
async function outputOnTerminal(environment: NodeJS.ProcessEnv): Promise<string> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const command = `exec '${process.execPath}' '${main}' --port 0 --apis moocit`;
  const terminal = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env: { ...env, TERM: 'xterm', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(terminal, 'close');
  let output = '';
  let isAsked = false;
  for await (const chunk of terminal.stdout) {
    output += String(chunk);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
    if (url !== undefined && output.includes('Ctrl+C') && !isAsked) {
      isAsked = true;
      await fetch(`${url}/moocit/api/so2/v1/grades?usernmae=x`);
    }
    if (/unknown parameter/.test(output)) terminal.kill();
  }
  await closed;
  return output;
}

const hasScript = await promisify(execFile)('script', ['--version']).then(
  ({ stdout }) => stdout.includes('util-linux'),
  () => false,
);

test.skipIf(!hasScript)('the log has colours on a terminal, and none with NO_COLOR', async () => {
  expect(await outputOnTerminal({})).toContain('\u001B[31m401\u001B[39m');
  expect(await outputOnTerminal({ NO_COLOR: '1' })).not.toContain('\u001B[');
});
