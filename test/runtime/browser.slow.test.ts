import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

import type { FaultInput } from '../../src/index.ts';
import { exampleRequestOf } from '../../src/inspect/explain/example-request.ts';
import { hasNoBrowser } from '../support/processes/browser.ts';
import { useMockInPage } from '../support/processes/mock-in-page.ts';
import type { Asked } from '../support/processes/mock-in-page.ts';

const GRADES = '/moocit/api/so2/v1/grades';

describe.skipIf(hasNoBrowser)('the package in a browser', { concurrent: false }, () => {
  const { mock, errors, inBoth, askBoth, askWorker } = useMockInPage({ learners: 30, courses: 4 });

  test('has the same campus, personas and truth', async () => {
    const { inPage, inNode } = await inBoth(({ mock: { campus, apis } }) => ({
      campus: campus.summary(),
      personas: [apis.moocit, apis.stackone, apis.ispring, apis.helsinki].map(({ personas }) => personas),
      rows: campus.truth('ispring', 'owner'),
    }));
    expect(inPage).toEqual(inNode);
  });

  test.for(mock.services.map((service) => ({ name: service.name, service })))(
    'answers each operation of $name to each caller as in Node',
    async ({ name, service }) => {
      for (const operation of service.contract.operations.values())
        for (const { name: persona, headers } of [...service.api.personas, { name: 'nobody', headers: {} }]) {
          const example = exampleRequestOf(service, operation);
          // Some operations write, so each call has its own session.
          const path = `/sessions/${operation.operationId}-${persona}/${name}${example.path}`;
          const asked = { ...example, path, headers: { ...example.headers, ...headers } };
          const { inPage, inNode } = await askBoth(asked);
          expect(inPage, JSON.stringify(asked)).toEqual(inNode);
        }
    },
  );

  const { moocit, stackone, ispring, helsinki } = mock.apis;
  const admin = moocit.personas.admin.headers;
  const json = { 'content-type': 'application/json' };
  const registers = { ...helsinki.personas.registrar.headers, ...json };
  const compressed = { ...registers, 'content-encoding': 'gzip' };
  const registered = '/helsinki/api/v0/study-registry/completion-registered-to-study-registry';
  const owner = ispring.personas.owner.headers;
  test.for<readonly [string, Asked]>([
    ['HEAD', { method: 'HEAD', path: GRADES, headers: admin }],
    ['an unknown path', { path: '/moocit/nope', headers: admin }],
    ['an unknown method', { method: 'DELETE', path: GRADES, headers: admin }],
    [
      'an invalid cursor',
      { path: '/stackone/unified/lms/users?next=bm9wZQ', headers: stackone.personas.integrator.headers },
    ],
    ['a preferred status', { path: GRADES, headers: { ...admin, prefer: 'code=403' } }],
    ['a value that is made of a schema', { path: GRADES, headers: { ...admin, prefer: 'dynamic=true' } }],
    ['characters beyond ASCII', { path: `${GRADES}?username=${encodeURIComponent('Åsa 😀')}`, headers: admin }],
    ['JSON beyond ASCII', { method: 'POST', path: registered, headers: registers, body: '[{"completion_id":"ö😀"}]' }],
    ['a compressed body', { method: 'POST', path: registered, headers: compressed, body: [...gzipSync('[]')] }],
    ['a body that is not compressed', { method: 'POST', path: registered, headers: compressed, body: 'plain' }],
    [
      'a body that is too large when decompressed',
      { method: 'POST', path: registered, headers: compressed, body: [...gzipSync(Buffer.alloc(3_000_000))] },
    ],
    ['a body that is too large', { method: 'POST', path: registered, headers: registers, body: ' '.repeat(3_000_000) }],
    [
      'a form',
      {
        method: 'POST',
        path: '/ispring/api/v3/token',
        body: 'a=b',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    ],
    [
      'multipart',
      {
        method: 'POST',
        path: '/ispring/webhook/register',
        headers: { ...owner, 'content-type': 'multipart/form-data; boundary=x' },
        body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
      },
    ],
    ['XML', { path: '/ispring/users?pageSize=5', headers: { ...owner, accept: 'application/xml' } }],
    ['the control API', { path: '/__mock/campus' }],
    ['the index', { path: '/', headers: { accept: 'application/json' } }],
  ])('answers %s as in Node', async ([, asked]) => {
    const { inPage, inNode } = await askBoth(asked);
    expect(inPage).toEqual(inNode);
  });

  test.for<FaultInput>([
    { kind: 'reset' },
    { kind: 'no-answer' },
    { kind: 'cut', afterBytes: 100 },
    { kind: 'cut', afterRows: 2 },
    { kind: 'invalid-body' },
    { kind: 'slow-body', chunkBytes: 5_000, everyMs: 1 },
    { kind: 'latency', delayMs: 20 },
    { kind: 'wrong-content-type' },
    { kind: 'stream-error', afterRows: 3 },
  ])('breaks a reply, and keeps it in the journal, as in Node: %j', async (fault) => {
    const session = `fault${JSON.stringify(fault).replaceAll(/\W+/g, '-')}`;
    const rules = `/__mock/sessions/${session}/rules`;
    const operation = fault.kind === 'stream-error' ? 'streamCompletions' : 'listGrades';
    const rule = { match: { operation }, answer: { fault } };
    const added = await askBoth({ method: 'POST', path: rules, headers: json, body: JSON.stringify(rule) });
    expect(added.inPage).toEqual(added.inNode);
    expect(added.inPage).toMatchObject({ status: 201 });

    const asked =
      fault.kind === 'stream-error'
        ? { path: '/helsinki/api/v0/study-registry/completions/BSCS1001', headers: registers }
        : { path: GRADES, headers: admin };
    const answered = await askBoth({ ...asked, path: `/sessions/${session}${asked.path}`, timeoutMs: 300 });
    expect(answered.inPage).toEqual(answered.inNode);

    const journal = await askBoth({ path: `/__mock/sessions/${session}/journal` });
    expect(fixedTextOf(journal.inPage)).toEqual(fixedTextOf(journal.inNode));
  });

  test.for(['text', 'json', 'junit', 'ctrf', 'markdown', 'html'])('reports as in Node: %s', async (format) => {
    // A browser can't read the lines of a contract that a violation breaks, so there is none.
    await askBoth({ path: `/sessions/report-${format}${GRADES}`, headers: { ...admin, ...json } });
    const { inPage, inNode } = await askBoth({ path: `/__mock/sessions/report-${format}/report?format=${format}` });
    expect(fixedTextOf(inPage)).toEqual(fixedTextOf(inNode));
  });

  test('streams rows before the last one is made', async () => {
    const { inPage, inNode } = await inBoth(async ({ library: { createMock } }) => {
      const large = createMock({ learners: 20_000, courses: 1 });
      const { path, personas } = large.apis.moocit;
      const { body } = await large.fetch(`${path}/api/so2/v1/grades`, { headers: personas.admin.headers });
      const lengths: number[] = [];
      for await (const piece of body ?? []) lengths.push(piece.length);
      await large.close();
      return { isInPieces: lengths.length > 10, length: lengths.reduce((sum, each) => sum + each, 0) };
    });
    expect(inPage).toEqual(inNode);
    expect(inPage).toMatchObject({ isInPieces: true });
  });

  test('answers within a service worker', async () => {
    const { inPage, inNode } = await askWorker({ path: GRADES, headers: admin });
    expect(inPage).toEqual(inNode);
  });

  test('says what a browser can not do', async () => {
    const { inPage } = await inBoth(({ library: { createMock }, mock: { listen } }) => {
      const problemOf = (run: () => unknown): unknown =>
        Promise.resolve()
          .then(run)
          .then(
            () => 'none',
            ({ message }: Error) => message,
          );
      return Promise.all([
        problemOf(listen),
        problemOf(() => createMock({ fixtures: './own' })),
        problemOf(() => createMock({ specs: { own: './own.yaml' } })),
      ]);
    });
    expect(inPage).toEqual([
      expect.stringContaining('A mock in a browser has no address.'),
      expect.stringContaining('fixtures folder ./own'),
      expect.stringContaining('a browser has no files'),
    ]);
  });

  test('keeps the webhooks that a browser can not send in the session', async () => {
    const { inPage } = await inBoth(async ({ mock: here }) => {
      const session = here.session('webhooks');
      const { path, personas } = session.apis.ispring;
      for (const [operation, more] of [
        ['register', { callbackUrl: 'http://localhost:9/' }],
        ['code/send', {}],
      ] as const)
        await here.fetch(`${path}/webhook/${operation}`, {
          method: 'POST',
          headers: { ...personas.owner.headers, 'content-type': 'application/json' },
          body: JSON.stringify({ subscriberName: 'me', ...more }),
        });
      await session.callbacksSent();
      return session.callbacks;
    });
    expect(JSON.stringify(inPage)).toContain('A mock in a browser can not call other servers.');
  });

  test('causes no error of the page', () => {
    expect(errors).toEqual([]);
  });
});

/** The text of a reply without the times and lengths that differ between two runs. */
function fixedTextOf(reply: unknown): string {
  const { text }: { readonly text?: unknown } = Object(reply);
  return String(text).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|(?<=(?:Ms|Bytes|start|stop)\W{1,6})[\d.]+/g, '');
}
