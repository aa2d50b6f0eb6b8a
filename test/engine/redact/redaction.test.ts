import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { formatReport } from '../../../src/index.ts';
import { formatJson, formatPretty } from '../../../src/cli/serve/log.ts';
import { createMock } from '../../support/create-mock.ts';
import { canaries } from '../../support/cases/canaries.ts';
import { SECRET, form, header, json, multipart, part, plain, query, xml } from '../../support/cases/canary.ts';
import { secretDocument } from '../../support/cases/secret-document.ts';
import type { Canary } from '../../support/cases/canary.ts';

const folder = mkdtempSync(join(tmpdir(), 'redaction-'));
const file = join(folder, 'secrets.json');
writeFileSync(file, JSON.stringify(secretDocument));
const lines: string[] = [];
const mock = createMock({
  port: 0,
  learners: 5,
  specs: { doc: file },
  redact: ['X-House-Key', 'door_number'],
  onExchange: (summary) => lines.push(formatPretty(summary), formatJson(summary)),
  onDefect: (error) => expect.fail(String(error)),
});
beforeAll(() => mock.listen());
afterAll(async () => {
  await mock.close();
  rmSync(folder, { recursive: true });
});

/** Sends a request byte for byte: fetch would refuse to send some of these. */
async function send(session: string, { path = '/any', headers = {}, type, body }: Canary): Promise<string> {
  const { port } = new URL(mock.apis.moocit.baseUrl);
  const socket = connect(Number(port), '127.0.0.1');
  const bytes = Buffer.from(body ?? '');
  const head = {
    Host: 'localhost',
    Connection: 'close',
    ...headers,
    ...(body === undefined ? {} : { 'Content-Length': String(bytes.length), 'Content-Type': type ?? '' }),
  };
  const headLines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(
    `${body === undefined ? 'GET' : 'POST'} /sessions/${session}/doc${path} HTTP/1.1\r\n${headLines.join('')}\r\n`,
  );
  socket.write(bytes);
  let answer = '';
  socket.setEncoding('utf8').on('data', (text) => (answer += String(text)));
  await once(socket, 'close');
  return answer;
}

const formats = ['json', 'har', 'curl', 'fetch', 'pact'] as const;
const reports = ['text', 'json', 'junit', 'ctrf', 'markdown', 'html'] as const;

/** A part of a secret must be hidden as well. */
function expectHidden(text: string, place: string): void {
  expect(/.{0,200}(?:CAN|NARY).{0,200}/.exec(text)?.[0] ?? '', place).toBe('');
}

/** The first events in the event stream of the session's journal. */
async function firstEvents(url: URL, count: number): Promise<string> {
  const left = new AbortController();
  const { body } = await fetch(url, { signal: left.signal });
  let text = '';
  for await (const bytes of body ?? []) {
    text += Buffer.from(bytes).toString('latin1');
    if (text.split('\n\n').length > count) break;
  }
  left.abort();
  return text;
}

/** The canaries share sessions, because formatting a report costs much more than a request. */
const SESSIONS = 8;
const sessionIds = Array.from({ length: SESSIONS }, (_, index) => `canaries-${index}`);

describe('a secret', () => {
  test.each(canaries.map((canary, index) => ({ ...canary, id: `canaries-${index % SESSIONS}` })))(
    'is not in the answer: $title',
    async ({ id, ...canary }) => {
      const answer = await send(id, canary);
      expect(answer, 'the request is answered').toMatch(/^HTTP\/1\.1 [2-4]/);
      expectHidden(/^x-lms-mock-violations:.*/im.exec(answer)?.[0] ?? '', 'the header');
    },
  );

  // Not concurrent: it must run after all requests.
  test.each(sessionIds)(
    'is in no journal, export, report, event or log of session %s',
    { concurrent: false },
    async (id) => {
      const session = mock.session(id);
      const sent = canaries.filter((_, index) => id === `canaries-${index % SESSIONS}`).length;
      expect(session.journal.exchanges()).toHaveLength(sent);
      for (const format of formats) expectHidden(session.journal.export(format), format);
      for (const format of reports) expectHidden(formatReport(await session.report(), format), format);
      const at = (path: string): URL => new URL(`/__mock/sessions/${id}${path}`, mock.apis.moocit.baseUrl);
      for (const path of ['/journal', '/journal?format=har', '/report', '/coverage'])
        expectHidden(await (await fetch(at(path))).text(), path);
      const events = await firstEvents(at('/journal/events'), sent);
      expect(events.match(/event: exchange/g)).toHaveLength(sent);
      expectHidden(events, 'the events');
      const own = lines.filter((line) => line.includes(`/sessions/${id}/`));
      expect(own).toHaveLength(2 * sent);
      for (const line of own) expectHidden(line, 'the log');
    },
  );

  test('is not in the report of all sessions', { concurrent: false }, () => {
    const { violations } = mock.report();
    expect(violations.length).toBeGreaterThan(0);
    expectHidden(JSON.stringify(violations), 'the violations');
  });

  test.each(reports)('in a rule that never matched is not in a report as %s', async (format) => {
    const session = mock.session();
    session.rules.add({
      match: { api: 'doc', operation: 'GET /any' },
      answer: { status: 200, body: { access_token: SECRET } },
    });
    expect(formatReport(await session.report(), format)).not.toContain(SECRET);
  });
});

describe('a text that is not secret', () => {
  test.each([
    query('next_page_token=Visible'),
    query('keyboard=Visible&secretary=Visible&passed=Visible&author=Visible'),
    header('X-Account-Id', 'Visible'),
    header('X-Trace', 'Visible'),
    json('{"title":"Visible","token_type":"Visible","monkey":1}'),
    form('title=Visible&page=2'),
    xml('<book><title lang="Visible">Visible</title></book>'),
    multipart('a part', `${part('name="title"', 'Visible')}\r\n--b--\r\n`),
    plain('Visible: http://h.example/?a=Visible'),
    plain('title: Visible; b\n  below: Visible\n- Visible\n'),
    json('{"name":"title","value":"Visible","list":["title","Visible"],"a":"<b>Visible</b> 100% a%20b"}'),
    xml('<member><name>title</name><value>Visible</value></member>'),
    header('X-Level', 'Basic course Visible'),
  ])('is kept as it was sent: $title', async (canary) => {
    const session = mock.session();
    await send(session.id, canary);
    const [exchange] = session.journal.exchanges();
    expect(JSON.stringify(exchange?.request)).not.toContain('***');
    expect(JSON.stringify(exchange?.request)).toContain('Visible');
    expect(exchange?.request.body?.text).toBe(canary.body);
    expect(exchange?.request.url).toBe(`/sessions/${session.id}/doc${canary.path ?? '/any'}`);
  });

  test('is kept in the answers of the APIs', async () => {
    for (const { name, api } of mock.services) {
      const session = mock.session();
      const { path, headers } = api.showcase;
      const url = `${session.apis.moocit.baseUrl.replace(/moocit$/, name)}${path}`;
      const text = await (await fetch(url, { headers: { ...api.personas[0]?.headers, ...headers } })).text();
      expect(session.journal.exchanges()[0]?.reply?.body.text).toBe(text.slice(0, 16_384));
    }
  });
});
