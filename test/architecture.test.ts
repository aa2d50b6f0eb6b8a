import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

import { root } from './support/processes/server-process.ts';

/** The folders of src that each folder can import from, besides itself. docs/architecture.md describes them. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'late-packages.ts': [],
  'node-version.ts': [],
  runtime: ['node-version.ts'],
  'walk.ts': [],
  campus: ['walk.ts'],
  contract: ['late-packages.ts', 'walk.ts'],
  engine: ['contract', 'walk.ts'],
  apis: ['campus', 'contract', 'engine', 'walk.ts'],
  server: ['contract', 'engine', 'late-packages.ts'],
  mounted: ['contract', 'engine'],
  config: ['apis', 'campus', 'contract', 'engine', 'late-packages.ts', 'runtime'],
  inspect: ['apis', 'campus', 'config', 'contract', 'engine', 'late-packages.ts', 'walk.ts'],
  spool: ['config', 'engine', 'inspect'],
  'session-handle': ['apis', 'campus', 'config', 'contract', 'engine', 'inspect', 'server', 'spool', 'walk.ts'],
  control: ['campus', 'config', 'contract', 'engine', 'inspect', 'late-packages.ts', 'server', 'session-handle'],
  page: ['campus', 'config', 'contract', 'control', 'engine', 'inspect', 'late-packages.ts', 'server'],
  reload: ['apis', 'config', 'contract', 'control', 'engine', 'inspect', 'mounted', 'session-handle'],
  'mock-types.ts': ['config', 'engine', 'inspect', 'reload', 'server', 'session-handle'],
  'mock.ts': [
    'apis',
    'config',
    'contract',
    'control',
    'engine',
    'inspect',
    'mock-types.ts',
    'mounted',
    'page',
    'reload',
    'server',
    'session-handle',
    'spool',
    'walk.ts',
  ],
  testing: ['apis', 'inspect', 'mock-types.ts', 'mock.ts', 'session-handle'],
  cli: [
    'apis',
    'campus',
    'config',
    'contract',
    'control',
    'engine',
    'inspect',
    'mock-types.ts',
    'mock.ts',
    'node-version.ts',
    'reload',
    'server',
    'session-handle',
    'spool',
  ],
  vite: ['config', 'mock-types.ts', 'mock.ts', 'reload'],
  'index.ts': [
    'apis',
    'campus',
    'config',
    'contract',
    'engine',
    'inspect',
    'mock-types.ts',
    'mock.ts',
    'server',
    'session-handle',
  ],
};

const source = join(root, 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

/** The files of src that a file imports. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(source, file), 'utf8');
  const specifiers = Array.from(text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g), ([, specifier = '']) => specifier);
  return specifiers.map((specifier) => relative(source, resolve(source, dirname(file), specifier)));
}

function folderOf(file: string): string {
  return file.split('/')[0] ?? '';
}

test('every folder imports only from those below it', () => {
  expect(files.length).toBeGreaterThan(30);
  for (const file of files) {
    const allowed = MAY_IMPORT[folderOf(file)];
    expect(allowed, `${file} is in a folder that the architecture doesn't know`).toBeDefined();
    for (const imported of importsOf(file)) {
      expect([folderOf(file), ...(allowed ?? [])], `${file} imports ${imported}`).toContain(folderOf(imported));
    }
  }
});

test('no imports form a circle, including type-only imports', () => {
  const done = new Set<string>();
  function follow(file: string, path: readonly string[]): void {
    expect(path, `a circle of imports: ${[...path, file].join(' -> ')}`).not.toContain(file);
    if (done.has(file)) return;
    for (const imported of importsOf(file).filter((name) => /\.tsx?$/.test(name))) follow(imported, [...path, file]);
    done.add(file);
  }
  for (const file of files) follow(file, []);
});

/** Rooms of a folder that must not import from other rooms of it, because those are above them. */
const NEVER: readonly (readonly [from: string, to: string])[] = [
  ['contract/(match|schema|declared)', 'contract/(text|body|request|reply)'],
  ['contract/text', 'contract/(body|request|reply|declared)'],
  ['contract/body', 'contract/(request|reply|declared)'],
  ['contract/request', 'contract/(reply|declared)'],
  ['contract/reply', 'contract/(request|declared)'],
  ['engine/redact', 'engine/(caller|reply|rules|session|variation)'],
  ['engine/variation', 'engine/(caller|reply|rules|session)'],
  ['engine/reply', 'engine/(caller|rules|session)'],
  ['engine/faults', 'engine/(caller|rules|session)'],
  ['engine/rules', 'engine/session'],
  ['engine/session', 'engine/caller'],
  ['inspect/(report|journal|explain)', 'inspect/explore'],
  ['inspect/report', 'inspect/(journal|explain)'],
  ['campus/(ids|names)', 'campus/(seeded|fixture)'],
];

