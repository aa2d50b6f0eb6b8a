import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { root } from '../support/processes/server-process.ts';

const PROGRAM = `
import { Module } from 'node:module';
import { createMock } from './dist/index.js';
const isLoaded = () => Object.keys(Module._cache).some((file) => file.includes('/node_modules/express/'));
const mock = createMock();
mock.session().campus.truth('moocit', 'admin');
const before = isLoaded();
const { status } = await mock.fetch('http://localhost/');
console.log(JSON.stringify({ before, status, after: isLoaded() }));
await mock.close();
`;

test('a mock loads Express when it is first used as a server', async () => {
  const words = ['--input-type=module', '--eval', PROGRAM];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root });
  expect(JSON.parse(stdout)).toEqual({ before: false, status: 200, after: true });
});

test('middleware that Express refuses is an error of createMock', () => {
  const middleware: unknown = ['not a function'];
  expect(() => Reflect.apply(createMock, undefined, [{ middleware }])).toThrow('middleware');
});
