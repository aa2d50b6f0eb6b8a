import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { createMock } from './support/create-mock.ts';
import { root } from './support/processes/server-process.ts';

/** Prints the packages and the contracts that were loaded after each step. */
const PROGRAM = `
import fs from 'node:fs';
import { Module, syncBuiltinESMExports } from 'node:module';
const { readFileSync } = fs;
const read = [];
fs.readFileSync = (...parameters) => {
  read.push(String(parameters[0]));
  return readFileSync(...parameters);
};
syncBuiltinESMExports();
const namesIn = (files, pattern) => [...new Set(files.flatMap((file) => pattern.exec(file)?.[1] ?? []))].sort();
const loaded = () => ({
  packages: namesIn(Object.keys(Module._cache), /node_modules\\/(cors|express|negotiator|xmlbuilder2|yaml)\\//),
  contracts: namesIn(read, /dist\\/yaml\\/specs\\/(\\w+)\\.yaml\\.json$/),
});
const { createMock } = await import('./dist/index.js');
const mock = createMock();
const created = loaded();
mock.session().campus.truth('moocit', 'admin');
const asked = loaded();
const headers = { ...mock.apis.moocit.personas.admin.headers, 'content-type': 'application/json' };
const { status } = await mock.fetch('http://localhost/moocit/api/so2/v1/completion?username=johndoe', { headers });
console.log(JSON.stringify({ created, asked, status, answered: loaded() }));
await mock.close();
`;

test('a mock loads packages and contracts when they are first used', async () => {
  const words = ['--input-type=module', '--eval', PROGRAM];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root });
  const nothing = { packages: [], contracts: [] };
  expect(JSON.parse(stdout)).toEqual({
    created: nothing,
    asked: nothing,
    status: 200,
    // Express uses negotiator.
    answered: { packages: ['express', 'negotiator'], contracts: ['moocit'] },
  });
});

test('middleware that Express refuses is an error of createMock', () => {
  const middleware: unknown = ['not a function'];
  expect(() => Reflect.apply(createMock, undefined, [{ middleware }])).toThrow('middleware');
});
