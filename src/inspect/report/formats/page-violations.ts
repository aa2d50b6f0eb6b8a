import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import type { LineOf } from '../options.ts';
import type { Report, ReportViolation } from '../report.ts';
import { totalsOf } from '../totals.ts';
import { NO_OPERATION, countOf, placeOf } from '../wording.ts';

/** The violations section of a page, by API and operation. Expected violations have their own section. */
export function violationSection(report: Report, lineOf: LineOf): Markup {
  const { violations, expected = [], unmetExpectations = [], exchanges } = report;
  const own = violations.length === 0 ? noViolations(exchanges) : violationsByApi('Violations', violations, lineOf);
  return html`${own}${expected.length === 0 ? '' : violationsByApi('Expected violations', expected, lineOf)}${unmetExpectations.length === 0 ? '' : unmetSection(unmetExpectations)}`;
}

function unmetSection(unmet: readonly string[]): Markup {
  return html`<section>
    <h2>Expected violations that did not happen</h2>
    <ul class="card rows">
      ${unmet.map((text) => html`<li><bdi>${text}</bdi></li> `)}
    </ul>
  </section>`;
}

function noViolations(exchanges: number): Markup {
  const words = exchanges === 0 ? 'There were no requests to check.' : 'All requests conformed to their contracts.';
  return html`<section>
    <h2>Violations</h2>
    <p>${words}</p>
  </section>`;
}

function violationsByApi(title: string, violations: Report['violations'], lineOf: LineOf): Markup {
  const apis = Array.from(
    Map.groupBy(violations, ({ api }) => api),
    ([api, own]) =>
      html`<h3><bdi>${api}</bdi></h3>
        ${operationsOf(own, lineOf)}`,
  );
  return html`<section>
    <h2>${title}</h2>
    ${apis}
  </section>`;
}

/** A badge for each severity that occurs. */
function badges(violations: readonly ReportViolation[]): readonly Markup[] {
  const { errors, warnings } = totalsOf(violations);
  return [
    ...(errors > 0 ? [html`<span class="badge bad">${countOf(errors, 'error')}</span> `] : []),
    ...(warnings > 0 ? [html`<span class="badge warn">${countOf(warnings, 'warning')}</span> `] : []),
  ];
}

function operationsOf(violations: readonly ReportViolation[], lineOf: LineOf): readonly Markup[] {
  return Array.from(
    Map.groupBy(violations, ({ operationId = NO_OPERATION }) => operationId),
    ([operation, own]) =>
      html`<details class="card" open>
        <summary>
          <span class="name"><bdi>${operation}</bdi></span> ${badges(own)}
        </summary>
        <ul>
          ${own.map((violation) => violationItem(violation, lineOf))}
        </ul>
      </details> `,
  );
}

function violationItem(violation: ReportViolation, lineOf: LineOf): Markup {
  const { severity, count, location, message, rule, provenance, example, pointer } = violation;
  return html`<li class="violation">
    <p>
      <span class="badge ${severity === 'error' ? 'bad' : 'warn'}">${severity}</span>
      <code class="name"><bdi>${location}</bdi></code> <span class="muted">${countOf(count, 'time')}</span>
    </p>
    <p class="message"><bdi>${message}</bdi></p>
    <dl class="facts">
      <dt>Example</dt>
      <dd>
        <code><bdi>${`${example.method} ${example.url}`}</bdi></code>
      </dd>
      <dt>Contract</dt>
      <dd>
        <code><bdi>${placeOf(violation, lineOf)}</bdi></code> <span class="muted">${provenance}, rule ${rule}</span>
      </dd>
      ${lineOf(violation.api, pointer) === undefined ? '' : pointerFact(pointer)}
    </dl>
  </li> `;
}

/** Shown if the place is a line, which does not contain the pointer. */
function pointerFact(pointer: string): Markup {
  return html`<dt>Pointer</dt>
    <dd>
      <code><bdi>${pointer}</bdi></code>
    </dd>`;
}
