import request from 'supertest';
import type { Response } from 'supertest';
import { expect, test } from 'vitest';

import { formatReport } from '../../../src/index.ts';
import type { MockSession } from '../../../src/index.ts';
import { formatJson, formatPretty } from '../../../src/cli/serve/log.ts';
import { createMock } from '../../support/create-mock.ts';

const lines: string[] = [];
const mock = createMock({
  learners: 20,
  onExchange: (summary) => lines.push(formatPretty(summary), formatJson(summary)),
});
const { app } = mock;
const owner = { client_id: 'email@email.com', client_secret: 'password', grant_type: 'client_credentials' };
const statuses = '/content/123/final_statuses';

function askForToken(form: Readonly<Record<string, string>>, { path }: { path: string } = mock.apis.ispring) {
  return request(app).post(`${path}/api/v3/token`).type('form').send(form);
}

async function tokenOf(form: Readonly<Record<string, string>>, at?: { path: string }): Promise<string> {
  const { status, body } = await askForToken(form, at);
  expect(status).toBe(200);
  return String(body.access_token);
}

function read(authorization: string, { path }: { path: string } = mock.apis.ispring): Promise<Response> {
  return request(app).get(`${path}${statuses}`).set({ authorization, accept: 'application/json' });
}

test('a token is answered as the vendor documents it, and is good in both forms of the header', async () => {
  const response = await askForToken(owner);
  expect([response.status, response.type]).toEqual([200, 'application/json']);
  expect(response.body).toEqual({ access_token: expect.any(String), expires_in: 1800, token_type: 'bearer' });
  for (const header of [response.body.access_token, `Bearer ${response.body.access_token}`]) {
    const { status, headers, body } = await read(header);
    expect([status, headers['x-lms-mock-violations']]).toEqual([200, undefined]);
    expect(body).toHaveLength(2);
  }
});

test('a token is that of the persona whose id and secret were sent', async () => {
  const learner = await read(await tokenOf({ ...owner, client_id: 'learner@email.com' }));
  expect([learner.status, learner.body.message]).toEqual([403, 'Permission denied']);
});

test('XML is sent if it is requested', async () => {
  const response = await askForToken(owner).accept('application/xml').buffer(true);
  expect(response.text).toMatch(
    /^<\?xml version="1\.0" encoding="UTF-8"\?><response><access_token>[^<]+<\/access_token><expires_in>1800<\/expires_in><token_type>bearer<\/token_type><\/response>$/,
  );
});

test.for([
  { title: 'a wrong secret', form: { ...owner, client_secret: 'x' }, want: [401, 'body/client_secret'] },
  { title: 'an unknown client', form: { ...owner, client_id: 'x' }, want: [401, 'body/client_secret'] },
  { title: 'no secret', form: { client_id: 'x', grant_type: 'client_credentials' }, want: [400, 'body/client_secret'] },
  { title: 'another grant', form: { ...owner, grant_type: 'password' }, want: [400, 'body/grant_type'] },
  { title: 'nothing', form: {}, want: [400, 'body'] },
] as const)('refuses $title, as a violation', async ({ form, want: [code, location] }) => {
  const response = await askForToken(form).accept('application/json');
  expect([response.status, response.body.code]).toEqual([code, code]);
  const [first] = JSON.parse(response.headers['x-lms-mock-violations'] ?? '[]');
  expect(first).toMatchObject({ location, severity: 'error' });
});

test('a body in JSON is refused', async () => {
  const response = await request(app).post('/api/v3/token').send(owner);
  expect(response.status).toBe(400);
  expect(response.headers['x-lms-mock-violations']).toContain('header.content-type');
});

test('a token is refused when its half hour is over, and one that was never issued always', async () => {
  const session = mock.session();
  const { ispring } = session.apis;
  const token = await tokenOf(owner, ispring);
  session.advance({ minutes: 29 });
  expect((await read(token, ispring)).status).toBe(200);
  session.advance({ minutes: 1 });
  for (const wrong of [token, `Bearer ${token}`, 'x', `x.${token.split('.')[1]}`, 'ispring-owner-token.zzzzzzzz']) {
    const refused = await read(wrong, ispring);
    expect([refused.status, refused.body.message], wrong).toEqual([401, 'Unauthorized']);
    expect(refused.headers['x-lms-mock-violations']).toContain('header.authorization');
  }
  expect((await read(await tokenOf(owner, ispring), ispring)).status).toBe(200);
});

