import { execFile } from 'node:child_process';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { root } from '../support/processes/server-process.ts';
import { kindOf } from './kinds.ts';
import { blocks } from './pages.ts';

const run = promisify(execFile);

/** The names that the pages use without a declaration: a mock, a session and a client under test. */
const PRELUDE = `
import assert from 'node:assert/strict';
import { createMock, formatReport, verdict } from 'PACKAGE';

/** The client of the page. The latest session is the one under test. */
function clientOf(mock, latest) {
  const get = async (baseUrl, path, { headers }) => (await fetch(baseUrl + path, { headers })).text();
  const { moocit } = mock.apis;
  return {
    sync: () => get(latest().apis.moocit.baseUrl, '/api/so2/v1/completion', moocit.personas.admin),
    completions: () => mock.campus.truth('stackone', 'integrator'),
    register: async () => undefined,
    fetch: async () => undefined,
  };
}

/** A client that reads the completions of each course of Helsinki. */
function syncOf(mock) {
  const { headers } = mock.apis.helsinki.personas.registrar;
  return async (baseUrl) => {
    for (const { ids } of mock.campus.findCourses())
      await (await fetch(baseUrl + '/api/v0/study-registry/completions/' + ids.helsinki.courseId, { headers })).text();
  };
}

async function run(place, fragment) {
  const bare = createMock({ port: 0, learners: 20 });
  await bare.listen();
  let latest = bare.session();
  const mock = { ...bare, session: (id) => (latest = bare.session(id)) };
  try {
    const client = clientOf(bare, () => latest);
    await fragment({ mock, session: latest, client, mySync: syncOf(bare), completions: [] });
  } catch (error) {
    throw new Error(place, { cause: error });
  } finally {
    await bare.close();
  }
}
`;

test('each fragment of the documentation runs', async () => {
  const fragments = blocks.filter((block) => kindOf(block) === 'fragment');
  expect(fragments.length).toBeGreaterThan(7);
  const calls = fragments.map(
    ({ path, line, text }) =>
      `await run('${path}:${line}', async ({ mock, session, client, mySync, completions }) => {{\n${text}\n}});`,
  );
  await using folder = await mkdtempDisposable(join(root, 'test/documentation/fragments-'));
  const file = join(folder.path, 'fragments.ts');
  const text = `${PRELUDE}\n${calls.join('\n')}`.replace('PACKAGE', join(root, 'src/index.ts'));
  await writeFile(file, text);
  await expect(run(process.execPath, [file])).resolves.toMatchObject({ stderr: '' });
});
