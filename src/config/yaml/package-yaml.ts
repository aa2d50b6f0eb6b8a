import { isBuilt, packageFile } from '../package-file.ts';
import { createLocate, parseYaml, readText } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** The parsed files of the package by path, because a test suite creates many mocks. */
const cache = new Map<string, YamlFile>();

/**
 * Reads a YAML file of the package, once in a process. The value is frozen. The build stores each file as JSON in
 * `dist/yaml/`, by its path and `.json`, so that a start does not load the YAML parser.
 *
 * @throws {FileError} if it is missing or is not YAML.
 */
export function readPackageYaml(path: string): YamlFile {
  const known = cache.get(path);
  if (known !== undefined) return known;
  const file = packageFile(path);
  const yaml = isBuilt() ? builtYaml(path, file) : parseYaml(file, readText(file));
  freeze(yaml.value);
  cache.set(path, yaml);
  return yaml;
}

function builtYaml(path: string, file: string): YamlFile {
  const value: unknown = JSON.parse(readText(packageFile(`dist/yaml/${path}.json`)));
  return { value, locate: createLocate(file, () => readText(file)), isChecked: true };
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
}
