/**
 * Builds dist/, the published package: the source bundled into a few files, so that a start does not look for hundreds, with
 * the parts of Prism that are used, but without its install-time analytics (@scarf/scarf) and the hundred packages behind it;
 * faker's word lists, so that a start does not load faker; the types; the licenses of third-party code; and
 * the content of the package's YAML files.
 */
import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { copyFile, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { parse } from 'yaml';

import { apiNames } from '../src/apis/index.ts';
import type { BuiltHashes } from '../src/config/yaml/package-yaml.ts';
import { controlContract } from '../src/control/document.ts';
import { createMock } from '../src/index.ts';
import { bundlePage } from '../src/page/bundle.ts';
import { bundleBrowserRuntime } from './build/browser.ts';
import { bundlePrograms, bundleTypes } from './build/bundle.ts';
import { noticesOf } from './build/notices.ts';

await rm('dist', { recursive: true, force: true });
await mkdir('dist');

// A start does not read them again, check them against their schemas, or compile the contracts: all of it is done here.
for (const options of [{}, { samples: false }, { documentedOnly: true }])
  createMock({ apis: [...apiNames], ...options });
controlContract();
// src/config/yaml/package-yaml.ts reads them.
for (const folder of ['specs', 'fixtures']) await mkdir(`dist/yaml/${folder}`, { recursive: true });
const hashes: Record<keyof BuiltHashes, string> = {};
for await (const path of glob(['specs/*.yaml', 'fixtures/*.yaml'])) {
  const text = await readFile(path, 'utf8');
  hashes[path] = hash('sha256', text);
  await writeFile(`dist/yaml/${path}.json`, JSON.stringify(parse(text)));
}
await writeFile('dist/yaml/sha256.json', JSON.stringify(hashes));
const page = await bundlePage();
await mkdir('dist/page');
for (const [name, text] of Object.entries(page.files)) await writeFile(`dist/page/${name}`, text);
await copyFile('src/inspect/report/report.schema.json', 'dist/report.schema.json');

// dist/cli/main.js, as package.json names it, is made of src/cli/main.ts.
const manifest = await readFile('package.json', 'utf8');
const { version, dependencies, peerDependencies } = Object(JSON.parse(manifest));
const importable = new Set(Object.keys({ ...dependencies, ...peerDependencies }));
const names = Array.from(manifest.matchAll(/"(?:\.\/)?dist\/([^"]+)\.js"/g), ([, name = '']) => name).filter(
  (name) => name !== 'runtime/browser',
);
const entries = Object.fromEntries(names.map((name) => [name, `./src/${name}.ts`]));
// Programs have no types.
const exported = Object.entries(entries).filter(([name]) => manifest.includes(`"./dist/${name}.d.ts"`));

// All files are at most two folders below the root, as in src/: src/config/package-file.ts finds the package's files so.
const foreign = [
  ...(await bundlePrograms(entries, importable)),
  ...(await bundleTypes(Object.fromEntries(exported))),
  ...(await bundleBrowserRuntime(Object.keys(hashes), version)),
  ...page.foreign,
];
await writeFile('dist/THIRD-PARTY-NOTICES.txt', await noticesOf(foreign));

// The package must start from what was read here, without the reader of YAML.
const program = `
import { Module } from 'node:module';
import { createMock } from './dist/index.js';
const mock = createMock();
mock.campus.summary();
mock.report();
if (Object.keys(Module._cache).some((file) => file.includes('/node_modules/yaml/'))) throw new Error('dist/ reads YAML at each start.');
`;
execFileSync(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
