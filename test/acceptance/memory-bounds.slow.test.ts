import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { library, root } from '../support/processes/server-process.ts';

const run = promisify(execFile);

/** What a program does with a mock, `ask(path, headers)` and `each(count, use)`, many requests at a time. */
const cases = [
  {
    title: 'journals, by headers of 14 KB',
    limitMb: 280,
    program: `const headers = { ...admin, 'x-fill': 'x'.repeat(14_000) };
      await each(20_000, (index) => ask('/sessions/s' + (index % 60) + '/moocit/api/so2/v1/none', headers));`,
  },
  {
    title: 'tallies, by violations with long URLs',
    limitMb: 160,
    program: `const filler = 'v='.padEnd(7_000, 'y');
      const names = (index) => Array.from({ length: 60 }, (_, place) => 'n' + index + '_' + place + '=1').join('&');
      await each(3_000, (index) =>
        ask('/sessions/s' + (index % 1_000) + '/moocit/api/so2/v1/completion?' + names(index) + '&' + filler, admin));`,
    options: ', journal: 0',
  },
  {
    title: 'rules, by many small values',
    limitMb: 110,
    program: `const body = Array.from({ length: 15_000 }, () => ({}));
      for (let index = 0; index < 150; index += 1)
        try {
          mock.session('s' + index).rules.add({ match: { operation: 'listCompletions' }, answer: { status: 200, body }, offContract: true });
        } catch (error) {
          if (error.code !== 'ERR_LMS_MOCK_RULE') throw error;
        }`,
  },
  {
    title: 'expectations, by long texts',
    limitMb: 40,
    program: `const text = (index) => Buffer.from((index + '€').padEnd(900, 'é€')).toString();
      let refused = 0;
      for (let index = 0; index < 30_000; index += 1)
        try {
          mock.session('s' + (index % 60)).expectViolation({ operation: 'GET /' + index, location: text(index), rule: text(index) });
        } catch {
          refused += 1;
        }
      if (refused === 0) throw new Error('None was refused.');
      mock.session('s0').reset();
      mock.session('other').expectViolation({});`,
  },
  {
    title: 'ledgers, by the records of many clients',
    limitMb: 250,
    options: ', journal: 0, learners: 20_000, courses: 12',
    program: `for (let index = 0; index < 40; index += 1) {
        mock.session('s' + index).openLedger();
        await ask('/sessions/s' + index + '/moocit/api/so2/v1/completion', admin);
      }`,
  },
  {
    title:
      'written facts, by the registrations of many clients, of which the last get the 429 of a server without room',
    limitMb: 250,
    options: ', journal: 0, learners: 20_000, courses: 1',
    program: `const key = mock.apis.helsinki.personas.registrar.headers;
      const { slug } = Array.from(mock.campus.findCourses({})).at(-1);
      const rows = await (await fetch('http://127.0.0.1:' + port + '/helsinki/api/v0/study-registry/completions/' + slug, { headers: key })).json();
      const body = JSON.stringify(rows.slice(0, 8_000).map(({ id }, index) => ({ completion_id: id, student_number: String(index), registration_date: '2026-09-01T09:00:00Z' })));
      let refused = 0;
      for (let index = 0; index < 320; index += 1) {
        const response = await fetch('http://127.0.0.1:' + port + '/sessions/s' + index + '/helsinki/api/v0/study-registry/completion-registered-to-study-registry',
          { method: 'POST', headers: { ...key, 'content-type': 'application/json' }, body });
        const text = await response.text();
        if (response.status === 200) continue;
        refused += 1;
        assert.deepEqual(
          [response.status, response.headers.get('retry-after'), response.headers.get('content-type'), JSON.parse(text)],
          [429, '1', 'application/json', { error: 'too_many_requests', retry_after_seconds: 1 }]);
      }
      if (refused === 0 || refused > 50) throw new Error(refused + ' were refused');`,
  },
];

test.for(cases)(
  'what is kept stays below its bound: $title',
  { timeout: 240_000, concurrent: false },
  async ({ program, limitMb, options = '' }) => {
    const text = `
    import assert from 'node:assert/strict';
    import { Agent, get } from 'node:http';
    import { createMock } from '${library}';
    await using mock = createMock({ port: 0, learners: 5, courses: 1${options} });
    const { port } = await mock.listen();
    const admin = { authorization: 'Bearer moocit-admin-token' };
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const ask = (path, headers) => new Promise((resolve, reject) =>
      get({ port, path, headers, agent }, (response) => response.resume().on('end', resolve)).on('error', reject));
    const each = async (count, use) => {
      for (let index = 0; index < count; index += 32)
        await Promise.all(Array.from({ length: 32 }, (_, place) => use(index + place)));
    };
    const heap = () => { gc(); gc(); return process.memoryUsage().heapUsed / 1_048_576; };
    await ask('/moocit/api/so2/v1/completion', admin);
    const before = heap();
    ${program}
    console.log((heap() - before).toFixed(1));
    agent.destroy();
  `;
    const flags = ['--expose-gc', '--max-old-space-size=512', '--input-type=module', '-e', text];
    const { stdout } = await run(process.execPath, flags, { cwd: root });
    expect(Number(stdout)).toBeGreaterThan(5);
    expect(Number(stdout)).toBeLessThan(limitMb);
  },
);
