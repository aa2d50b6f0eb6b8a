import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import request from 'supertest';
import { vi } from 'vitest';

import { readOptions } from '../../src/config/options.ts';
import { DEFAULT_OPTIONS } from '../../src/config/options.ts';
import { assembleMock } from '../../src/mock.ts';
import type { AssembledMock } from '../../src/mock-types.ts';
import { watchMock } from '../../src/reload/watch-mock.ts';

/** A server that watches the files of a temporary folder, as `lms-mock --watch` does. */
export interface WatchedMock extends AsyncDisposable {
  readonly url: string;
  readonly mock: AssembledMock;
  /** Writes files by their paths in the folder. A value is written as JSON, which is also valid YAML. */
  write(files: Readonly<Record<string, unknown>>): void;
  /** The absolute path of a file. */
  pathOf(file: string): string;
  /** Waits for a reload, and returns it as the control API shows it. */
  reload(number: number): Promise<ShownReload>;
}

interface ShownReload {
  readonly number: number;
  readonly at: string;
  readonly files: readonly string[];
  readonly error?: string;
  readonly notes?: readonly string[];
}

/** @param options those of `createMock`. `fixtures` and the files of `specs` are paths in the folder. */
export async function watchFolder(
  files: Readonly<Record<string, unknown>>,
  {
    fixtures,
    specs = {},
    ...options
  }: { readonly fixtures?: string; readonly specs?: Readonly<Record<string, string>> },
): Promise<WatchedMock> {
  const folder = mkdtempSync(join(tmpdir(), 'watched-'));
  const pathOf = (file: string): string => join(folder, file);
  const write: WatchedMock['write'] = (contents) => {
    for (const [file, content] of Object.entries(contents)) {
      mkdirSync(dirname(pathOf(file)), { recursive: true });
      writeFileSync(pathOf(file), typeof content === 'string' ? content : JSON.stringify(content));
    }
  };
  write(files);
  const own = {
    port: 0,
    learners: 20,
    validateReplies: true,
    ...options,
    ...(fixtures === undefined ? {} : { fixtures: pathOf(fixtures) }),
    specs: Object.fromEntries(Object.entries(specs).map(([name, file]) => [name, pathOf(file)])),
  };
  const read = () => ({ options: { ...DEFAULT_OPTIONS, ...readOptions(own, { nameOf: (option) => option }) } });
  const mock = assembleMock(read().options, { onDefect: console.error });
  const { url } = await mock.listen();
  const watching = watchMock(mock, { read, onReload: () => undefined });
  return {
    url,
    mock,
    write,
    pathOf,
    reload: (number) =>
      vi.waitFor(
        async () => {
          const { body } = await request(url).get('/__mock/health');
          if (!(body.reload?.number >= number)) throw new Error(`There is no reload ${number} yet.`);
          return body.reload;
        },
        { timeout: 5000, interval: 30 },
      ),
    async [Symbol.asyncDispose]() {
      watching.close();
      await mock.close();
      rmSync(folder, { recursive: true });
    },
  };
}
