import type { JSX } from 'preact';

import type { ShownExchange } from '../../../inspect/journal/show.ts';
import { Method, Status } from '../parts/badges.tsx';
import { fullMomentText, momentText, spanText } from '../parts/measures.ts';
import { isUnmatched } from './filter.ts';

/** An exchange in the list. */
export function ExchangeRow(props: {
  readonly exchange: ShownExchange;
  /** Distance from the top of the list in pixels. */
  readonly top: number;
  readonly position: number;
  readonly count: number;
  readonly isOpened: boolean;
  readonly onOpen: (sequence: number) => void;
}): JSX.Element {
  const { exchange, top, position, count, isOpened, onOpen } = props;
  const { sequence, request, reply, api, persona, violations, startedAt, durationMs } = exchange;
  const errors = violations.filter(({ severity }) => severity === 'error').length;
  return (
    <div
      id={`exchange-${sequence}`}
      class={`exchange ${isUnmatched(exchange) ? 'unmatched' : ''}`}
      role="option"
      aria-selected={isOpened}
      aria-posinset={position}
      aria-setsize={count}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(sequence)}
    >
      <span class="time" title={fullMomentText(startedAt)}>
        {momentText(startedAt)}
      </span>
      <Method method={request.method} />
      <span class="url" title={request.url}>
        {withoutSession(request.url)}
      </span>
      {violations.length === 0 ? (
        <span />
      ) : (
        <span class={`badge ${errors > 0 ? 'error' : 'warning'}`}>
          {violations.length}
          <span class="hidden"> {violations.length === 1 ? 'violation' : 'violations'}</span>
        </span>
      )}
      <Status status={reply?.status} />
      <span class="duration">{durationMs === undefined ? '' : spanText(durationMs)}</span>
      <span class="api">{api === 'none' ? 'no API' : api}</span>
      <span class="persona">{persona ?? ''}</span>
    </div>
  );
}

function withoutSession(url: string): string {
  return url.replace(/^\/sessions\/[^/]+(?=\/)/, '');
}
