import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import type { ShownExchange } from '../../../inspect/journal/show.ts';
import { ExchangeRow } from './exchange-row.tsx';

/** Height of a row in pixels. The style sheet has the same. */
const ROW_HEIGHT = 32;
/** Rows above and below the visible ones, so that scrolling shows no gap. */
const MARGIN_ROWS = 8;

/** The exchanges. Only the visible rows are in the document, so thousands cost no more than thirty. */
export function ExchangeList(props: {
  readonly exchanges: readonly ShownExchange[];
  /** Sequence number of the opened exchange. */
  readonly opened: number | undefined;
  readonly onOpen: (sequence: number | undefined) => void;
}): JSX.Element {
  const { exchanges, opened, onOpen } = props;
  const list = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ top: 0, height: 600 });
  const newest = useRef<number>(undefined);
  const openedIndex = opened === undefined ? -1 : exchanges.findIndex(({ sequence }) => sequence === opened);

  useEffect(() => {
    const { current } = list;
    if (current === null) return undefined;
    const measure = new ResizeObserver(() => setPlace({ top: current.scrollTop, height: current.clientHeight }));
    measure.observe(current);
    return () => measure.disconnect();
  }, []);

  // New rows come at the top. A person who has scrolled down keeps looking at the same rows.
  useLayoutEffect(() => {
    const { current } = list;
    const before = exchanges.findIndex(({ sequence }) => sequence === newest.current);
    newest.current = exchanges[0]?.sequence;
    if (current !== null && before > 0 && current.scrollTop > 0) current.scrollTop += before * ROW_HEIGHT;
  }, [exchanges]);

  const openAt = (index: number): void => {
    const found = exchanges[Math.max(0, Math.min(exchanges.length - 1, index))];
    const { current } = list;
    if (found === undefined || current === null) return;
    onOpen(found.sequence);
    const top = exchanges.indexOf(found) * ROW_HEIGHT;
    if (top < current.scrollTop) current.scrollTop = top;
    if (top + ROW_HEIGHT > current.scrollTop + current.clientHeight)
      current.scrollTop = top + ROW_HEIGHT - current.clientHeight;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(place.height / ROW_HEIGHT) - 1);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: openedIndex + 1,
      ArrowUp: openedIndex - 1,
      PageDown: openedIndex + page,
      PageUp: openedIndex - page,
      Home: 0,
      End: exchanges.length - 1,
    };
    const target = targets[event.key];
    if (event.key === 'Escape') onOpen(undefined);
    if (target === undefined) return;
    event.preventDefault();
    openAt(target);
  };

  const first = Math.max(0, Math.floor(place.top / ROW_HEIGHT) - MARGIN_ROWS);
  const shown = exchanges.slice(first, first + Math.ceil(place.height / ROW_HEIGHT) + 2 * MARGIN_ROWS);
  return (
    <div
      ref={list}
      class="exchanges"
      role="listbox"
      aria-label="Exchanges"
      tabIndex={0}
      aria-activedescendant={openedIndex === -1 ? undefined : `exchange-${opened}`}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) => setPlace({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })}
    >
      <div role="presentation" class="space" style={{ height: exchanges.length * ROW_HEIGHT }}>
        {shown.map((exchange, index) => (
          <ExchangeRow
            key={exchange.sequence}
            exchange={exchange}
            top={(first + index) * ROW_HEIGHT}
            position={first + index + 1}
            count={exchanges.length}
            isOpened={exchange.sequence === opened}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  );
}