test('a session in the secret gets the request, and is part of the token', async () => {
  const session = mock.session();
  session.rules.add({ match: { operation: 'listFinalStatuses' }, answer: { status: 429 } });
  const token = await tokenOf({ ...owner, client_secret: `password~${session.id}` });
  expect(token).toMatch(new RegExp(`~${session.id}$`));
  for (const header of [token, `Bearer ${token}`]) expect((await read(header)).status).toBe(429);
  expect(session.journal.exchanges().map(({ operationId }) => operationId)).toEqual([
    'createAccessToken',
    'listFinalStatuses',
    'listFinalStatuses',
  ]);
});

test.for(['/api/v2', '/index.php/api/v2'])('the account host answers below %s', async (base) => {
  const session = mock.session();
  const call = (path: string): request.Test =>
    request(app)
      .get(path)
      .set({ ...mock.apis.ispring.personas.owner.headers, ...session.headers });
  for (const prefix of ['', '/ispring', `/sessions/${session.id}`]) {
    const { status, text, headers } = await call(`${prefix}${base}${statuses}`);
    expect([status, headers['x-lms-mock-violations']]).toEqual([200, undefined]);
    expect(text).toBe((await call(statuses)).text);
  }
  const violationOf = async (path: string): Promise<string> =>
    String((await call(base + path)).headers['x-lms-mock-violations']);
  expect(await violationOf('/groups')).toContain(
    'iSpring Learn has this operation; lms-mock does not serve it: GET /groups',
  );
  expect(await violationOf('/content/123/final_status')).toContain('did you mean GET /content/{content_item_id}/final');
  expect(await violationOf('/api/v3/token'), 'the token has one address').toContain('did you mean POST');
  const put = await request(app).put(`${base}${statuses}`);
  expect([put.status, put.headers['allow']]).toEqual([405, 'GET, HEAD']);
});

test('no secret of it is shown', async () => {
  const session: MockSession = mock.session();
  const form = { ...owner, client_secret: 'password' };
  const token = await tokenOf(form, session.apis.ispring);
  await askForToken({ ...form, client_secret: 'CANARY' }, session.apis.ispring);
  for (const twice of ['client_secret=CANARY', 'client_secret=CANARY%zz']) {
    const body = `client_id=x&grant_type=client_credentials&client_secret=a&${twice}`;
    const refused = await request(app).post(`${session.apis.ispring.path}/api/v3/token`).type('form').send(body);
    expect(refused.status).toBe(400);
    expect(refused.headers['x-lms-mock-violations']).toContain('body/client_secret');
    expect(refused.headers['x-lms-mock-violations']).not.toContain('CANARY');
  }
  await read(token, session.apis.ispring);
  const report = await session.report();
  const shown = [
    ...(['json', 'har', 'pact'] as const).map((format) => session.journal.export(format)),
    ...(['json', 'text', 'html', 'junit', 'markdown', 'ctrf'] as const).map((format) => formatReport(report, format)),
    ...lines.filter((line) => line.includes(session.id)),
  ].join('\n');
  expect(shown).not.toContain('CANARY');
  expect(shown).not.toContain(token);
  expect(shown).toContain('client_secret=***');
});

test('it is never shown as documented, and comes after documented ones', async () => {
  const { body } = await request(app).get('/__mock/explain/ispring');
  const operations: readonly Record<string, unknown>[] = body.operations;
  const provenances = operations.map(({ provenance }) => provenance);
  expect([operations[0]?.['operationId'], ...provenances.slice(0, 2)]).toEqual([
    'listFinalStatuses',
    'documented',
    'observed',
  ]);
  expect(new Set(provenances.slice(1))).toEqual(new Set(['observed']));
});
