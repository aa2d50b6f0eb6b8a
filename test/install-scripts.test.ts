import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { root } from './support/processes/server-process.ts';

const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lock: unknown = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const { allowScripts } = Object(manifest);

test('only the package of Node can run an install script, and each other install script is denied by name', () => {
  const withScript = Object.entries<Record<string, unknown>>(Object(lock).packages)
    .filter(([, entry]) => entry['hasInstallScript'] === true)
    .map(([path]) => path.split('node_modules/').at(-1));
  expect(withScript).toContain('@scarf/scarf');
  for (const name of withScript) expect(allowScripts, name).toHaveProperty([name ?? '']);
  expect(Object.keys(allowScripts).filter((name) => allowScripts[name] === true)).toEqual(['node']);
});

test('npm refuses to run undecided install scripts', () => {
  expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^strict-allow-scripts=true$/m);
});
