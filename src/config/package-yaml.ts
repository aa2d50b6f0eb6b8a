import { packageFile } from './package-file.ts';
import { parseYaml, readText } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** What was made of the package's own files: a suite of tests makes a mock each time. */
const kept = new Map<string, { readonly text: string; readonly yaml: YamlFile }>();

/**
 * A YAML file that comes with the package, given from its root. It is parsed once, and again when it has changed: its
 * value is the same one each time, and frozen.
 *
 * @throws {FileError} where it is missing or is not YAML.
 */
export function readPackageYaml(path: string): YamlFile {
  const file = packageFile(path);
  const text = readText(file);
  const known = kept.get(file);
  if (known?.text === text) return known.yaml;
  const yaml = parseYaml(file, text);
  freeze(yaml.value);
  kept.set(file, { text, yaml });
  return yaml;
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
}
