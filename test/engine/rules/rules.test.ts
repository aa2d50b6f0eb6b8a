import request from 'supertest';
import { expect, test } from 'vitest';

import { blockTexts, pages } from '../../documentation/pages.ts';
import { createMock } from '../../support/create-mock.ts';
import { expectInContract } from '../../support/judges/prove.ts';
import { askApi, openSession } from '../../support/rules.ts';
import { send } from '../../support/send.ts';

const mock = createMock({ learners: 20, courses: 2 });
const completion = '/unified/lms/completions/123456';
const statuses = '/content/123/final_statuses';
const stream = '/api/v0/study-registry/completions/BSCS1001';

test('the rules in the documentation are valid', async () => {
  const guide = 'docs/rules-and-faults.md';
  const shown = blockTexts(guide, 'json').map((json): unknown => JSON.parse(json));
  const faults = cellsOf(guide, /^\| `(\{"kind".*?\})` \|/gm);
  const states = cellsOf('docs/front-end.md', /^\| .* \| `(\{"answer".*\})` \|/gm);
  const streamed = faults.map((fault) => {
    const operation = String(Object(fault).kind).endsWith('-write') ? 'createUserCompletion' : 'streamCompletions';
    return { match: { operation }, answer: { fault } };
  });
  expect([shown.length, faults.length, states.length]).toEqual([9, 15, 8]);
  const kinds = new Set(faults.map((fault) => Object(fault).kind));
  expect(kinds).toEqual(new Set(await kindsOfFaults()));
  const path = `/__mock/sessions/shown/rules`;
  for (const rule of [...shown, ...streamed, ...states]) {
    const { status, body } = await request(mock.app).post(path).set('Host', '127.0.0.1').send(Object(rule));
    expect([status, body.detail]).toEqual([201, undefined]);
  }
});

/** The JSON in the matching cells of a page's tables. */
function cellsOf(path: string, pattern: RegExp): readonly unknown[] {
  return Array.from((pages.get(path) ?? '').matchAll(pattern), ([, json = '']): unknown => JSON.parse(json));
}

test("a status has the vendor's body and headers, in the requested media type", async () => {
  const { session, ask } = openSession(mock);
  const rule = session.on('listCompletions').reply({ status: 403 });
  const forced = await ask();
  rule.remove();
  const own = await ask(undefined, session.apis.moocit.personas.forbidden.headers);
  expect([forced.status, forced.text, forced.type]).toEqual([own.status, own.text, own.type]);

  session.on('listFinalStatuses').reply({ status: 429, headers: { 'Retry-After': '7' } });
  const xml = await askApi(mock, { session, api: 'ispring', path: statuses, headers: { accept: 'application/xml' } });
  expect([xml.type, xml.headers['retry-after']]).toEqual(['application/xml', '7']);
  const json = await askApi(mock, { session, api: 'ispring', path: statuses, headers: { accept: 'application/json' } });
  expect([json.type, json.body]).toEqual(['application/json', { code: 429, message: 'Too Many Requests' }]);
});

test('every status of every operation can be forced, and its answer conforms to the contract', async () => {
  for (const { name, contract } of mock.services) {
    for (const operation of contract.operations.values()) {
      for (const status of operation.responses.keys()) {
        const session = mock.session();
        session.rules.add({ match: { api: name, operation: operation.operationId }, answer: { status } });
        const path = operation.path.replaceAll(/\{[^}]+\}/g, 'x');
        const address = `/sessions/${session.id}/${name}${path}`;
        const response = await send(mock, operation.method, address);
        expect(response.status).toBe(status);
        const service = mock.services.find((one) => one.name === name);
        expect(service).toBeDefined();
        if (service !== undefined) await expectInContract(service, operation, response);
      }
    }
  }
});

test('violations of the client are reported for any answer of a rule', async () => {
  const { session, ask } = openSession(mock);
  session.on('listCompletions').reply({ status: 403 });
  const { headers } = await ask('/api/so2/v1/completion?user=x');
  expect(headers['x-lms-mock-violations']).toContain('query.user');
});

test('a rule has precedence over preferences of the client', async () => {
  const { session, ask } = openSession(mock);
  session.on('listCompletions', { times: 1 }).reply({ status: 403 });
  expect((await ask().set('Prefer', 'code=401')).status).toBe(403);
  expect((await ask().set('Prefer', 'code=401')).status).toBe(401);
});

test('a patch is merged into each row, or into a single value', async () => {
  const { session, ask } = openSession(mock);
  session.on('listCompletions').patch({ completion: '0.125' });
  const { body } = await ask();
  expect(body).toHaveLength(2);
  for (const row of body) expect(row).toEqual({ ...row, username: 'johndoe', completion: '0.125' });

  session.on('getCompletion').patch({ data: { external_reference: 'patched', remote_id: null } });
  const { body: single } = await askApi(mock, { session, api: 'stackone', path: completion });
  expect(single.data).toMatchObject({ id: '123456', external_reference: 'patched' });
  expect(single.data).not.toHaveProperty('remote_id');

  session.on('listFinalStatuses').patch({ status: 'passed' });
  expect((await askApi(mock, { session, api: 'ispring', path: statuses })).text).toMatch(/passed/);
});

test('a refusal is not patched', async () => {
  const { session, ask } = openSession(mock);
  session.on('listCompletions').patch({ completion: '0.125' });
  expect((await ask(undefined, {})).body).toEqual({ detail: 'Authentication credentials were not provided.' });
});

