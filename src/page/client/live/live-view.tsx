import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';

import type { ApiDescription } from '../../../control/contracts.ts';
import type { ShownExchange } from '../../../inspect/journal/show.ts';
import { fragmentWith } from '../connection/address.ts';
import { controlApi } from '../connection/control-api.ts';
import type { Live } from '../connection/use-live.ts';
import { Failure } from '../parts/answered.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { countText } from '../parts/measures.ts';
import { addressOf } from '../try-it/send.ts';
import { ExchangeList } from './exchange-list.tsx';
import { ExchangeView } from './exchange-view.tsx';
import { FilterBar } from './filter-bar.tsx';
import { NO_FILTER, filterExchanges } from './filter.ts';

/** The exchanges of a session as they end, the newest first. */
export function LiveView(props: {
  readonly live: Live;
  readonly apis: readonly ApiDescription[];
  readonly session: string;
}): JSX.Element {
  const { live, apis, session } = props;
  const [filter, setFilter] = useState(NO_FILTER);
  const [paused, setPaused] = useState<readonly ShownExchange[]>();
  const [opened, setOpened] = useState<number>();
  const [error, setError] = useState<unknown>();
  const all = paused ?? live.exchanges;
  const exchanges = useMemo(() => filterExchanges(all, filter), [all, filter]);
  const exchange = all.find(({ sequence }) => sequence === opened);
  const newest = paused?.[0]?.sequence ?? 0;
  const heldCount = paused === undefined ? 0 : live.exchanges.filter(({ sequence }) => sequence > newest).length;
  const clear = async (): Promise<void> => {
    try {
      await controlApi.clearJournal(session);
      live.clear();
      setPaused(undefined);
      setOpened(undefined);
      setError(undefined);
    } catch (reason) {
      setError(reason);
    }
  };
  return (
    <>
      <h1 class="hidden">Live</h1>
      <div class="live-bar">
        <FilterBar apis={apis} filter={filter} onChange={setFilter} />
        <div class="buttons">
          <button
            type="button"
            aria-pressed={paused !== undefined}
            onClick={() => setPaused(paused === undefined ? live.exchanges : undefined)}
          >
            {paused === undefined ? 'Pause' : `Resume${heldCount === 0 ? '' : ` (${heldCount} new)`}`}
          </button>
          <button type="button" onClick={() => void clear()}>
            Clear
          </button>
        </div>
      </div>
      <Failure error={error} />
      <div class={`live ${exchange === undefined ? '' : 'has-opened'}`}>
        <section class="list" aria-label="List">
          <p class="list-head">
            <span role="status">{countOf(exchanges.length, all.length)}</span>
          </p>
          {all.length === 0 ? <NoExchanges apis={apis} session={session} /> : null}
          {all.length > 0 && exchanges.length === 0 ? (
            <div class="empty">
              <p>No exchange passes the filter.</p>
              <button type="button" onClick={() => setFilter(NO_FILTER)}>
                Show all
              </button>
            </div>
          ) : null}
          {exchanges.length > 0 ? <Columns /> : null}
          <ExchangeList exchanges={exchanges} opened={opened} onOpen={setOpened} />
        </section>
        {exchange === undefined ? null : (
          <ExchangeView
            key={`${session} ${exchange.sequence}`}
            exchange={exchange}
            onClose={() => setOpened(undefined)}
          />
        )}
      </div>
    </>
  );
}

/** The headings of the rows. Hidden from screen readers, because the rows have their own labels. */
function Columns(): JSX.Element {
  return (
    <div class="columns" aria-hidden="true">
      <span class="time">Time</span>
      <span>Method</span>
      <span>Path</span>
      <span title="Violations">!</span>
      <span>Status</span>
      <span class="duration">Took</span>
      <span class="api">API</span>
      <span class="persona">Persona</span>
    </div>
  );
}

/** Shown instead of an empty list. */
function NoExchanges(props: { readonly apis: readonly ApiDescription[]; readonly session: string }): JSX.Element {
  return (
    <div class="empty">
      <h2>No exchanges yet</h2>
      <p>
        Send a request to a base URL, or <a href={fragmentWith({ view: 'start' })}>try one in Start</a>.
      </p>
      <ul>
        {props.apis.map(({ name }) => (
          <li key={name} class="copy-line">
            <code>{addressOf(props.session, name)}</code>
            <CopyButton text={addressOf(props.session, name)} label={`Copy the base URL of ${name}`} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function countOf(shown: number, all: number): string {
  return shown === all ? countText(all, 'exchange') : `${shown.toLocaleString('en')} of ${countText(all, 'exchange')}`;
}
