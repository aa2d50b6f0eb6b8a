import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../support/processes/server-process.ts';

/** The text of each page, by its path from the root. */
export const pages: ReadonlyMap<string, string> = new Map(
  await Promise.all(
    [
      'README.md',
      ...(await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
    ].map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const),
  ),
);

/** A code block of a page. */
export interface Block {
  readonly path: string;
  /** The line of the page on which it begins. */
  readonly line: number;
  /** The word after the fence, or an empty text. */
  readonly language: string;
  readonly text: string;
}

/** All code blocks of README and docs. */
export const blocks: readonly Block[] = Array.from(pages, ([path, page]) =>
  Array.from(page.matchAll(/^```(\w*)\n([^]*?)^```/gm), ({ 1: language = '', 2: text = '', index }) => ({
    path,
    line: page.slice(0, index).split('\n').length,
    language,
    text: text.trim(),
  })),
).flat();
