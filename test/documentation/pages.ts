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
  /** The nearest heading above it. */
  readonly heading: string;
  /** The word after the fence, or an empty text. */
  readonly language: string;
  readonly text: string;
}

/** All code blocks of README and docs. */
export const blocks: readonly Block[] = Array.from(pages, ([path, page]) =>
  Array.from(page.matchAll(/^```(\w*)\n([^]*?)^```/gm), ({ 1: language = '', 2: text = '', index }) => ({
    path,
    line: page.slice(0, index).split('\n').length,
    heading: Array.from(page.slice(0, index).matchAll(/^#+ (.*)$/gm), ([, heading = '']) => heading).at(-1) ?? '',
    language,
    text: text.trim(),
  })),
).flat();

/** The texts of a page's code blocks in a language, or only of those below a heading. */
export function blockTexts(path: string, language: string, heading?: string): readonly string[] {
  return blocks
    .filter((block) => block.path === path && block.language === language)
    .filter((block) => heading === undefined || block.heading === heading)
    .map(({ text }) => text);
}

/** A page without its code blocks. */
export function withoutCode(page: string): string {
  return page.replaceAll(/^```[^]*?^```/gm, '');
}
