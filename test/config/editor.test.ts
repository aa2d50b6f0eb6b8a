import { mkdir, mkdtempDisposable, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { blockTexts } from '../documentation/pages.ts';
import { startEditor } from '../support/processes/language-server.ts';
import type { Editor } from '../support/processes/language-server.ts';
import { root } from '../support/processes/server-process.ts';

const [documented = ''] = blockTexts('docs/campus.md', 'yaml');
const [campusLine = ''] = documented.split('\n');
const personasLine = campusLine.replace('campus.schema.json', 'personas.schema.json');

describe('in an editor, a file with the first line of docs/campus.md', () => {
  let editor: Editor;
  const stack = new AsyncDisposableStack();

  beforeAll(async () => {
    const project = stack.use(await mkdtempDisposable(join(tmpdir(), 'lms-mock-editor-')));
    await mkdir(join(project.path, 'node_modules'));
    await symlink(root, join(project.path, 'node_modules/lms-mock'));
    editor = stack.use(await startEditor(project.path));
  }, 60_000);
  afterAll(async () => stack.disposeAsync());

  test('has no problems if it is valid, and has hover texts', async () => {
    const file = await editor.open('fixtures/campus.yaml', documented);
    expect(file.problems).toEqual([]);
    expect(await file.hover('username')).toContain('Must be unique.');
    expect(await file.hover('zero-to-five')).toContain('* `zero-to-five`: Integers from 0 (failed) to 5.');
    expect(await file.hover('engines')).toContain('A course.');
  });

  test('has completions', async () => {
    const text = `${campusLine}\nlearners:\n  ada:\n    \ncourses:\n  engines:\n    gradingScale: \n    ids:\n      \nenrolments:\n  - as:\n      \n`;
    const file = await editor.open('fixtures/completed.yaml', text);
    expect(await file.complete('ada:\n    ')).toMatchObject({
      givenName: 'Any text, 1 to 255 characters.',
      email: 'Must be unique. Case is ignored.',
    });
    expect(await file.complete('gradingScale: ')).toEqual({
      letters: expect.any(String),
      'zero-to-five': expect.any(String),
      'pass-fail': expect.any(String),
    });
    expect(Object.keys(await file.complete('ids:\n      '))).toContain('ispring.contentId');
    expect(Object.keys(await file.complete('as:\n      '))).toContain('stackone');
  });

  test('has problems if it is invalid', async () => {
    const text = `${campusLine}
learners:
  ada: { givnName: Ada }
  eve: { email: 12 }
courses:
  engines: { gradingScale: points, ids: { ispring.contentID: '1' } }
enrolments:
  - { learner: ada, gradePoints: 6, enrolledAt: 2026-05-04, as: { ispring2: {} } }
`;
    const { problems } = await editor.open('fixtures/checked.yaml', text);
    expect(problems).toEqual([
      '3: Property givnName is not allowed.',
      '4: Incorrect type. Expected "string".',
      '6: Value is not accepted. Valid values: "letters", "zero-to-five", "pass-fail".',
      expect.stringMatching(/^6: must be an id of a course: one of .*, ispring\.contentId,/),
      '8: Missing property "course".',
      '8: Value is above the maximum of 5.',
      '8: String is not a RFC3339 date-time.',
      '8: Property ispring2 is not allowed.',
    ]);
  });

  test('can contain only the changed members of personas', async () => {
    const text = `${personasLine}
moocit:
  personas:
    forbidden: { mayRead: true }
`;
    const file = await editor.open('fixtures/personas.yaml', text);
    expect(file.problems).toEqual([]);
    expect(await file.hover('forbidden')).toContain('A caller of MOOCit.');
    expect(await file.hover('mayRead')).toContain('refused with a 403');
    const wrong = await editor.open('fixtures/wrong.yaml', `${text}    second: { tokn: x, mayRead: maybe }\n`);
    expect(wrong.problems).toEqual(['5: Property tokn is not allowed.', '5: Incorrect type. Expected "boolean".']);
  });
});
