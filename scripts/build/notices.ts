import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const HEADER = `The files in dist/chunks/ and dist/page/ contain code of the following packages. Their licenses are below.
`;

/**
 * The licenses of the packages that files belong to.
 *
 * @throws {Error} if the license of a package is missing, or does not allow it.
 */
export async function noticesOf(files: readonly string[]): Promise<string> {
  const folders = new Set(files.map((file) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file));
  const notices = new Map(await Promise.all([...folders].map((folder) => noticeOf(folder))));
  const sorted = [...notices].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [HEADER, ...sorted.map(([title, text]) => `${'-'.repeat(80)}\n${title}\n\n${text.trim()}\n`)].join('\n');
}

/** Licenses that allow their code in a package of Apache-2.0 as long as the notice stays with it. */
const ALLOWED: ReadonlySet<unknown> = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause']);

async function noticeOf(folder: string): Promise<readonly [title: string, text: string]> {
  const { name, version, license } = Object(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  if (!ALLOWED.has(license)) throw new Error(`${name} can't be bundled: its license is ${JSON.stringify(license)}.`);
  const title = `${name} ${version} (${license})`;
  const files = (await readdir(folder)).filter((one) => /^(?:licen[cs]e|notice)/i.test(one)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return [title, files.length > 0 ? texts.join('\n') : await licenseInReadme(folder)];
}

async function licenseInReadme(folder: string): Promise<string> {
  const readme = await readFile(join(folder, 'README.md'), 'utf8');
  const [, text] = /^(?:#+ *)?license.*\n(?:-+\n)?([^]*)/im.exec(readme) ?? [];
  if (text === undefined) throw new Error(`No license is in ${folder}.`);
  return text;
}
