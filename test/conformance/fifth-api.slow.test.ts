import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import request from 'supertest';
import { afterAll, expect, test } from 'vitest';

import type * as CreateMockFile from '../support/create-mock.ts';
import { gradebook } from '../support/fifth-api/gradebook/index.ts';
import { root } from '../support/processes/server-process.ts';
import type * as BatteryFile from './battery.ts';

/**
 * A fifth API in a copy of the package: its document, its folder, its facts and its line in the list, and nothing else.
 * Each test here uses the copy.
 */
const { name, vendor } = gradebook;
const parts = join(root, 'test/support/fifth-api');
const copy = await addApi();
afterAll(() => rm(copy, { recursive: true, force: true }));

const { createMock } = await load<typeof CreateMockFile>(copy, 'test/support/create-mock.ts');
const battery = await load<typeof BatteryFile>(copy, 'test/conformance/battery.ts');
const mock = createMock(Object({ apis: [name], learners: 30, courses: 4 }));

battery.testConformance(mock);

test('the new API has handles, ids, records, rules and variants by its name', async () => {
  const session = mock.session();
  const { path, personas } = Object(session.apis)[name];
  const ask = () => request(mock.app).get(`${path}/api/gradebook/v1/marks?course=nothing`).set(personas.reader.headers);
  expect(await ask()).toMatchObject({ status: 200, body: [] });
  session.setVariants(Object({ [name]: { 'unknown-course': 'not-found' } }));
  expect((await ask()).status).toBe(404);
  const rule = Object(session).on('listMarks').reply({ status: 403 });
  expect((await ask()).status).toBe(403);
  expect(rule.callCount).toBe(1);

  const [enrolment] = mock.campus.findEnrolments();
  expect(enrolment?.ids).toMatchObject({
    [name]: { learner: enrolment?.username, course: expect.stringMatching(/./) },
  });
  const [row] = Object(mock.campus).truth(name, 'reader');
  expect(mock.campus.findEnrolments({ learner: row.person.id, course: row.course.id })).toBeDefined();
  expect(Object(mock.campus).truth(name, 'outsider')).toEqual([]);
});

test('its types are those of its document', async () => {
  const { contractTypesOf } = await load<{ contractTypesOf(api: string): Promise<string> }>(
    copy,
    'scripts/contract-types.ts',
  );
  expect(await readFile(join(parts, name, 'contract-types.ts'), 'utf8')).toBe(await contractTypesOf(name));
});

test('two of its personas cannot share a key', async () => {
  const fixtures = await mkdtemp(join(copy, 'fixtures-'));
  await writeFile(
    join(fixtures, 'personas.yaml'),
    `${name}: { personas: { twin: { key: gradebook-reader-key, mayRead: true } } }\n`,
  );
  expect(() => createMock({ fixtures })).toThrow(/gradebook.*reader/s);
});

test('the command line lists it', async () => {
  const run = async (...words: readonly string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [join(copy, 'src/cli/main.ts'), ...words])).stdout;
  const [help, checkHelp, variants] = await Promise.all([
    run('--help'),
    run('check', '--help'),
    run('variants', '--api', name),
  ]);
  expect(help.replaceAll(/\s+/g, ' ')).toContain(`and ${vendor}.`);
  expect(checkHelp).toContain('GRADEBOOK_BASE_URL');
  expect(variants).toContain(`${name}.unknown-course: What answers an unknown course?`);
});

test('the copy compiles, its literal types included', async () => {
  await writeFile(
    join(copy, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['src'], exclude: ['src/page/client'] }),
  );
  await writeFile(
    join(copy, 'src/fifth.ts'),
    `import { createMock } from './index.ts';
import type { GradebookMark } from './index.ts';

export const mark: GradebookMark = { learner: 'a', course: 'b', mark: 1 };
const mock = createMock({ apis: ['${name}'], variants: { ${name}: { 'unknown-course': 'not-found' } } });
mock.session().on('listMarks');
mock.campus.truth('${name}', 'reader').map((row) => row.mark);
// @ts-expect-error unknown choice
createMock({ variants: { ${name}: { 'unknown-course': 'no-such' } } });
// @ts-expect-error unknown operation
mock.session().on('listMark');
`,
  );
  const tsc = join(root, 'node_modules/.bin/tsc');
  const { stdout } = await promisify(execFile)(tsc, ['-p', copy]).catch((error: unknown) => Object(error));
  expect(stdout).toBe('');
});

/** Makes the copy, and returns its folder. */
async function addApi(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lms-mock-fifth-'));
  for (const path of [
    'src',
    'scripts',
    'specs',
    'fixtures',
    'test/support',
    'test/conformance/battery.ts',
    'package.json',
  ])
    await cp(join(root, path), join(folder, path), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));

  await cp(join(parts, `${name}.yaml`), join(folder, `specs/${name}.yaml`));
  await mkdir(join(folder, 'src/apis', name));
  for (const file of await readdir(join(parts, name))) {
    const text = await readFile(join(parts, name, file), 'utf8');
    const moved = text.replaceAll("'../../../../src/apis/", "'../").replaceAll("'../../../../src/", "'../../");
    await writeFile(join(folder, 'src/apis', name, file), moved);
  }

  const personas = await readFile(join(parts, 'personas.yaml'), 'utf8');
  await change(join(folder, 'fixtures/personas.yaml'), (text) => text + personas);
  const schema: unknown = JSON.parse(await readFile(join(parts, 'personas.schema.json'), 'utf8'));
  await change(join(folder, 'fixtures/personas.schema.json'), (text) => {
    const all = JSON.parse(text);
    all.properties[name] = schema;
    all.neededAfterMerge.push(name);
    return JSON.stringify(all);
  });

  await change(join(folder, 'src/apis/index.ts'), (text) =>
    text
      .replace(/^import \{ helsinki \}/m, `import { ${name} } from './${name}/index.ts';\n$&`)
      .replace(/^ {2}readonly helsinki: typeof helsinki;\n/m, `$&  readonly ${name}: typeof ${name};\n`)
      .replace(/^const list: Apis = \{.*helsinki/m, `$&, ${name}`),
  );
  const types = await load<{ allTypesText(): string }>(folder, 'scripts/contract-types.ts');
  await change(join(folder, 'src/apis/contract-types.ts'), () => types.allTypesText());
  const names = await load<{ personaNamesText(): Promise<string> }>(folder, 'scripts/persona-names.ts');
  const namesText = await names.personaNamesText();
  await change(join(folder, 'src/apis/persona-names.ts'), () => namesText);
  return folder;
}

async function change(file: string, how: (text: string) => string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const changed = how(text);
  expect(changed, file).not.toBe(text);
  await writeFile(file, changed);
}

/** Imports a file of a copy. */
async function load<T>(folder: string, file: string): Promise<T> {
  return import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href);
}
