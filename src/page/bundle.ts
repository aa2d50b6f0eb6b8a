import { readFile, readdir } from 'node:fs/promises';

import { packageFile } from '../config/package-file.ts';
import type { PageFiles } from './file-names.ts';

/** The files of the page, and those of other packages that they contain. */
export interface PageBundle {
  readonly files: PageFiles;
  readonly foreign: readonly string[];
}

/** Makes the files of the page from src/page/client. Only the checkout and the build can: the package has no rolldown. */
export async function bundlePage(): Promise<PageBundle> {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: clientFile('main.tsx'),
    platform: 'browser',
    tsconfig: clientFile('tsconfig.json'),
    logLevel: 'warn',
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  const files = {
    'page.js': output[0].code,
    'page.css': await readStyles(),
    'icon.svg': await readFile(clientFile('icon.svg'), 'utf8'),
  };
  return { files, foreign: output[0].moduleIds.filter((id) => id.includes('/node_modules/')) };
}

async function readStyles(): Promise<string> {
  const names = await readdir(clientFile('styles'));
  const texts = await Promise.all(names.sort().map((name) => readFile(clientFile(`styles/${name}`), 'utf8')));
  return texts.join('\n');
}

function clientFile(path: string): string {
  return packageFile(`src/page/client/${path}`);
}
