import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const load = createRequire(import.meta.url);

/** The reader of YAML: loaded where there is some to read, for that takes 20 ms, and the build has read the package's own. */
export function loadYaml(): typeof Yaml {
  const yaml: typeof Yaml = load('yaml');
  return yaml;
}
