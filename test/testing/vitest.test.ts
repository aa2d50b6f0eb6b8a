// The rule knows only the `test` of Vitest itself.
/* oxlint-disable vitest/no-standalone-expect */
import { describe, expect } from 'vitest';

import { test } from '../../src/testing/vitest.ts';

const GRADES = '/api/so2/v1/grades';
test.override('mockOptions', { scope: 'worker' }, { learners: 5, validateReplies: true });

test('each test has its own session, in a mock that listens', async ({ session, mock }) => {
  const { baseUrl, personas } = session.apis.moocit;
  expect((await fetch(`${baseUrl}${GRADES}`, { headers: personas.admin.headers })).status).toBe(200);
  expect(session).toHaveCalled('listGrades', { times: 1, persona: 'admin', status: 200 });
  expect(session).toHaveCalled('listGrades');
  expect(session).not.toHaveCalled('listGrades', { status: 403 });
  expect(session).not.toHaveCalled('listCompletions');
  expect(session).toHaveKeptContract();
  expect(mock.session().journal.counts.exchanges).toBe(0);
});

test('toHaveCalled lists the calls of the session', async ({ session }) => {
  const { baseUrl, personas } = session.apis.moocit;
  await fetch(`${baseUrl}${GRADES}`, { headers: personas.admin.headers });
  expect(() => expect(session).toHaveCalled('listCompletions', { status: 200 })).toThrow(
    'Expected a call of listCompletions, status 200; got 0. Calls of the session: listGrades.',
  );
  expect(() => expect(session).toHaveCalled('listGrades', { times: 2 })).toThrow(
    'Expected 2 calls of listGrades; got 1.',
  );
  expect(() => expect(session).not.toHaveCalled('listGrades')).toThrow('Expected not a call of listGrades; got 1.');
});

describe('toHaveKeptContract', () => {
  test('shows the operation, the violation, and the request as a curl command', async ({ session, mock }) => {
    const other = mock.session('broken');
    const { moocit, helsinki } = other.apis;
    await fetch(`${moocit.baseUrl}${GRADES}?username=a'b`);
    const registered = `${helsinki.baseUrl}/api/v0/study-registry/completion-registered-to-study-registry`;
    const headers = { ...helsinki.personas.registrar.headers, 'content-type': 'application/json' };
    await fetch(registered, { method: 'POST', body: '{"one":\n1}', headers });
    const check = (): void => expect(other).toHaveKeptContract();
    expect(check).toThrow('The client broke a contract.');
    expect(check).toThrow(/moocit listGrades: error: header\.authorization: .*\ncurl -sS -g --path-as-is .*username=a/);
    expect(check).toThrow(
      /helsinki registerCompletions: error: body.*\ncurl .* -X POST .*--data-raw '{"one":\n1}' http/,
    );
    expect(session).toHaveKeptContract();
  });

  test('has an option for the severity, and leaves out expected violations', async ({ session }) => {
    const { baseUrl, personas } = session.apis.moocit;
    await fetch(`${baseUrl}${GRADES}?nope=1`, { headers: personas.admin.headers });
    expect(session).toHaveKeptContract();
    expect(session).not.toHaveKeptContract({ failOn: 'warning' });
    session.expectViolation({ operation: 'listGrades', location: 'header.authorization' });
    await fetch(`${baseUrl}${GRADES}`);
    expect(session).toHaveKeptContract();
  });
});
