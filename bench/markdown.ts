import { readFile, writeFile } from 'node:fs/promises';

/** A table as Markdown. Numbers are right-aligned by the reader's renderer, so all but the first column are. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_name, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * Replaces the text between `<!-- name -->` and `<!-- /name -->` of a file.
 *
 * @throws {Error} if the file has no such marks.
 */
export async function replaceSection(file: URL, name: string, text: string): Promise<void> {
  const document = await readFile(file, 'utf8');
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [document.indexOf(open), document.indexOf(close)];
  if (from === -1 || to < from) throw new Error(`${file.pathname} has no ${open} … ${close} to put the figures in.`);
  await writeFile(file, `${document.slice(0, from + open.length)}\n\n${text}\n\n${document.slice(to)}`);
}
