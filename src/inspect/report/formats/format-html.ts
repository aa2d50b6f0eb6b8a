import { createHash } from 'node:crypto';

import { overallShare, percentOf } from '../coverage.ts';
import { Markup, html } from './markup.ts';
import { withDefaults } from '../options.ts';
import type { ReportOptions } from '../options.ts';
import { coverageSection } from './page-coverage.ts';
import { PAGE_STYLE } from './page-style.ts';
import { violationSection } from './page-violations.ts';
import { ledgerCounts } from '../report.ts';
import type { Ledger, Report } from '../report.ts';
import { totalsOf } from '../totals.ts';
import { fullLedger, verdict } from '../verdict.ts';

/** The page may only use its own style sheet: no scripts, requests or forms. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Not part of the template, since its text must match the policy's hash exactly. */
const STYLE = new Markup(`<style>${PAGE_STYLE}</style>`);

/** Maximum number of unused rules on the page. Many sessions together can have tens of thousands. */
const MAX_RULES = 1000;

/** The report as one self-contained page, without scripts or external files, in light or dark as the system is. */
export function formatHtml(report: Report, options: Partial<ReportOptions> = {}): string {
  const settings = withDefaults(options);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${verdict(report, settings).isPassed ? 'Passed' : 'Failed'}: lms-mock report of ${report.session}</title>
        <link rel="icon" href="data:," />
        ${STYLE}
      </head>
      <body>
        <main>
          ${head(report, settings)} ${violationSection(report, settings.lineOf)} ${coverageSection(report)}
          ${uncheckedSection(report)}
          ${ruleSection(report)}${report.ledger === undefined ? '' : ledgerSection(report.ledger)}
        </main>
        <footer>Created by lms-mock. The JSON report contains all data.</footer>
      </body>
    </html> `;
  return page.text;
}

function head(report: Report, settings: ReportOptions): Markup {
  const { isPassed, reasons } = verdict(report, settings);
  const { errors, warnings } = totalsOf(report.violations);
  const list =
    reasons.length === 0
      ? ''
      : html`<ul>
          ${reasons.map((reason) => html`<li>${reason}</li>`)}
        </ul>`;
  return html`<h1>Contract report</h1>
    <p class="muted">Session <bdi>${report.session}</bdi></p>
    <div class="verdict ${isPassed ? 'good' : 'bad'}">
      <strong>${isPassed ? '✓ Passed' : '✗ Failed'}</strong>${list}
    </div>
    <dl class="numbers">
      ${number('exchanges', report.exchanges)}${number('errors', errors)}${number('warnings', warnings)}${number('coverage', `${percentOf(overallShare(report.coverage))} %`)}
    </dl>`;
}

function number(name: string, value: number | string): Markup {
  return html`<div class="card">
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div> `;
}

function uncheckedSection({ unchecked = [] }: Report): Markup | '' {
  if (unchecked.length === 0) return '';
  const items = unchecked.map(
    ({ api, operationId, count }) =>
      html`<li>
        <code class="chip"><bdi>${api} ${operationId}</bdi></code> ${count}
      </li> `,
  );
  return html`<section>
    <h2>Answered without a verdict: the check took too long</h2>
    <ul class="card rows">
      ${items}
    </ul>
  </section>`;
}

function ruleSection({ unusedRules }: Report): Markup | '' {
  if (unusedRules.length === 0) return '';
  const items = unusedRules.slice(0, MAX_RULES).map(
    ({ id, description }) =>
      html`<li>
        <code class="chip"><bdi>${id}</bdi></code> <bdi>${description}</bdi>
      </li> `,
  );
  const rest = unusedRules.length - items.length;
  return html`<section>
    <h2>Rules that no request matched</h2>
    <ul class="card rows">
      ${items}${rest === 0 ? '' : html`<li>and ${rest} more</li>`}
    </ul>
  </section>`;
}

function ledgerSection(ledger: Ledger): Markup {
  const { given, duplicates, missing } = ledger;
  const counts = ledgerCounts(ledger);
  return html`<section>
    <h2>Ledger</h2>
    <div class="card rows">
      <p>${given} given, ${counts.missing} missing, ${counts.duplicates} handled more than once.</p>
      ${ledger.unrecorded === undefined ? '' : html`<p>${fullLedger(ledger.unrecorded)}</p>`}
      ${idList('missing', missing)}${idList('more than once', duplicates)}
    </div>
  </section>`;
}

function idList(name: string, ids: readonly string[]): Markup | '' {
  if (ids.length === 0) return '';
  const chips = ids.map((id) => html`<code class="chip"><bdi>${id}</bdi></code> `);
  return html`<p class="chips"><span class="muted">${name}</span> ${chips}</p>`;
}
