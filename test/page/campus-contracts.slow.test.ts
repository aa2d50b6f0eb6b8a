import { describe, expect, test } from 'vitest';

import { hasNoBrowser, useBrowser } from '../support/processes/browser.ts';
import { createMock } from '../support/create-mock.ts';
import { SERIAL, openPage } from './opened.ts';

const ADMIN = { authorization: 'Bearer moocit-admin-token', 'content-type': 'application/json' };

describe.skipIf(hasNoBrowser)('in a browser (skipped where none is installed)', SERIAL, () => {
  const browser = useBrowser();

  test('Campus finds learners, courses and enrolments, with the ids of each API to try', async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    await using opened = await openPage(browser(), `${url}/#view=campus`);
    const { tab, complaints } = opened;
    const titles = (): Promise<readonly string[]> => tab.locator('.entity .title').allInnerTexts();
    await tab.getByLabel('Label').selectOption('apostrophe-and-ampersand');
    await tab.getByText('1 learner', { exact: true }).waitFor();
    expect(await titles()).toEqual(["D'Arcy & <Jo> O'Neill"]);
    await tab.getByLabel('Label').selectOption('');
    await tab.getByLabel('Part of a name or a title').fill('jane doe');
    await tab.getByText('1 learner', { exact: true }).waitFor();

    await tab.getByRole('button', { name: 'enrolments' }).click();
    await tab.getByLabel('State').selectOption('in-progress');
    await tab.locator('.entity .badge', { hasText: 'in-progress' }).first().waitFor();
    const [enrolment] = mock.campus.findEnrolments({ search: 'jane doe', state: 'in-progress' });
    const row = tab.locator('.entity').first();
    await row.locator('summary').click();
    const stackone = row.getByRole('group', { name: 'stackone', exact: true });
    await stackone.getByText(String(enrolment?.ids.stackone.completionId)).waitFor();
    await row
      .getByRole('group', { name: 'moocit', exact: true })
      .getByRole('button', { name: 'Try listCompletions' })
      .click();
    await row.getByRole('button', { name: 'Send' }).click();
    const body = await row.getByLabel('body of the answer', { exact: true }).innerText();
    expect(JSON.parse(body)).toMatchObject([{ username: 'JaneDoe', course_id: enrolment?.courseKey }]);

    await tab.getByRole('button', { name: 'courses' }).click();
    await tab.getByLabel('Part of a name or a title').fill('Introduction to Programming');
    await tab.getByText('1 course', { exact: true }).waitFor();
    const seen = tab.getByRole('region', { name: 'Records by persona' });
    await seen.getByText('Learners outside of the departments D01').waitFor();
    expect(complaints).toEqual([]);
  });

  test('Contracts shows operations with their coverage, the permissions, and the document', async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    await using opened = await openPage(browser(), `${url}/#view=contracts`);
    const { tab, complaints } = opened;
    const operation = tab.locator('.operation', { hasText: 'listGrades' });
    await operation.locator('summary').click();
    const parameters = operation.getByRole('region', { name: 'Parameters of listGrades' });
    await parameters.getByText('Only rows of the learner with this username.').waitFor();
    expect(await parameters.getByRole('row', { name: 'username' }).innerText()).toContain('never');
    await operation.getByText('Django REST framework, PermissionDenied').waitFor();
    await fetch(`${url}/api/so2/v1/grades?username=johndoe`, { headers: ADMIN });
    await parameters.getByRole('row', { name: 'username' }).getByText('1 ×').waitFor();

    const matrix = tab.getByRole('region', { name: 'Operations by persona' });
    expect((await matrix.getByRole('row', { name: 'listGrades' }).innerText()).split(/\s+/)).toEqual([
      'listGrades',
      '200',
      '403',
      '401',
      '401',
    ]);
    for (const format of ['YAML', 'JSON']) {
      await tab.getByRole('button', { name: format, exact: true }).click();
      const name = `moocit.${format.toLowerCase()}`;
      const shown = await tab.getByLabel(name, { exact: true }).innerText();
      expect(shown.trimEnd()).toBe((await (await fetch(`${url}/__mock/specs/${name}`)).text()).trimEnd());
    }
    await tab.getByRole('button', { name: 'helsinki' }).click();
    await tab.locator('.operation', { hasText: 'streamCompletions' }).first().waitFor();
    expect(complaints).toEqual([]);
  });
});
