import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { isBuilt, packageFile } from '../package-file.ts';
import { createLocate, parseYaml, readText } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** What the build has read of a YAML file of the package. */
export interface BuiltYaml {
  /** Of the file's text: one that has been changed since is read anew. */
  readonly sha256: string;
  readonly value: unknown;
}

/** Where the build writes what it has read, by path. */
const BUILT = 'dist/yaml.json';

/** What was made of the package's own files: a suite of tests makes a mock each time. */
const kept = new Map<string, { readonly text: string; readonly yaml: YamlFile }>();

let built: Readonly<Record<string, BuiltYaml>> | undefined;

/**
 * A YAML file that comes with the package, given from its root. It is read once, and again when it has changed: its
 * value is the same one each time, and frozen.
 *
 * @throws {FileError} where it is missing or is not YAML.
 */
export function readPackageYaml(path: string): YamlFile {
  const file = packageFile(path);
  const text = readText(file);
  const known = kept.get(file);
  if (known?.text === text) return known.yaml;
  const yaml = builtYaml(path, file, text) ?? parseYaml(file, text);
  freeze(yaml.value);
  kept.set(file, { text, yaml });
  return yaml;
}

function builtYaml(path: string, file: string, text: string): YamlFile | undefined {
  built ??= readBuilt();
  const entry = built[path];
  if (entry?.sha256 !== hash('sha256', text)) return undefined;
  return { value: entry.value, locate: createLocate(file, text), isChecked: true };
}

function readBuilt(): Readonly<Record<string, BuiltYaml>> {
  return isBuilt() ? JSON.parse(readFileSync(packageFile(BUILT), 'utf8')) : {};
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
}
