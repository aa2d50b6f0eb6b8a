import { readFile } from 'node:fs/promises';

import { isBuilt, packageFile } from '../config/package-file.ts';
import type { PageFileName, PageFiles } from './file-names.ts';

let bundled: Promise<PageFiles> | undefined;

/** Reads a file of the page: from the package, or in the checkout from a bundle that is made once. */
export async function readPageFile(name: PageFileName): Promise<string> {
  if (isBuilt()) return readFile(packageFile(`dist/page/${name}`), 'utf8');
  bundled ??= import('./bundle.ts').then(async ({ bundlePage }) => (await bundlePage()).files);
  return (await bundled)[name];
}
