import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import type { Connect, Plugin, PreviewServer, ResolvedConfig, ViteDevServer } from 'vite';

import { OptionError } from '../config/option-readers.ts';
import { DEFAULT_OPTIONS, readOptions } from '../config/options.ts';
import type { ServerOptions } from '../config/options.ts';
import { assembleMock } from '../mock.ts';
import type { MockOptions } from '../mock-types.ts';
import { formatReload } from '../reload/format-reload.ts';
import { watchMock } from '../reload/watch-mock.ts';

/** The options of the plugin: those of `createMock`. Files are relative to the root of the Vite project. */
export interface LmsMockPluginOptions extends Omit<MockOptions, 'port' | 'host' | 'middleware' | 'onDefect'> {
  /** Path of the mock in Vite's server: `/lms/moocit` is then the base URL of an API. Vite's `base` doesn't count. Default `/lms`. */
  readonly path?: string;
  /** Loads changed fixtures, personas and mounted documents again. Default true. */
  readonly watch?: boolean;
}

/**
 * A Vite plugin that serves the mock from Vite's own dev and preview servers, so that a page needs no CORS.
 *
 * @throws {OptionError} if an option is invalid. Vite reports it, and an invalid file, when it starts.
 * @example export default { plugins: [lmsMock({ path: '/lms', fixtures: 'mock' })] };
 */
export function lmsMock({ path = '/lms', watch = true, onExchange, ...given }: LmsMockPluginOptions = {}): Plugin {
  if (!/^(\/[\w.~-]+)+$/.test(path)) throw new OptionError('path', 'a path such as /lms', path);
  const read = readOptions({ ...given }, { nameOf: (option) => option });
  /** Ends the mocks of servers that other servers have mounted. */
  const inMiddlewareMode = new Set<() => void>();

  function mount(server: ViteDevServer | PreviewServer, exposedTo: string | boolean | undefined): void {
    const { config, middlewares } = server;
    const { logger } = config;
    const options = optionsIn(config, read, hostOf(exposedTo));
    const mock = assembleMock(options, {
      onDefect: (error) => logger.error(String(error instanceof Error ? error.stack : error)),
      ...(onExchange === undefined ? {} : { onExchange }),
    });
    middlewares.use(path, answerWith(path, mock.app));
    const watching = watch
      ? watchMock(mock, {
          read: () => ({ options }),
          onReload(reload) {
            const level = reload.error === undefined ? 'info' : 'error';
            logger[level](`lms-mock: ${formatReload(reload)}`, { timestamp: true });
          },
        })
      : undefined;
    const end = (): void => {
      watching?.close();
      void mock.close();
    };
    if (server.httpServer === null) inMiddlewareMode.add(end);
    else server.httpServer.once('close', end);
    const printUrls = server.printUrls.bind(server);
    server.printUrls = () => {
      printUrls();
      for (const url of server.resolvedUrls?.local ?? [])
        logger.info(`  ➜  lms-mock: ${new URL(`${path}/`, url).href}`);
      if (mock.token !== undefined) logger.info(`     control API: Authorization: Bearer ${mock.token}`);
    };
  }

  return {
    name: 'lms-mock',
    apply: 'serve',
    configResolved({ base }) {
      if (`${base}/`.startsWith(`${path}/`))
        throw new OptionError('path', `a path that does not contain the base of Vite`, path);
    },
    configureServer: (server) => mount(server, server.config.server.host),
    configurePreviewServer: (server) => mount(server, server.config.preview.host),
    // Vite closes its plugins with the dev server.
    closeBundle() {
      for (const end of inMiddlewareMode) end();
      inMiddlewareMode.clear();
    },
  };
}

/** Vite takes files relative to its root. */
function optionsIn({ root }: ResolvedConfig, read: Partial<ServerOptions>, host: string): ServerOptions {
  const { fixtures, specs = {}, allowedFolders = [] } = read;
  return {
    ...DEFAULT_OPTIONS,
    ...read,
    host,
    specs: Object.fromEntries(Object.entries(specs).map(([name, file]) => [name, resolve(root, file)])),
    allowedFolders: [root, ...allowedFolders.map((folder) => resolve(root, folder))],
    ...(fixtures === undefined ? {} : { fixtures: resolve(root, fixtures) }),
  };
}

/** The interface on which Vite listens: beyond loopback, the control API requires a token. */
function hostOf(exposedTo: string | boolean | undefined): string {
  return typeof exposedTo === 'string' ? exposedTo : exposedTo === true ? '0.0.0.0' : 'localhost';
}

/** Express can't answer over HTTP/2, which browsers use with Vite's `server.https`. */
function answerWith(
  path: string,
  app: (request: IncomingMessage, response: ServerResponse) => void,
): Connect.NextHandleFunction {
  return (request, response) => {
    if (request.httpVersionMajor > 1) {
      response.writeHead(505, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('lms-mock needs HTTP/1.1. Leave out server.https, or let server.proxy of Vite call lms-mock.\n');
    } else if (request.originalUrl === path) {
      // The page refers to its files relative to its own address.
      response.writeHead(308, { Location: `${path}/` }).end();
    } else app(request, response);
  };
}