test('a room never imports from one above it', () => {
  for (const [from, to] of NEVER) {
    const own = files.filter((file) => new RegExp(`^${from}/`).test(file));
    expect(own.length, from).toBeGreaterThan(0);
    for (const file of own)
      for (const imported of importsOf(file)) expect(`${file} imports ${imported}`).not.toMatch(new RegExp(` ${to}/`));
  }
});

test('a folder has no more than fifteen files', () => {
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    const own = readdirSync(join(source, folder), { withFileTypes: true }).filter((entry) => entry.isFile());
    expect(own.length, `src/${folder} has ${own.length} files; make rooms in it`).toBeLessThanOrEqual(15);
  }
});

/** Folders of test/ for tests that concern several folders of src. */
const WITHOUT_SOURCE =
  /^(acceptance|conformance|documentation|fixtures|generated|in-process-|package|mounted\/\w+|scripts|story|support)(\/|$)/;

test('the folders of test/ are those of src/', () => {
  const folders = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map(({ parentPath }) => relative(join(root, 'test'), parentPath));
  const mirrored = [...new Set(folders)].filter((folder) => !WITHOUT_SOURCE.test(folder));
  expect(mirrored.filter((folder) => !existsSync(join(source, folder)))).toEqual([]);
});

test("a vendor's folder never imports another's", () => {
  for (const file of files.filter((name) => /^apis\/[^/]+\//.test(name))) {
    const own = file.split('/')[1];
    for (const imported of importsOf(file).filter((name) => /^apis\/[^/]+\//.test(name))) {
      expect(imported.split('/')[1], `${file} imports ${imported}`).toBe(own);
    }
  }
});

test('no file on the path of a request contains the name of a vendor', () => {
  for (const file of files.filter((name) => /^(campus|contract|engine|server|control)\//.test(name))) {
    const text = readFileSync(join(source, file), 'utf8').replaceAll(/^\s*(\*|\/\/|\/\*).*$/gm, '');
    expect(text, file).not.toMatch(/moocit|stackone|ispring|helsinki/i);
  }
});

test('every mock in the tests validates its replies', () => {
  const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' });
  for (const file of tests.filter((name) => name.endsWith('.ts') && name !== 'support/create-mock.ts')) {
    const text = readFileSync(join(root, 'test', file), 'utf8');
    expect(text, `${file} must import createMock from test/support/create-mock.ts`).not.toMatch(
      /^import \{[^}]*\bcreateMock\b[^}]*\} from '[./]+src\//m,
    );
  }
});

test('docs/architecture.md has every folder of src', () => {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  for (const folder of new Set(files.map(folderOf)))
    expect(text).toContain(folder.endsWith('.ts') ? `  ${folder} ` : `  ${folder}/`);
});

test('docs/security.md has an existing test for each promise', () => {
  const [, promises = ''] =
    /^\| promise \| test \|\n\|---\|---\|\n((?:\|.*\n)+)/m.exec(readFileSync(join(root, 'docs/security.md'), 'utf8')) ??
    [];
  const rows = promises.trim().split('\n');
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows) {
    const paths = Array.from(row.matchAll(/`(test\/[^`]+)`/g), ([, path = '']) => path);
    expect(paths, row).not.toEqual([]);
    for (const path of paths) expect(existsSync(join(root, path)), path).toBe(true);
  }
});
