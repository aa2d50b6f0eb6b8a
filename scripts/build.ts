/**
 * Builds dist/, which the package carries: what YAML there is, read; and the compiled source, with Prism bundled into the one file that imports
 * it, tree-shaken, so that who installs the package gets neither Prism's install-time analytics (@scarf/scarf) nor
 * the hundred packages behind it.
 */
import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { glob, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { rolldown } from 'rolldown';
import { parse } from 'yaml';

import { apiNames } from '../src/apis/names.ts';
import { controlContract } from '../src/control/document.ts';
import type { BuiltYaml } from '../src/config/yaml/package-yaml.ts';
import { createMock } from '../src/index.ts';

/** Of the built module that reads the YAML files of the package. */
interface BuiltReader {
  readPackageYaml(path: string): { readonly isChecked?: boolean };
}

const prism = 'dist/contract/prism.js';
const bundled = 'dist/contract/prism.bundled.js';

await rm('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });

// A start does not read them again, check them against their schemas, or compile the contracts: all of it is done here.
createMock({ apis: [...apiNames] });
controlContract();
const files: [string, BuiltYaml][] = [];
for await (const path of glob(['specs/*.yaml', 'fixtures/*.yaml'])) {
  const text = await readFile(path, 'utf8');
  files.push([path, { sha256: hash('sha256', text), value: parse(text) }]);
}
// src/config/yaml/package-yaml.ts reads it.
await writeFile('dist/yaml.json', JSON.stringify(Object.fromEntries(files)));

const bundle = await rolldown({
  input: prism,
  platform: 'node',
  // Its main file is UMD, whose own require() no bundler can follow.
  resolve: { alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } },
  plugins: [
    {
      // A script that hangs itself on `this`, which is `exports` in CommonJS; the bundler takes it for a module's.
      name: 'uri-template-lite',
      transform: (code, id) =>
        id.includes('/uri-template-lite/') ? `(function () {${code}\n}).call(exports);` : undefined,
    },
  ],
  // Our own modules stay what they are: one copy each.
  external: (id, importer) => id.startsWith('.') && importer?.endsWith(prism) === true,
  logLevel: 'warn',
});
await bundle.write({ file: bundled, format: 'esm', minify: true });
await rename(bundled, prism);

// The package must start from what was read here.
const built: BuiltReader = await import(new URL('../dist/config/yaml/package-yaml.js', import.meta.url).href);
for (const [path] of files)
  if (built.readPackageYaml(path).isChecked !== true) throw new Error(`dist/ reads ${path} anew at each start.`);