test('a rule off the contract can answer with any status, body or patch', async () => {
  const { session, ask } = openSession(mock);
  session
    .on('listCompletions', { times: 1 })
    .reply({ status: 418, body: 'tea', headers: { 'X-Pot': 'yes' } }, { offContract: true });
  const tea = await ask();
  expect([tea.status, tea.text, tea.headers['x-pot']]).toEqual([418, 'tea', 'yes']);
  session.on('listCompletions', { times: 1 }).patch({ completion: 7, more: [1] }, { offContract: true });
  expect((await ask()).body[0]).toMatchObject({ completion: 7, more: [1] });
  session.on('listCompletions', { times: 1 }).reply({ status: 200, body: { no: 'list' } }, { offContract: true });
  expect((await ask()).body).toEqual({ no: 'list' });
});

test('a sequence answers in turn, and is then used up', async () => {
  const { session, ask } = openSession(mock);
  const rule = session
    .on('listCompletions')
    .sequence([
      { status: 429, headers: { 'Retry-After': '2' } },
      { status: 429 },
      { normal: true },
      { patch: { completion: '1.0' } },
    ]);
  const answers = [];
  for (let call = 0; call < 5; call += 1) answers.push(await ask());
  expect(answers.map(({ status, headers }) => [status, headers['retry-after']])).toEqual([
    [429, '2'],
    [429, '1'],
    [200, undefined],
    [200, undefined],
    [200, undefined],
  ]);
  expect(answers.map(({ body }) => body[0]?.completion)).toEqual([undefined, undefined, '0.80', '1.0', '0.80']);
  expect(rule.callCount).toBe(4);
});

test("sessions don't see each other's rules, and a reset ends them", async () => {
  const [one, other] = [openSession(mock), openSession(mock)];
  one.session.on('listCompletions').reply({ status: 403 });
  expect([(await one.ask()).status, (await other.ask()).status]).toEqual([403, 200]);
  expect(
    (await request(mock.app).get('/api/so2/v1/completion').set(one.session.apis.moocit.personas.admin.headers)).status,
  ).toBe(200);
  one.session.reset();
  expect([(await one.ask()).status, [...one.session.rules]]).toEqual([200, []]);
});

test('a member called __proto__ is an ordinary member, and does not change any prototype', async () => {
  const { session, ask } = openSession(mock);
  const patch: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
  session.on('listCompletions').patch(Object(patch), { offContract: true });
  const { text } = await ask();
  expect(text).toContain('"__proto__":{"polluted":true}');
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test('a session has at most 1000 rules, and 1 MB of them', () => {
  const session = mock.session();
  for (let made = 0; made < 1000; made += 1) session.on('listCompletions').reply({ status: 403 });
  for (let tries = 0; tries < 100_000; tries += 1000)
    expect(() => session.on('listCompletions').reply({ status: 403 })).toThrow(/maximum 1000 rules per session/);
  session.rules.clear();
  const big = (): unknown =>
    session.on('listCompletions').reply({ status: 200, body: 'x'.repeat(60_000) }, { offContract: true });
  for (let made = 0; made < 17; made += 1) big();
  expect(big).toThrow(/1 MB/);
});

test('changing the object of a rule after it was added has no effect', async () => {
  const { session, ask } = openSession(mock);
  const patch = { completion: '0.5' };
  session.on('listCompletions').patch(patch);
  patch.completion = 'broken';
  expect((await ask()).body[0].completion).toBe('0.5');
});

test('a random delay depends only on the seed, the rule and the call', async () => {
  async function draws(seed: number): Promise<readonly unknown[]> {
    const seen: unknown[] = [];
    const own = createMock({ seed, learners: 0, onExchange: ({ exchange }) => seen.push(exchange?.fault) });
    const session = own.session();
    session.on('listCompletions', { times: 5 }).fault({ kind: 'latency', uniform: { minMs: 0, maxMs: 50 } });
    session.on('listCompletions').fault({ kind: 'latency', lognormal: { medianMs: 5, sigma: 0.5 } });
    for (let call = 0; call < 10; call += 1)
      await request(own.app).get(`${session.apis.moocit.path}/api/so2/v1/completion`);
    return seen;
  }
  const [one, same, other] = await Promise.all([draws(1), draws(1), draws(2)]);
  expect(one).toEqual(same);
  expect(one).not.toEqual(other);
  expect(new Set(one.map((fault) => JSON.stringify(fault))).size).toBeGreaterThan(3);
});

test('a stream ends in the vendor’s own error message', async () => {
  const { session } = openSession(mock);
  session.on('streamCompletions', { times: 1 }).fault({ kind: 'stream-error', afterRows: 1 });
  session.on('streamCompletions').fault({ kind: 'stream-error', afterRows: 0 });
  const { status, text } = await askApi(mock, { session, api: 'helsinki', path: stream })
    .buffer(true)
    .parse((response, done) => {
      let all = '';
      response.on('data', (chunk) => (all += String(chunk))).on('end', () => done(null, all));
    })
    .then(({ status: code, body }) => ({ status: code, text: String(body) }));
  expect(status).toBe(200);
  expect(text).toMatch(/^\[\{"completion_date".*\}Streaming error\. Details: ControllerError \{[^]*http-request\n$/);
  expect(text.match(/completion_date/g)).toHaveLength(1);
});

/** The kinds of faults in the contract of the control API. */
async function kindsOfFaults(): Promise<readonly string[]> {
  const { body } = await request(mock.app).get('/__mock/openapi.json').set('Host', '127.0.0.1');
  const { oneOf } = body.components.schemas.Rule.properties.answer.properties.fault;
  return Array.from(oneOf, (fault) => Object(fault).properties.kind.const);
}
