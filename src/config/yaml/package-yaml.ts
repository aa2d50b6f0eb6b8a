import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';

import { embeddedValue } from '../../runtime/node.ts';
import { isBuilt, packageFile } from '../package-file.ts';
import { createLocate, parseYaml, readText } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** The folder in which the build stores the value of each YAML file of the package, by its path and `.json`. */
const BUILT = 'dist/yaml';
/** The file in it with {@link BuiltHashes}. */
const HASHES = `${BUILT}/sha256.json`;

/** The hash of the text of each file, by path. A file that was changed since is parsed again. */
export type BuiltHashes = Readonly<Record<string, string>>;

/** The parsed files of the package, cached because a test suite creates many mocks. */
const cache = new Map<string, { readonly version: string; readonly yaml: YamlFile }>();

/**
 * Reads a YAML file of the package. It is parsed once, and again if it has changed. Each call returns the same frozen
 * value.
 *
 * @throws {FileError} if it is missing or is not YAML.
 */
export function readPackageYaml(path: string): YamlFile {
  const value = embeddedValue(path);
  if (value !== undefined) return { value: freeze(value), locate: () => path, isChecked: true };
  const file = packageFile(path);
  const version = versionOf(file);
  const known = cache.get(file);
  if (known?.version === version) return known.yaml;
  const text = readText(file);
  const yaml = isAsBuilt(path, text) ? builtYaml(path, file, text) : parseFrozen(file, text);
  cache.set(file, { version, yaml });
  return yaml;
}

/** Changes when the file is written. */
function versionOf(file: string): string {
  const { ino, size, mtimeMs, ctimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
}

let hashes: BuiltHashes | undefined;

function readHashes(): BuiltHashes {
  return JSON.parse(readText(packageFile(HASHES)));
}

function isAsBuilt(path: string, text: string): boolean {
  if (!isBuilt()) return false;
  hashes ??= readHashes();
  return hashes[path] === createHash('sha256').update(text).digest('hex');
}

function parseFrozen(file: string, text: string): YamlFile {
  const yaml = parseYaml(file, text);
  freeze(yaml.value);
  return yaml;
}

/** The value is read when it is first used. */
function builtYaml(path: string, file: string, text: string): YamlFile {
  let value: unknown;
  return {
    get value() {
      return (value ??= freeze(JSON.parse(readText(packageFile(`${BUILT}/${path}.json`)))));
    },
    locate: createLocate(file, text),
    isChecked: true,
  };
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}
