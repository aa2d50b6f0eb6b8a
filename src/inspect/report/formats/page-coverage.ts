import { isCounted, overallShare, percentOf, sharesByKind } from '../coverage.ts';
import type { Share } from '../coverage.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { missingByOperation } from '../missing.ts';
import type { Missing } from '../missing.ts';
import type { CoverageItem, Report } from '../report.ts';
import { kindNames } from '../wording.ts';

/** The coverage section of a page: bars for all APIs, then for each API with its missing items. */
export function coverageSection({ coverage }: Report): Markup {
  if (coverage.length === 0)
    return html`<section>
      <h2>Coverage</h2>
      <p>No contract declares anything.</p>
    </section>`;
  const apis = Array.from(
    Map.groupBy(coverage, ({ api }) => api),
    ([api, own]) => apiCoverage(api, own),
  );
  const hasUncounted = coverage.some(({ kind }) => !isCounted(kind));
  const note = hasUncounted
    ? html`<p class="muted">Enum values and variants are not part of the overall share.</p>`
    : '';
  return html`<section>
    <h2>Coverage</h2>
    <div class="card">${bars(coverage)}</div>
    ${note}${apis}
  </section>`;
}

function apiCoverage(api: string, items: readonly CoverageItem[]): Markup {
  const missing = missingByOperation(items);
  const count = items.filter((item) => item.count === 0).length;
  const list =
    count === 0
      ? html`<p class="rows">Everything was exercised.</p>`
      : html`<ul class="missing">
          ${missing.map(missingItem)}
        </ul>`;
  return html`<details class="card">
    <summary>
      <span class="name"><bdi>${api}</bdi></span> <span>${percentOf(overallShare(items))} %</span>
      <span class="muted">${count === 0 ? 'nothing missing' : `${count} not exercised`}</span>
    </summary>
    ${bars(items)}${list}
  </details> `;
}

function bars(items: readonly CoverageItem[]): Markup {
  return html`<ul class="bars">
    ${bar('overall', overallShare(items), 'overall')}${sharesByKind(items).map((share) => bar(kindNames[share.kind], share, 'kind'))}
  </ul> `;
}

function bar(name: string, share: Share, className: string): Markup {
  const percent = percentOf(share);
  return html`<li class="${className}">
    <span>${name}</span>
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="10" />
      <rect class="fill" width="${percent}" height="10" />
    </svg>
    <span class="share">${share.exercised} of ${share.declared}, ${percent} %</span>
  </li> `;
}

function missingItem({ operation, isNeverCalled, kinds }: Missing): Markup {
  const names = kinds.map(
    ({ kind, names: own }) =>
      html`<p class="chips">
        <span class="muted">${kindNames[kind]}</span>
        ${own.map((name) => html`<code class="chip"><bdi>${name}</bdi></code> `)}
      </p>`,
  );
  return html`<li>
    <span class="name"><bdi>${operation}</bdi></span>
    ${isNeverCalled ? html`<span class="badge warn">never called</span>` : ''}${names}
  </li> `;
}
