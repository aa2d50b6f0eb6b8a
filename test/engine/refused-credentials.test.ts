import { afterAll, expect, test } from 'vitest';
import request from 'supertest';
import { createMock } from '../support/create-mock.ts';

const mock = createMock({ learners: 5 });
afterAll(() => mock.close());

interface Violation {
  readonly location: string;
}

/** The violations of a call of an API's showcase. */
async function violationsOf(name: string, headers: Readonly<Record<string, string>>): Promise<readonly Violation[]> {
  const service = mock.services.find((one) => one.name === name);
  if (service === undefined) throw new Error(`no API ${name}`);
  const { path, headers: own = {} } = service.api.showcase;
  const response = await request(mock.app).get(`/${name}${path}`).set(own).set(headers);
  const violations: readonly Violation[] = JSON.parse(response.headers['x-lms-mock-violations'] ?? '[]');
  return violations.filter((violation) => Reflect.get(violation, 'severity') === 'error');
}

const account = { 'x-account-id': 'stackone-account' };

test.for([
  { name: 'moocit', headers: {}, want: ['header.authorization'] },
  { name: 'moocit', headers: { authorization: 'Bearer wrong' }, want: ['header.authorization'] },
  { name: 'stackone', headers: account, want: ['header.authorization'] },
  { name: 'stackone', headers: { ...account, authorization: 'Basic d3Jvbmc6' }, want: ['header.authorization'] },
  {
    name: 'ispring',
    headers: { 'x-auth-email': 'email@email.com' },
    want: ['header.x-auth-account-url', 'header.x-auth-password'],
  },
  {
    name: 'ispring',
    headers: { 'x-auth-email': 'x', 'x-auth-password': 'y', 'x-auth-account-url': 'z' },
    want: ['header.x-auth-account-url'],
  },
  // Helsinki has no 401: each of its refusals has a code for credentials.
  { name: 'helsinki', headers: {}, want: ['header.authorization'] },
  { name: 'helsinki', headers: { authorization: 'Basic wrong' }, want: ['header.authorization'] },
  // The credentials are right, only the permission is missing: that is no violation.
  { name: 'moocit', headers: { authorization: 'Bearer moocit-forbidden-token' }, want: [] },
])('$name refuses $headers: the violations are $want', async ({ name, headers, want }) => {
  expect((await violationsOf(name, headers)).map(({ location }) => location)).toEqual(want);
});

test('right credentials are no violation', async () => {
  for (const { name, api } of mock.services) {
    const [persona] = api.personas;
    expect(await violationsOf(name, persona?.headers ?? {}), name).toEqual([]);
  }
});
