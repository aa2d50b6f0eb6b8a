import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { library, root } from '../support/processes/server-process.ts';

const run = promisify(execFile);

/**
 * Programs that use a mock with `ask(path, headers)`, `bulkEnroll(session, enrolment)` and `each(count, use)`, which runs
 * many requests at a time.
 */
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
  {
    title: 'written enrolments, by clients that enrol five thousand learners each, of whom the last are not enrolled',
    limitMb: 250,
    options: ', journal: 0, learners: 5_000, courses: 1',
    program: `const learners = Array.from(mock.campus.findLearners(), ({ username }) => username).slice(0, 5_000);
      const courses = mock.campus.course(0).key;
      let failed = 0;
      for (let index = 0; index < 45; index += 1) {
        const enrolment = { auto_enroll: true, email_students: false, action: 'enroll', courses, identifiers: learners.join() };
        const { results } = JSON.parse(await bulkEnroll('s' + index, enrolment)).courses[courses];
        failed += results.filter(({ error }) => error === true).length;
      }
      if (failed < 10_000 || failed > 100_000) throw new Error(failed + ' were not enrolled');`,
  },
  {
    title: 'ten thousand sessions that write and read, which free it all when they are deleted, so that more can do so',
    limitMb: 40,
    options: ', journal: 0, learners: 200, courses: 12',
    program: `const courses = mock.campus.course(mock.campus.courseCount - 1).key;
      const { headers } = mock.apis.stackone.personas.integrator;
      const write = async (session) => {
        const { username } = mock.campus.learner(7);
        const enrolment = { auto_enroll: true, email_students: false, action: 'enroll', courses, identifiers: username };
        assert.match(await bulkEnroll(session, enrolment), /"enrollment":true/);
        await ask('/sessions/' + session + '/moocit/api/so2/v1/enrollments?username=' + username, admin);
        await ask('/sessions/' + session + '/stackone/unified/lms/completions/123456', headers);
      };
      await each(9_984, (index) => write('s' + index));
      assert.ok(heap() - before < 200, 'the sessions keep ' + (heap() - before) + ' MB');
      for (let index = 0; index < 9_984; index += 1) mock.session('s' + index).delete();
      assert.ok(heap() - before < 20, 'deleted sessions keep ' + (heap() - before) + ' MB');
      await each(992, (index) => write('t' + index));`,
  },
];

test.for(cases)(
  'the memory stays below its limit: $title',
  { timeout: 240_000, concurrent: false },
  async ({ program, limitMb, options = '' }) => {
    const text = `
    import assert from 'node:assert/strict';
    import { Agent, get, request } from 'node:http';
    import { text as textOf } from 'node:stream/consumers';
    import { createMock } from '${library}';
    await using mock = createMock({ port: 0, learners: 5, courses: 1${options} });
    const { port } = await mock.listen();
    const admin = { authorization: 'Bearer moocit-admin-token' };
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const ask = (path, headers) => new Promise((resolve, reject) =>
      get({ port, path, headers, agent }, (response) => response.resume().on('end', resolve)).on('error', reject));
    const bulkEnroll = (session, enrolment) => new Promise((resolve, reject) => {
      const path = '/sessions/' + session + '/moocit/api/bulk_enroll/v1/bulk_enroll/';
      const headers = { ...admin, 'content-type': 'application/json' };
      request({ port, path, method: 'POST', headers, agent }, (response) => textOf(response).then(resolve, reject))
        .on('error', reject).end(JSON.stringify(enrolment));
    });
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
