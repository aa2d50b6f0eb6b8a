import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { hasNoBrowser, useBrowser } from '../support/processes/browser.ts';
import { createMock } from '../support/create-mock.ts';
import { root } from '../support/processes/server-process.ts';
import { SERIAL, openPage } from './opened.ts';

describe.skipIf(hasNoBrowser)('the view Start in a browser (skipped where none is installed)', SERIAL, () => {
  const browser = useBrowser();

  test('shows each API with its base URL and the credentials of its personas, to copy', async () => {
    await using mock = createMock({ port: 0, specs: { library: join(root, 'test/fixtures/mounted/library.yaml') } });
    const { url } = await mock.listen();
    await using opened = await openPage(browser(), url);
    const { tab, complaints } = opened;
    for (const { name, api, contract } of [...mock.services, ...mock.mounted]) {
      const card = tab.getByRole('region', { name: contract.title });
      await card.getByText(`${url}/${name}`, { exact: true }).waitFor();
      for (const { name: persona, headers } of api.personas) {
        await card.getByRole('button', { name: `Copy the credentials of ${persona}`, exact: true }).click();
        const copied = await tab.evaluate<string>('navigator.clipboard.readText()');
        expect(copied).toBe(
          Object.entries(headers)
            .map(([header, value]) => `${header}: ${value}`)
            .join('\n'),
        );
      }
    }
    expect(complaints).toEqual([]);
  });

  test('sends a documented request as a persona, and shows the answer and its violations', async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    mock.session('mine').rules.add({ match: { persona: 'forbidden' }, answer: { fault: { kind: 'reset' } } });
    await using opened = await openPage(browser(), `${url}/#session=mine`);
    const { tab } = opened;
    const card = tab.getByRole('region', { name: 'MOOCit (Open edX)' });
    await card.getByRole('button', { name: 'Try it as admin' }).click();
    await card.getByRole('button', { name: 'Send' }).click();
    const answer = card.getByRole('region', { name: 'Answer' });
    await answer.getByText('200', { exact: true }).waitFor();
    await answer.getByText('No violations').waitFor();
    expect(JSON.parse(await answer.getByLabel('body of the answer', { exact: true }).innerText())).toContainEqual(
      expect.objectContaining({ username: 'johndoe' }),
    );

    await card.getByLabel('Operation').selectOption('listGrades');
    await card.getByLabel('Path').fill('/moocit/api/so2/v1/grades?pages=2');
    await card.getByRole('button', { name: 'Send' }).click();
    await answer.getByText('query.pages', { exact: true }).waitFor();

    await card.getByRole('combobox', { name: 'Persona' }).selectOption('forbidden');
    await card.getByRole('button', { name: 'Send' }).click();
    await card.getByRole('alert').getByText('No answer: the connection ended.').waitFor();

    const { journal } = mock.session('mine');
    // A browser may send a request again whose connection was reset.
    const sent = Array.from(journal, ({ request, persona }) => `${persona} ${request.url}`);
    expect([...new Set(sent)]).toEqual([
      'admin /sessions/mine/api/so2/v1/completion?username=johndoe',
      'admin /sessions/mine/moocit/api/so2/v1/grades?pages=2',
      'forbidden /sessions/mine/moocit/api/so2/v1/grades?pages=2',
    ]);
  });

  test('a link to a session that does not exist creates none', async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    await using opened = await openPage(browser(), `${url}/#session=nobody`);
    const { tab } = opened;
    await tab.getByRole('heading', { name: 'The session nobody does not exist' }).waitFor();
    const isThere = async (): Promise<boolean> => (await fetch(`${url}/__mock/sessions/nobody`)).ok;
    expect(await isThere()).toBe(false);
    await tab.getByRole('button', { name: 'Create it' }).click();
    await tab.getByRole('region', { name: 'MOOCit (Open edX)' }).waitFor();
    expect(await isThere()).toBe(true);
  });

  test('the session is chosen at the top, and stays when the view changes', async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    mock.session('other');
    await using opened = await openPage(browser(), url);
    const { tab } = opened;
    await tab.getByLabel('Session').fill('other');
    await tab.getByLabel('Session').press('Enter');
    await tab.getByText(`${url}/sessions/other/moocit`, { exact: true }).waitFor();
    await tab.getByRole('link', { name: 'Contracts' }).click();
    expect(new URL(tab.url()).hash).toBe('#session=other&view=contracts');
  });

  test('works with the token in the fragment of its address, and says when it is missing', async () => {
    await using mock = createMock({ port: 0, token: 'sesame' });
    const { url } = await mock.listen();
    await using opened = await openPage(browser(), `${url}/#token=sesame`);
    await opened.tab.getByRole('region', { name: 'MOOCit (Open edX)' }).waitFor();
    await using without = await openPage(browser(), url);
    expect(await without.tab.getByRole('alert').innerText()).toContain('Authorization: Bearer');
  });
});
