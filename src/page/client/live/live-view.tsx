import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';

import type { ApiDescription } from '../../../control/contracts.ts';
import type { ShownExchange } from '../../../inspect/journal/show.ts';
import { controlApi } from '../connection/control-api.ts';
import type { Live } from '../connection/use-live.ts';
import { Failure } from '../parts/answered.tsx';
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
          {exchanges.length === 0 ? <Empty isFiltered={all.length > 0} /> : null}
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

function Empty({ isFiltered }: { readonly isFiltered: boolean }): JSX.Element {
  return (
    <p class="empty">
      {isFiltered ? 'No exchange passes the filter.' : 'No exchanges yet. Send a request, or try one in Start.'}
    </p>
  );
}

function countOf(shown: number, all: number): string {
  const exchanges = all === 1 ? 'exchange' : 'exchanges';
  return shown === all ? `${all} ${exchanges}` : `${shown} of ${all} ${exchanges}`;
}
