import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, createServer } from 'vite';
import type { InlineConfig, Logger } from 'vite';

import { freePort } from './free-port.ts';
import { root } from './server-process.ts';

/** A copy of examples/vite that can be changed, with the packages that it needs. */
export interface ViteExample extends Disposable {
  readonly folder: string;
  /** The log of Vite and the plugin. */
  readonly logged: readonly string[];
  readonly config: InlineConfig;
  /** Changes a file: replaces a text by another. */
  edit(file: string, from: string, to: string): void;
}

export async function copyViteExample(): Promise<ViteExample> {
  const folder = mkdtempSync(join(tmpdir(), 'lms-mock-vite-'));
  const isOwn = (path: string): boolean => !/vite\/(node_modules|dist)/.test(path);
  cpSync(join(root, 'examples/vite'), folder, { recursive: true, filter: isOwn });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/lms-mock'));
  symlinkSync(join(root, 'node_modules/vite'), join(folder, 'node_modules/vite'));
  const logged: string[] = [];
  const port = await freePort();
  const note = (message: string): void => void logged.push(message);
  const customLogger: Logger = { ...createLogger('info'), info: note, warn: note, error: note, warnOnce: note };
  return {
    folder,
    logged,
    config: { root: folder, customLogger, server: { port }, preview: { port } },
    edit(file, from, to) {
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(path, text.replace(from, to));
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

/** A dev server of the example. */
export interface ViteExampleServer extends AsyncDisposable {
  readonly url: string;
}

export async function serveViteExample(config: InlineConfig): Promise<ViteExampleServer> {
  const server = await createServer(config);
  await server.listen();
  server.printUrls();
  return {
    url: (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, ''),
    [Symbol.asyncDispose]: () => server.close(),
  };
}
