import { execFile } from 'node:child_process';
import { mkdtempDisposableSync } from 'node:fs';
import type { DisposableTempDir } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

import { root } from '../support/processes/server-process.ts';
import { npmInstall } from './install.ts';

const execute = promisify(execFile);

const { installed } = inject('packed');

const MODULE = `
import { createMock } from 'lms-mock';
import type { EnrolmentState, MoocitCompletion, OperationId, PersonaName } from 'lms-mock';
declare module 'lms-mock' {
  interface OwnPersonas {
    ispring: 'auditor';
  }
}
const mock = createMock({ port: 0, middleware: [(_request, _response, next) => next()] });
mock.app.get('/own', (_request, response) => void response.send('mine'));
export const own: PersonaName<'ispring'> = 'auditor';
export const operation: OperationId = 'listGrades';
export const state: EnrolmentState = 'passed';
export const row: MoocitCompletion = { username: '', email: '', course_id: '', completion: '1.0' };
mock.campus.truth('ispring', own);
mock.session().on('listFinalStatuses', { persona: own }).reply({ status: 403 });
console.log(mock.apis.ispring.personas.auditor.headers, mock.apis.moocit.personas.admin.headers);
// @ts-expect-error unknown persona
mock.apis.moocit.personas.nobody;
// @ts-expect-error unknown persona
mock.campus.truth('moocit', 'nobody');
// @ts-expect-error a persona of another API
mock.session().on('listGrades', { persona: own });
// @ts-expect-error unknown persona
mock.session().rules.add({ match: { persona: 'nobody' }, answer: { status: 403 } });
// @ts-expect-error unknown operation
mock.session().on('listNothing');
// @ts-expect-error unknown choice
mock.session().setVariants({ moocit: { 'no-match': 'nothing' } });
// @ts-expect-error unknown API
createMock({ apis: ['nothing'] });
`;

const COMMON_JS = `
import lms = require('lms-mock');
const mock: lms.Mock = lms.createMock({ port: 0 });
console.log(mock.apis.ispring.path);
`;

const SETTINGS = [
  { title: 'nodenext', words: ['--module', 'nodenext'], files: ['consumer.mts', 'consumer.cts'] },
  {
    title: 'nodenext, for ES2022',
    words: ['--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022'],
    files: ['consumer.mts', 'consumer.cts'],
  },
  {
    title: 'bundler',
    // TypeScript 5.9 is for ES5 without a target.
    words: ['--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2022'],
    files: ['consumer.mts'],
  },
];

/** The compiler of the checkout, and the last one that is written in TypeScript itself. */
const compilers = {
  'TypeScript 7': join(root, 'node_modules/typescript/bin/tsc'),
  'TypeScript 5.9': '',
};

let folder: DisposableTempDir | undefined;
beforeAll(async () => {
  folder = mkdtempDisposableSync(join(tmpdir(), 'lms-mock-typescript-'));
  await writeFile(join(folder.path, 'package.json'), '{ "private": true }');
  await npmInstall(folder.path, 'typescript@5.9');
  compilers['TypeScript 5.9'] = join(folder.path, 'node_modules/typescript/bin/tsc');
  await writeFile(join(installed, 'consumer.mts'), MODULE);
  await writeFile(join(installed, 'consumer.cts'), COMMON_JS);
});
afterAll(() => folder?.remove());

test.for(
  (['TypeScript 7', 'TypeScript 5.9'] as const).flatMap((version) =>
    SETTINGS.map((settings) => ({ ...settings, version })),
  ),
)('strict $version that checks all types accepts the package: $title', async ({ version, words, files }) => {
  const all = [compilers[version], '--strict', '--noEmit', '--skipLibCheck', 'false', ...words, ...files];
  const { stdout } = await execute(process.execPath, all, { cwd: installed }).catch(Object);
  expect(stdout).toBe('');
});
