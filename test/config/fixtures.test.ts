import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import type { DisposableTempDir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { expect, test } from 'vitest';

import { NO_PINNED_FACTS } from '../../src/campus/pinned/pinned-facts.ts';
import { readFixtures } from '../../src/config/fixtures.ts';
import { FixtureError } from '../../src/index.ts';
import { blockTexts } from '../documentation/pages.ts';
import { createMock } from '../support/create-mock.ts';

async function folderWith(files: Readonly<Record<string, string>>): Promise<DisposableTempDir> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
  return folder;
}

test('the fixture in docs/campus.md is valid', async () => {
  const [yaml = ''] = blockTexts('docs/campus.md', 'yaml');
  await using folder = await folderWith({ 'campus.yaml': yaml });
  const { campus } = createMock({ fixtures: folder.path, learners: 0, courses: 0, samples: false });
  expect([...campus.findEnrolments()]).toEqual([
    expect.objectContaining({ username: 'ada', courseTitle: 'Analytical Engines', state: 'passed', gradePoints: 5 }),
  ]);
});

test('learners, courses, enrolments and personas of a user are added to the built-in ones', async () => {
  await using folder = await folderWith({
    'campus.yaml': `
learners:
  ada: { username: ada, email: ada@example.org }
courses:
  algorithms: { title: Algorithms, key: 'course-v1:Own+ALG+1' }
enrolments:
  - { learner: ada, course: algorithms, state: passed, completedAt: 2026-01-02T03:04:05Z }
  - { learner: johndoe, course: algorithms, state: in-progress, progressRatio: 0.25 }
`,
    'personas.yaml': 'moocit:\n  personas:\n    auditor: { token: auditor-token, mayRead: true }\n',
  });
  const mock = createMock({ fixtures: folder.path, learners: 0, courses: 0 });
  const rows = async (query: string): Promise<readonly Record<string, string>[]> => {
    const response = await request(mock.app)
      .get(`/api/so2/v1/completion?${query}`)
      .set('Authorization', 'Bearer auditor-token');
    expect(response.status).toBe(200);
    return response.body;
  };
  expect(await rows('course_id=course-v1%3AOwn%2BALG%2B1')).toEqual([
    { username: 'ada', email: 'ada@example.org', course_id: 'course-v1:Own+ALG+1', completion: '1.00' },
    { username: 'johndoe', email: 'john@example.com', course_id: 'course-v1:Own+ALG+1', completion: '0.25' },
  ]);
  expect(await rows('username=johndoe')).toHaveLength(3);
  expect(mock.apis.moocit.personas).toHaveProperty('admin');
});

test('an entry with a built-in name is merged with it, member by member', async () => {
  await using folder = await folderWith({
    'campus.yaml': 'learners:\n  johndoe: { email: jd@example.org }\n',
    'personas.yaml': 'moocit:\n  personas:\n    forbidden: { mayRead: true }\n',
  });
  const mock = createMock({ fixtures: folder.path, learners: 0, courses: 0 });
  const response = await request(mock.app)
    .get('/api/so2/v1/completion?username=johndoe')
    .set('Authorization', 'Bearer moocit-forbidden-token');
  expect(response.body.map(({ email }: { email: string }) => email)).toEqual(['jd@example.org', 'jd@example.org']);
});

test('a persona with a built-in name can keep its credentials, and refer to accounts and departments of the user', async () => {
  await using folder = await folderWith({
    'campus.yaml': 'departments:\n  own: { name: Own, code: OWN }\n',
    'personas.yaml':
      'moocit:\n  personas:\n    admin: { token: moocit-admin-token }\nstackone:\n  accounts: { mine: active }\n  personas:\n    me: { apiKey: me, account: mine }\nispring:\n  personas:\n    custom: { manages: [OWN], token: owner@email.com }\n    other: { login: owner@email.com, password: p, role: owner }\n',
  });
  const { apis } = createMock({ fixtures: folder.path, learners: 0, courses: 0 });
  expect(Object.keys(apis.moocit.personas)).toEqual(['admin', 'forbidden']);
  expect(Object.keys(apis.stackone.personas)).toEqual(['integrator', 'me']);
});

test('an empty file changes nothing', async () => {
  await using folder = await folderWith({ 'campus.yaml': '# nothing yet\n' });
  expect(createMock({ fixtures: folder.path, learners: 0 }).campus.learnerByUsername('johndoe')).toBeDefined();
});

test.for([
  { file: 'campus.yaml', text: 'learners:\ncourses: ~\ndepartments:\nenrolments:\n' },
  { file: 'campus.yaml', text: 'learners:\n  johndoe:\ncourses:\n  moocit-demo-1: ~\n' },
  { file: 'personas.yaml', text: 'moocit:\nstackone:\n  personas:\n' },
])('an empty section or entry changes nothing: $text', async ({ file, text }) => {
  await using folder = await folderWith({ [file]: text });
  const { facts, personas } = readFixtures({ fixtures: folder.path, samples: true });
  const builtIn = readFixtures({ samples: true });
  expect({ facts, personas }).toEqual({ facts: builtIn.facts, personas: builtIn.personas });
});

test('empty sections change nothing without the samples as well', async () => {
  await using folder = await folderWith({ 'campus.yaml': 'learners:\nenrolments:\n' });
  expect(readFixtures({ fixtures: folder.path, samples: false }).facts).toEqual(NO_PINNED_FACTS);
});

test('without the samples, there are only the facts of the user', async () => {
  await using folder = await folderWith({ 'campus.yaml': 'learners:\n  ada: { username: ada }\n' });
  const { campus } = createMock({ fixtures: folder.path, samples: false, learners: 0, courses: 0 });
  expect([campus.learnerCount, campus.courseCount]).toEqual([1, 0]);
});

