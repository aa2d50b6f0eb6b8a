import { execFile } from 'node:child_process';
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

import { documents, fillIn } from '../scripts/documentation/documents.ts';
import { kindOf } from './documentation/kinds.ts';
import { blocks, pages, withoutCode } from './documentation/pages.ts';
import { createMock } from './support/create-mock.ts';
import { root } from './support/processes/server-process.ts';

const run = promisify(execFile);

test.for(documents)('the generated parts of $file are up to date (otherwise run npm run generate)', async (page) => {
  const text = await readFile(page.file, 'utf8');
  expect(text).toBe(fillIn(text, page.parts()));
});

test('README links to each page', () => {
  const links = new Set(linksOf('README.md').map(({ target }) => target));
  expect([...pages.keys()].filter((path) => path !== 'README.md' && !links.has(path))).toEqual([]);
});

test('each link leads to an existing file and heading', async () => {
  const broken: string[] = [];
  for (const path of pages.keys()) {
    for (const { target, anchor } of linksOf(path)) {
      const text = pages.get(target) ?? (await readFile(join(root, target), 'utf8').catch(() => undefined));
      if (text === undefined || (anchor !== undefined && !anchorsOf(text).has(anchor)))
        broken.push(`${path}: ${target}${anchor === undefined ? '' : `#${anchor}`}`);
    }
  }
  expect(broken).toEqual([]);
});

interface Link {
  /** The path from the root. */
  readonly target: string;
  readonly anchor?: string;
}

function linksOf(path: string): readonly Link[] {
  const text = withoutCode(pages.get(path) ?? '');
  return Array.from(text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g), ([, file = '', anchor]) => ({
    target: file === '' ? path : relative(root, join(root, dirname(path), file)),
    ...(anchor === undefined ? {} : { anchor }),
  }));
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutCode(text).matchAll(/^#+ (.*)$/gm)) {
    const anchor = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-');
    let name = anchor;
    for (let count = 1; anchors.has(name); count += 1) name = `${anchor}-${count}`;
    anchors.add(name);
  }
  return anchors;
}

describe('the programs of the documentation run', () => {
  const programs = blocks.filter((block) => kindOf(block) === 'program');

  test('there is at least one', () => {
    expect(programs.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'docs/integration-tests.md']),
    );
  });

  test.for(programs)('$path', async ({ path, text }) => {
    // The folder is beside the tests, so that supertest is found. The package is the source.
    await using folder = await mkdtempDisposable(join(root, 'test/documentation-'));
    const file = join(folder.path, `${basename(path, '.md')}.ts`);
    await writeFile(file, text.replace("'lms-mock'", `'${join(root, 'src/index.ts')}'`));
    expect(await run(process.execPath, [file])).toMatchObject({ stderr: '' });
  });
});

test('each curl command of the documentation succeeds', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-'));
  const shop = join(folder.path, 'shop.json');
  const orders = { get: { responses: { 200: { description: 'Orders.' } } } };
  await writeFile(
    shop,
    JSON.stringify({ openapi: '3.1.0', info: { title: 'Shop', version: '1' }, paths: { '/orders': orders } }),
  );
  await using mock = createMock({ port: 0, specs: { shop } });
  const { url } = await mock.listen();
  const commands = blocks.filter((block) => kindOf(block) === 'request');
  expect(commands.length).toBeGreaterThan(6);
  for (const { path, text } of commands) {
    const command = text.replaceAll('http://127.0.0.1:4010', url);
    const { stdout } = await run('sh', ['-c', `${command} -s -o /dev/null -w '%{http_code}'`]);
    expect(stdout, `${path}: ${text}`).toBe('200');
  }
});
