import type { JSX } from 'preact';

import type { SessionDescription } from '../../../control/control.ts';
import { controlApi } from '../connection/control-api.ts';
import type { Act } from './situation-panel.tsx';

const SPANS = [
  { title: 'A day', days: 1 },
  { title: 'A week', days: 7 },
  { title: '30 days', days: 30 },
];

/** The clock and the variation of the session, and its reset. */
export function SessionPanel(props: { readonly state: SessionDescription; readonly act: Act }): JSX.Element {
  const { state, act } = props;
  const { id, now, variation } = state;
  const isVaried = variation !== undefined;
  return (
    <section class="card" aria-label="Session">
      <h2>Session {id}</h2>
      <div>
        <h3>Clock</h3>
        <p class="clock">
          <time dateTime={now}>{now.slice(0, 16).replace('T', ' ')}</time> <span class="faint">UTC</span>
        </p>
        <p class="buttons wrap">
          <span class="faint">Forward by</span>
          {SPANS.map(({ title, days }) => (
            <button key={title} type="button" onClick={() => act(() => controlApi.advance(id, { days }))}>
              {title}
            </button>
          ))}
        </p>
      </div>
      <div>
        <h3>Variation</h3>
        <p class="faint">
          Answers stay within the contract, but change: absent members, nulls, other formats and order.
        </p>
        <p class="buttons wrap">
          <button
            type="button"
            aria-pressed={isVaried}
            onClick={() => act(() => controlApi.vary(id, isVaried ? null : 1))}
          >
            {isVaried ? `On, seed ${variation.seed}` : 'Off'}
          </button>
          {isVaried ? (
            <button type="button" onClick={() => act(() => controlApi.vary(id, variation.seed + 1))}>
              Next seed
            </button>
          ) : null}
        </p>
      </div>
      <div>
        <h3>Reset</h3>
        <p class="faint">Removes rules, written data, exchanges and coverage, and turns the clock back.</p>
        <button type="button" class="danger" onClick={() => act(() => controlApi.reset(id))}>
          Reset the session
        </button>
      </div>
    </section>
  );
}