test.for([
  {
    title: 'of an invalid enrolment after the built-in ones',
    text: 'enrolments:\n  - { learner: johndoe, course: introduction-to-programming }\n  - { learner: nobody, course: moocit-demo-1 }\n',
    want: /campus\.yaml:3\b.*nobody/s,
  },
  {
    title: 'of a user name that a built-in learner has',
    text: 'learners:\n  double: { username: johndoe }\n',
    want: /campus\.yaml:2\b.*johndoe/s,
  },
  {
    title: 'of instants out of order',
    text: 'enrolments:\n  - learner: johndoe\n    course: introduction-to-programming\n    enrolledAt: 2026-01-02T00:00:00Z\n    lastViewedAt: 2026-01-01T00:00:00Z\n',
    want: /campus\.yaml:\d+/,
  },
  {
    title: 'of an enrolment beside an empty section',
    text: 'learners:\nenrolments:\n  - { learner: nobody, course: moocit-demo-1 }\n',
    want: /campus\.yaml:3: enrolments\.0\.learner: "nobody" must be a name under learners/,
  },
  {
    title: 'of a repeated enrolment',
    text: 'learners: { ada: {} }\nenrolments:\n  - { learner: ada, course: moocit-demo-1 }\n  - { learner: ada, course: moocit-demo-1 }\n',
    want: /campus\.yaml:4: enrolments\.1\.course: "ada" takes "moocit-demo-1" in enrolments\.0 \(.*campus\.yaml:3\) already/,
  },
  {
    title: 'of an unknown member',
    text: 'learners:\n  ada: { usrname: ada }\n',
    want: /campus\.yaml:2\b.*usrname/s,
  },
])('an invalid fixture is refused with the line $title', async ({ text, want }) => {
  await using folder = await folderWith({ 'campus.yaml': text });
  const start = (): unknown => createMock({ fixtures: folder.path });
  expect(start).toThrow(FixtureError);
  expect(start).toThrow(want);
});

test.for([
  {
    title: 'of a contradicting account',
    text: 'stackone:\n  accounts:\n    mine: suspended\n',
    want: [
      /personas\.yaml:3: stackone\.accounts\.mine: is "suspended", but must be one of active, disabled, forbidden$/,
    ],
  },
  {
    title: 'of an unknown member, and of a missing one',
    text: 'moocit:\n  personas:\n    auditor: { token: auditor-token,\n      mayread: true }\n',
    want: [
      /personas\.yaml:3: moocit\.personas\.auditor: must have mayRead$/,
      /personas\.yaml:4: moocit\.personas\.auditor\.mayread: is unknown; the members are token, mayRead$/,
    ],
  },
  {
    title: 'of a token that a built-in persona has, in any order',
    text: 'moocit:\n  personas:\n    admin: { token: moocit-forbidden-token }\n',
    want: [
      /\/personas\.yaml:3: moocit\.personas\.admin\.token: the token must be unique, but the persona forbidden has it too/,
    ],
  },
  {
    title: 'of a login that a built-in persona has',
    text: 'ispring:\n  personas:\n    other: { login: email@email.com, password: password, role: owner }\n',
    want: [
      /\/personas\.yaml:3: ispring\.personas\.other\.login: the login must be unique, but the persona owner has it too/,
    ],
  },
  {
    title: 'of a token that another persona gets from its name',
    text: 'ispring:\n  personas:\n    a: { login: a, password: a, role: owner, token: ispring-b-token }\n    b: { login: b, password: b, role: owner }\n',
    want: [/\/personas\.yaml:4: ispring\.personas\.b: the token must be unique, but the persona a has it too/],
  },
  {
    title: 'of keys that another persona has',
    text: 'stackone:\n  personas:\n    two: { apiKey: stackone-api-key, account: stackone-account }\nhelsinki:\n  personas:\n    one: { key: k }\n    two: { key: k }\n',
    want: [
      /\/personas\.yaml:3: stackone\.personas\.two\.apiKey: the apiKey must be unique, but the persona integrator has it too/,
      /\/personas\.yaml:7: helsinki\.personas\.two\.key: the key must be unique, but the persona one has it too/,
    ],
  },
  {
    title: 'of an invalid account',
    text: 'stackone:\n  personas:\n    stray: { apiKey: k, account: nowhere }\n',
    want: [
      /personas\.yaml:3: stackone\.personas\.stray\.account: is "nowhere", but must be one of stackone-account, stackone-disabled/,
    ],
  },
  {
    title: 'of a department that the campus does not have',
    text: 'ispring:\n  personas:\n    custom:\n      manages: [D01, X9]\n',
    want: [
      /personas\.yaml:4: ispring\.personas\.custom\.manages\.1: is "X9", but must be one of the departments D00, D01/,
    ],
  },
])('an invalid persona is refused with the line $title', async ({ text, want }) => {
  await using folder = await folderWith({ 'personas.yaml': text });
  const start = (): unknown => createMock({ fixtures: folder.path });
  expect(start).toThrow(FixtureError);
  for (const line of want) expect(start).toThrow(new RegExp(line, 'm'));
});

test("a built-in entry that a user's entry makes invalid is reported at the user's line", async () => {
  await using folder = await folderWith({
    'campus.yaml': '# mine\ncourses:\n  moocit-demo-1: { isScored: false }\n',
  });
  const made = (): unknown => createMock({ fixtures: folder.path, learners: 0, courses: 0 });
  expect(made).toThrow(`${join(folder.path, 'campus.yaml')}:3: courses.moocit-demo-1.passRatio: `);
});
