import { join } from 'node:path';

import { problemsOf } from '../../contract/contract.ts';
import { countOf } from '../../inspect/report/wording.ts';
import { assembleMock } from '../../mock.ts';
import { formatReload } from '../../reload/format-reload.ts';
import type { RereadOptions } from '../../reload/reload-mock.ts';
import { watchMock } from '../../reload/watch-mock.ts';
import { outsideUrls } from '../../server/addresses.ts';
import { SPOOL_VARIABLE } from '../../spool/spool-line.ts';
import { isOutputColoured } from '../colours.ts';
import { CONFIG_FILES } from '../serve-options.ts';
import type { ServeOptions } from '../serve-options.ts';
import { formatBanner, formatToken, pageAddress } from './banner.ts';
import type { Announcement } from './banner.ts';
import { createLineWriter } from './line-writer.ts';
import { formatJson, formatPretty } from './log.ts';
import { createReadyFile } from './ready-file.ts';

/**
 * Serves until SIGINT or SIGTERM. Requests in progress are answered before the promise resolves.
 *
 * @param read reads the options again, when a file has changed.
 * @throws {OptionError} if the ready file can't be written; {ListenError} if the port or the host is not available.
 */
export async function serve(given: ServeOptions, read: () => ServeOptions): Promise<void> {
  const { log, quiet, watch, readyFile: path, ...options } = given;
  const readyFile = path === undefined ? undefined : createReadyFile(path);
  const lines = createLineWriter(process.stdout);
  const look = { isColoured: isOutputColoured() };
  const mock = assembleMock(options, {
    onDefect: console.error,
    spoolFolder: process.env[SPOOL_VARIABLE],
    ...(quiet
      ? {}
      : { onExchange: (summary) => lines.write(log === 'json' ? formatJson(summary) : formatPretty(summary, look)) }),
  });
  // Before anything is printed, so that a script can change a file as soon as it reads the output.
  const reread = createReread(given, read);
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
  // A script may send a signal as soon as the server says that it is ready.
  const interruption = interrupted();
  const { url, port } = await mock.listen();
  try {
    readyFile?.write(url, mock);
  } catch (error) {
    await mock.close();
    throw error;
  }
  const { token, services, mounted } = mock;
  const isNewToken = token !== undefined && options.token === undefined;
  if (!quiet || isNewToken)
    console.log(
      announce(
        { url, outside: outsideUrls(options.host, port), token, services: [...services, ...mounted] },
        { log, quiet },
      ),
    );

  await interruption;
  watching?.close();
  readyFile?.remove();
  await mock.close();
  const isWritten = await lines.end();
  if (lines.droppedCount > 0)
    console.error(`Dropped ${countOf(lines.droppedCount, 'line')} of the log: standard output is too slow or closed.`);
  // Pending output would keep the process alive.
  if (!isWritten) process.exit(0);
}

/** Without other output, only a token that is not known elsewhere. */
function announce(said: Announcement, { log, quiet }: Pick<ServeOptions, 'log' | 'quiet'>): string {
  const { url, outside, token, services } = said;
  if (log === 'pretty') return quiet && token !== undefined ? formatToken(url, token) : formatBanner(said);
  const apis = services.map(({ name, contract }) => {
    const unread = problemsOf(contract);
    return { name, baseUrl: `${url}/${name}`, ...(unread.length === 0 ? {} : { unread }) };
  });
  return JSON.stringify({
    url,
    page: pageAddress(url, token),
    ...(outside.length === 0 ? {} : { outside }),
    ...(token === undefined ? {} : { token }),
    ...(quiet ? {} : { apis }),
  });
}

/** Options that need a restart. */
const RESTART = ['port', 'host', 'token', 'journal', 'log', 'quiet', 'watch', 'readyFile'] as const;

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
