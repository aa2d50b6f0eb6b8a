import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';

import type { Mock } from '../../src/index.ts';
import { hasNoBrowser, useBrowser } from '../support/processes/browser.ts';
import { createMock } from '../support/create-mock.ts';
import { SERIAL, openPage } from './opened.ts';

const ADMIN = { authorization: 'Bearer moocit-admin-token', 'content-type': 'application/json' };

const press = (tab: Page, name: string | RegExp): Promise<void> => tab.getByRole('button', { name }).click();

/** The rows of a list of MOOCit. */
async function rowsOf(response: Response): Promise<readonly { readonly username: string }[]> {
  return JSON.parse(await response.text());
}

async function pressed(tab: Page, name: RegExp): Promise<void> {
  await press(tab, name);
  await tab.getByRole('button', { name, pressed: true }).waitFor();
}

describe.skipIf(hasNoBrowser)('the view Control in a browser (skipped where none is installed)', SERIAL, () => {
  const browser = useBrowser();

  async function withControl(use: (tab: Page, mock: Mock, url: string) => Promise<void>): Promise<void> {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    await using opened = await openPage(browser(), `${url}/#view=control`);
    await use(opened.tab, mock, url);
  }

  test('one click makes each situation, and another click ends it', async () => {
    await withControl(async (tab, mock, url) => {
      const grades = (): Promise<Response> => fetch(`${url}/api/so2/v1/grades`, { headers: ADMIN });
      const statuses = async (): Promise<readonly number[]> => [
        (await grades()).status,
        (await fetch(`${url}/unified/lms/completions/123456`)).status,
      ];
      const normal = await rowsOf(await grades());
      for (const [name, status] of [
        [/^Everything 403/, 403],
        [/^Expired credentials/, 401],
        [/^Everything 404/, 404],
        [/^Server error/, 500],
      ] as const) {
        await pressed(tab, name);
        expect(await statuses()).toEqual([status, status]);
      }
      await pressed(tab, /^429 twice/);
      expect([(await grades()).status, (await grades()).status, (await grades()).status]).toEqual([429, 429, 200]);
      await pressed(tab, /^Empty list/);
      expect(await (await grades()).json()).toEqual([]);
      await pressed(tab, /^Long list/);
      expect(await (await grades()).json()).toHaveLength(1000);
      await press(tab, /^Long list/);
      await pressed(tab, /^Broken stream/);
      await expect(grades().then((response) => response.text())).rejects.toThrow('terminated');
      await press(tab, /^Broken stream/);

      await pressed(tab, /^Awkward learners first/);
      const rows = await rowsOf(await grades());
      const awkward = new Set([...mock.campus.findLearners({ label: 'any' })].map(({ username }) => username));
      const first = rows.findIndex(({ username }) => !awkward.has(username));
      expect(first).toBeGreaterThan(5);
      expect(rows.slice(first).some(({ username }) => awkward.has(username))).toBe(false);
      expect(rows).toHaveLength(normal.length);

      await press(tab, /^Awkward learners first/);
      await tab.getByText('No rules.').waitFor();
      expect(await rowsOf(await grades())).toEqual(normal);
    });
  });

  test('combines situations, of which each is switched off separately, and replaces those that exclude one another', async () => {
    await withControl(async (tab, mock, url) => {
      const { rules } = mock.session('default');
      const grades = (): Promise<Response> => fetch(`${url}/api/so2/v1/grades`, { headers: ADMIN });
      const answers = (): readonly unknown[] => Array.from(rules, ({ answer }) => answer);
      const on = async (): Promise<readonly string[]> =>
        (await tab.locator('.situation[aria-pressed=true] strong, .slider.chosen strong').allInnerTexts()).map((text) =>
          text.replace(/ ●$/, ''),
        );
      const fault = { kind: 'latency', delayMs: 500 };
      await pressed(tab, /^429 twice/);
      await pressed(tab, /^Empty list/);
      await tab.getByRole('slider').fill('500');
      await tab.getByText('Each answer comes 0.5 seconds later').waitFor();
      await vi.waitFor(() =>
        expect(answers()).toEqual([
          {
            sequence: [
              { status: 429, fault },
              { status: 429, fault },
            ],
          },
          { rows: { count: 0 }, fault },
        ]),
      );
      const begun = performance.now();
      expect([(await grades()).status, (await grades()).status]).toEqual([429, 429]);
      expect(await (await grades()).json()).toEqual([]);
      expect(performance.now() - begun).toBeGreaterThan(1_450);
      await vi.waitFor(async () => expect(await on()).toEqual(['Slow server', 'Empty list']));

      await press(tab, /^Empty list/);
      await vi.waitFor(() => expect(answers()).toEqual([{ fault }]));
      await pressed(tab, /^Long list/);
      await pressed(tab, /^Broken stream/);
      await vi.waitFor(async () => expect(await on()).toEqual(['Broken stream', 'Long list']));
      await pressed(tab, /^Everything 403/);
      await vi.waitFor(async () => expect(await on()).toEqual(['Everything 403', 'Broken stream']));
      await pressed(tab, /^Awkward learners first/);
      await vi.waitFor(async () => expect(await on()).toEqual(['Broken stream', 'Awkward learners first']));
    });
  });

  test('makes the server slow, moves the clock, varies, chooses a variant and resets', async () => {
    await withControl(async (tab, mock) => {
      const session = mock.session('default');
      await tab.getByRole('slider').fill('1500');
      await tab.getByText('Each answer comes 1.5 seconds later').waitFor();
      expect([...session.rules]).toMatchObject([{ answer: { fault: { kind: 'latency', delayMs: 1500 } } }]);
      await press(tab, 'A day');
      await press(tab, 'A week');
      await press(tab, '30 days');
      await tab.getByText('2026-10-09 09:00').waitFor();
      await press(tab, 'Off');
      await press(tab, 'Next seed');
      await tab.getByText('On, seed 2').waitFor();
      await tab.locator('summary', { hasText: 'moocit' }).click();
      await tab.getByLabel('Which of the two forms of Open edX do refusals have?').selectOption('developer-message');
      await vi.waitFor(() =>
        expect(session.variants).toMatchObject({ moocit: { 'error-family': 'developer-message' } }),
      );
      await press(tab, 'Reset the session');
      await tab.getByText('2026-09-01 09:00').waitFor();
      expect([...session.rules, session.variation]).toEqual([undefined]);
    });
  });

  test('lists rules, edits them as JSON with errors in place, and deletes them', async () => {
    await withControl(async (tab, mock) => {
      const { rules } = mock.session('default');
      await press(tab, 'New rule');
      const editor = tab.getByLabel('Rule as JSON');
      await editor.fill('{"answer": {"status": 99}}');
      await press(tab, 'Add the rule');
      await tab
        .getByRole('alert')
        .getByText('answer.status: must be a whole number from 200 to 599, got 99.')
        .waitFor();
      expect(await editor.getAttribute('aria-invalid')).toBe('true');
      await editor.fill('{"match": {"operation": "listGrades"}, "answer": {"status": 403}}');
      await press(tab, 'Add the rule');
      await press(tab, 'Edit rule-1');
      await editor.fill('{"match": {"operation": "listGrades"}, "answer": {"status": 429}}');
      await press(tab, 'Replace rule-1');
      await tab.getByRole('button', { name: 'Delete rule-2' }).waitFor();
      expect([...rules]).toMatchObject([{ id: 'rule-2', answer: { status: 429 } }]);
      await press(tab, 'Delete rule-2');
      await tab.getByText('No rules.').waitFor();
      expect([...rules]).toEqual([]);
    });
  });
});
