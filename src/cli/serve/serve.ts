import { join } from 'node:path';

import { problemsOf } from '../../contract/contract.ts';
import { assembleMock } from '../../mock.ts';
import type { Mock } from '../../mock.ts';
import { formatReload } from '../../reload/format-reload.ts';
import type { RereadOptions } from '../../reload/reload-mock.ts';
import { watchMock } from '../../reload/watch-mock.ts';
import { SPOOL_VARIABLE } from '../../spool/spool-line.ts';
import { formatBanner, pageAddress } from './banner.ts';
import { createLineWriter } from './line-writer.ts';
import { formatJson, formatPretty } from './log.ts';
import { CONFIG_FILES } from '../serve-options.ts';
import type { ServeOptions } from '../serve-options.ts';

/**
 * Serves until SIGINT or SIGTERM. Requests in progress are answered before the promise resolves.
 *
 * @param read reads the options again, when a file has changed.
 */
export async function serve({ log, quiet, watch, ...options }: ServeOptions, read: () => ServeOptions): Promise<void> {
  const format = log === 'json' ? formatJson : formatPretty;
  const lines = createLineWriter(process.stdout);
  const mock = assembleMock(options, {
    onDefect: console.error,
    spoolFolder: process.env[SPOOL_VARIABLE],
    ...(quiet ? {} : { onExchange: (summary) => lines.write(format(summary)) }),
  });
  const { url } = await mock.listen();
  if (!quiet) announce(url, mock, log);
  const reread = createReread({ ...options, log, quiet, watch }, read);
  const watching = watch
    ? watchMock(mock, {
        read: reread,
        files: CONFIG_FILES.map((file) => join(process.cwd(), file)),
        onReload(reload) {
          const text = log === 'json' ? JSON.stringify({ reload }) : formatReload(reload);
          if (reload.error !== undefined) console.error(text);
          else if (!quiet) lines.write(text);
        },
      })
    : undefined;
  await interrupted();
  watching?.close();
  await mock.close();
  const isWritten = await lines.end();
  if (lines.droppedCount > 0)
    console.error(`${lines.droppedCount} lines of the log were dropped: standard output did not take them.`);
  // Pending output would keep the process alive.
  if (!isWritten) process.exit(0);
}

function announce(url: string, { services: ofVendors, mounted, token }: Mock, log: ServeOptions['log']): void {
  const services = [...ofVendors, ...mounted];
  if (log === 'json')
    console.log(
      JSON.stringify({
        url,
        page: pageAddress(url, token),
        ...(token === undefined ? {} : { token }),
        apis: services.map(({ api, contract }) => {
          const unread = problemsOf(contract);
          return { name: api.name, baseUrl: `${url}/${api.name}`, ...(unread.length === 0 ? {} : { unread }) };
        }),
      }),
    );
  else console.log(formatBanner(url, services, token));
}

/** Options that need a restart. */
const RESTART = ['port', 'host', 'token', 'journal', 'log', 'quiet', 'watch'] as const;

/** Reads the options again, and says which of the changed ones need a restart. */
function createReread(given: ServeOptions, read: () => ServeOptions): () => RereadOptions {
  let last = given;
  return () => {
    const options = read();
    const changed = RESTART.filter((name) => options[name] !== last[name]);
    last = options;
    const notes = changed.length === 0 ? [] : [`Restart lms-mock to change ${changed.join(', ')}.`];
    return { options, notes };
  };
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
