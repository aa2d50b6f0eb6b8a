import { hash } from 'node:crypto';

import { isBuilt, packageFile } from '../package-file.ts';
import { createLocate, parseYaml, readText } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** A YAML file of the package that the build has parsed. */
export interface BuiltYaml {
  /** The hash of the file's text. A file that was changed since is parsed again. */
  readonly sha256: string;
  readonly value: unknown;
}

/** The folder in which the build stores each parsed file, by its path and `.json`. */
const BUILT = 'dist/yaml';

/** The parsed files of the package, cached because a test suite creates many mocks. */
const cache = new Map<string, { readonly text: string; readonly yaml: YamlFile }>();

/**
 * Reads a YAML file of the package. It is parsed once, and again if it has changed. Each call returns the same frozen
 * value.
 *
 * @throws {FileError} if it is missing or is not YAML.
 */
export function readPackageYaml(path: string): YamlFile {
  const file = packageFile(path);
  const text = readText(file);
  const known = cache.get(file);
  if (known?.text === text) return known.yaml;
  const yaml = builtYaml(path, file, text) ?? parseYaml(file, text);
  freeze(yaml.value);
  cache.set(file, { text, yaml });
  return yaml;
}

function builtYaml(path: string, file: string, text: string): YamlFile | undefined {
  if (!isBuilt()) return undefined;
  const { sha256, value }: BuiltYaml = JSON.parse(readText(packageFile(`${BUILT}/${path}.json`)));
  if (sha256 !== hash('sha256', text)) return undefined;
  return { value, locate: createLocate(file, text), isChecked: true };
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
}
