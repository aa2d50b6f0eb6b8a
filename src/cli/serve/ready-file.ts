import { readFileSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { OptionError } from '../../config/option-readers.ts';
import type { Mock } from '../../mock-types.ts';
import { asWritable } from '../files/as-writable.ts';
import { makeFolder } from '../files/make-folder.ts';
import { replaceFile } from '../files/replace-file.ts';

/** A file that exists while a server answers. Scripts wait for it, and read the address and the credentials. */
export interface ReadyFile {
  /** @throws {OptionError} if the file can't be written. */
  write(url: string, mock: Mock): void;
  /** Removes the file, unless another server has replaced it. */
  remove(): void;
}

/** It contains credentials. */
const ONLY_THIS_USER = 0o600;

/**
 * Creates the folder of the file, and removes a file that an earlier server left.
 *
 * @throws {OptionError} if that fails, or the path is not a regular file.
 */
export function createReadyFile(path: string): ReadyFile {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false)
    throw new OptionError('--ready-file', 'the path of a regular file', path);
  let written: string | undefined;

  asWritable('--ready-file', path, () => {
    makeFolder(dirname(path));
    rmSync(path, { force: true });
  });
  return {
    write(url, mock) {
      const text = `${JSON.stringify(describeServer(url, mock), null, 2)}\n`;
      asWritable('--ready-file', path, () => replaceFile(path, text, ONLY_THIS_USER));
      written = text;
    },
    remove() {
      try {
        if (readFileSync(path, 'utf8') === written) rmSync(path);
      } catch {
        // It has been removed already.
      }
    },
  };
}

/** The members have the names that the library gives them: `mock.apis.moocit.personas.admin.headers`. */
function describeServer(url: string, { services, mounted, token }: Mock): object {
  const apis = services.map(({ name, api }) => {
    const personas = api.personas.map((persona) => [persona.name, { headers: persona.headers }]);
    return [name, { baseUrl: `${url}/${name}`, personas: Object.fromEntries(personas) }];
  });
  const specs = mounted.map(({ name }) => [name, { baseUrl: `${url}/${name}` }]);
  return {
    url,
    ...(token === undefined ? {} : { token }),
    apis: Object.fromEntries(apis),
    specs: Object.fromEntries(specs),
  };
}
