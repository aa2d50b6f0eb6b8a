/**
 * Builds dist/, the published package: the source bundled into a few files, so that a start does not look for hundreds, with
 * the parts of Prism that are used, but without its install-time analytics (@scarf/scarf) and the hundred packages behind it;
 * the types; and what the YAML files of the package hold.
 */
import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { copyFile, glob, readFile, rm, writeFile } from 'node:fs/promises';
import { rolldown } from 'rolldown';
import { minifySync } from 'rolldown/utils';
import { parse } from 'yaml';

import { apiNames } from '../src/apis/index.ts';
import type { BuiltYaml } from '../src/config/yaml/package-yaml.ts';
import { controlContract } from '../src/control/document.ts';
import { createMock } from '../src/index.ts';

/**
 * Packages that are bundled, with what they use: Prism, because of the hundred packages behind it, and those whose many files
 * would each be searched at a start. The other dependencies are installed with the package; Express uses several of them too.
 */
const BUNDLED = /^(@stoplight|ajv|ajv-formats|commander|cookie|fastest-levenshtein|jsonc-parser)(\/|$)/;

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
await copyFile('src/inspect/report/report.schema.json', 'dist/report.schema.json');

const bundle = await rolldown({
  input: { index: 'src/index.ts', 'cli/main': 'src/cli/main.ts' },
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
    {
      // What is ours stays readable, for stack traces.
      name: 'minify-prism',
      renderChunk: (code, { name }) => (name === 'prism' ? minifySync(`${name}.js`, code).code : undefined),
    },
  ],
  external: (id, importer = '') => !/^[./]/.test(id) && !BUNDLED.test(id) && !importer.includes('/node_modules/'),
  logLevel: 'warn',
});
// All files are two folders below the root, as in src/: src/config/package-file.ts finds the package's files so.
await bundle.write({
  dir: 'dist',
  format: 'esm',
  chunkFileNames: 'chunks/[name]-[hash].js',
  entryFileNames: '[name].js',
});

// The package must start from what was read here, without the reader of YAML.
const program = `
import { Module } from 'node:module';
import { createMock } from './dist/index.js';
createMock();
if (Object.keys(Module._cache).some((file) => file.includes('/node_modules/yaml/'))) throw new Error('dist/ reads YAML at each start.');
`;
execFileSync(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
