import request from 'supertest';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { exampleRequestOf } from '../../src/inspect/explain/example-request.ts';
import { createMock } from '../support/create-mock.ts';
import { root, run } from '../support/processes/server-process.ts';
import { send } from '../support/send.ts';

/** The headers of a row of the matrix. */
function headersOf(
  mock: ReturnType<typeof createMock>,
  api: string,
  persona: string,
): Readonly<Record<string, string>> {
  const personas = mock.services.find((one) => one.name === api)?.api.personas ?? [];
  if (persona === '(no credentials)') return {};
  if (persona !== '(wrong credentials)') return { ...personas.find(({ name }) => name === persona)?.headers };
  return Object.fromEntries(
    Object.entries(personas[0]?.headers ?? {}).map(([name, value]) => [
      name,
      name === 'x-account-id' ? value : `${value}-wrong`,
    ]),
  );
}

test.for([
  { name: 'the defaults', options: {} },
  { name: 'publishers denied', options: { variants: { ispring: { publisher: 'denied' } } } as const },
  { name: "a tester's own personas", options: { fixtures: join(root, 'test/fixtures/registered') } },
])('each cell has the status of the same request: $name', async ({ options }) => {
  const mock = createMock({ learners: 40, courses: 3, ...options });
  const permissions = await mock.permissions();
  const operations = mock.services.flatMap(({ name, contract }) =>
    [...contract.operations].flatMap(([id, { security }]) => (security.isNone ? [] : [`${name} ${id}`])),
  );
  expect(new Set(permissions.map(({ api, operationId }) => `${api} ${operationId}`))).toEqual(new Set(operations));
  for (const { api, operationId, persona, status } of permissions) {
    const service = mock.services.find((one) => one.name === api);
    const operation = service?.contract.operations.get(operationId);
    if (service === undefined || operation === undefined) throw new Error(`There is no ${api} ${operationId}`);
    const { method, path, headers, body } = exampleRequestOf(service, operation);
    const session = mock.session();
    const call = send(mock, method, `/sessions/${session.id}/${api}${path}`);
    const answer = await call.set({ ...headers, ...headersOf(mock, api, persona) }).send(body);
    expect(answer.status, `${api} ${operationId} ${persona}`).toBe(status);
  }
});

test('the number of readable records shows the scope of a persona', async () => {
  const mock = createMock({ learners: 80 });
  const permissions = await mock.permissions();
  const of = (persona: string) => permissions.find((one) => one.api === 'ispring' && one.persona === persona);
  const all = mock.campus.truth('ispring', 'owner').length;
  expect(of('owner')).toMatchObject({ status: 200, records: { seen: all, all } });
  expect(of('owner')).not.toHaveProperty('scope');
  const seen = mock.campus.truth('ispring', 'department-administrator').length;
  expect(of('department-administrator')).toMatchObject({
    status: 200,
    records: { seen, all },
    scope: expect.stringContaining('D01'),
  });
  expect(seen).toBeLessThan(all);
  expect(of('learner')).toEqual({
    api: 'ispring',
    operationId: 'listFinalStatuses',
    persona: 'learner',
    status: 403,
    reason: 'forbidden',
  });
  expect(of('(wrong credentials)')).toMatchObject({ status: 401, reason: 'credentials' });
});

test('the variants of a session change its own matrix', async () => {
  const mock = createMock({ learners: 5 });
  const session = mock.session('own');
  session.setVariants({ ispring: { publisher: 'denied' } });
  const statusOf = async (path: string): Promise<unknown> => {
    const { body } = await request(mock.app).get(`/__mock${path}`).set('Host', 'localhost').expect(200);
    return body.find(({ persona }: { readonly persona: string }) => persona === 'publisher')?.status;
  };
  expect([await statusOf('/permissions'), await statusOf('/sessions/own/permissions')]).toEqual([200, 403]);
});

test('the command prints a table for each API, or JSON', async () => {
  const { stdout, exitCode } = await run(['permissions', '--api', 'moocit', '--learners', '0']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /^## moocit\n\n\| persona \| listCompletions \| listGrades \|.*\n(?:\| --- )+\|\n\| admin \| 200 all \d+ records/,
  );
  expect(stdout).toContain('| forbidden | 403 forbidden | 403 forbidden |');
  expect(stdout).toContain('| (no credentials) | 401 credentials | 401 credentials |');
  const json = await run(['permissions', '--format', 'json', '--variant', 'ispring.publisher=denied']);
  expect(JSON.parse(json.stdout)).toContainEqual(expect.objectContaining({ persona: 'publisher', status: 403 }));
  expect(await run(['permissions', '--format', 'xml'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('markdown, json'),
  });
});
