import { readFile } from 'node:fs/promises';

import { isBuilt, packageFile } from '../config/package-file.ts';

/** The files that the page loads, and their media types. */
export const PAGE_MEDIA_TYPES = {
  'page.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml; charset=utf-8',
} as const;

export type PageFileName = keyof typeof PAGE_MEDIA_TYPES;

/** The contents of the files, by name. */
export type PageFiles = Readonly<Record<PageFileName, string>>;

let bundled: Promise<PageFiles> | undefined;

/** Reads a file of the page: from the package, or in the checkout from a bundle that is made once. */
export async function readPageFile(name: PageFileName): Promise<string> {
  if (isBuilt()) return readFile(packageFile(`dist/page/${name}`), 'utf8');
  bundled ??= import('./bundle.ts').then(async ({ bundlePage }) => (await bundlePage()).files);
  return (await bundled)[name];
}

export function isPageFileName(name: string): name is PageFileName {
  return Object.hasOwn(PAGE_MEDIA_TYPES, name);
}
