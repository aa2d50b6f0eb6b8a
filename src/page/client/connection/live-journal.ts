import type { Reload } from '../../../control/reloads.ts';
import type { ShownExchange } from '../../../inspect/journal/show.ts';
import { forgetContracts } from './contracts.ts';
import { readEvents } from './event-stream.ts';
import type { ServerEvent } from './event-stream.ts';
import { sessionPath } from './control-api.ts';
import { ControlError, request } from './request.ts';

/** The known exchanges of a session, and of the connection to the server. */
export interface LiveState {
  /** The newest first. */
  readonly exchanges: readonly ShownExchange[];
  readonly connection: 'connecting' | 'open' | 'lost';
  /** Why there is no connection. */
  readonly problem?: string;
  /** The last reload since the page was opened. */
  readonly reload?: Reload;
}

export interface LiveJournal {
  /** Forgets the exchanges. */
  clear(): void;
  close(): void;
}

/** Maximum number of exchanges that the page holds; the oldest go first. */
const MAX_EXCHANGES = 10_000;
/** Maximum number of characters of all of them. */
const MAX_CHARACTERS = 64 * 1_048_576;
/** Time between two changes of the page, in milliseconds. */
const BATCH_MS = 80;
const MIN_WAIT_MS = 500;
const MAX_WAIT_MS = 5_000;
/** The server sends a comment every 15 seconds. Without one for this long, the connection is dead. */
const SILENCE_MS = 40_000;

/** Follows the exchanges of a session, and connects again when the server went away. */
export function followSession(session: string, onChange: (state: LiveState) => void): LiveJournal {
  const stop = new AbortController();
  let exchanges: ShownExchange[] = [];
  let sizes: number[] = [];
  let characters = 0;
  let last = 0;
  let connection: LiveState['connection'] = 'connecting';
  let problem: string | undefined;
  let reload: Reload | undefined;
  /** The connection was open, or the server did not answer: it may be another process now. */
  let isLater = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function publish(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange({
        exchanges: exchanges.toReversed(),
        connection,
        ...(problem === undefined ? {} : { problem }),
        ...(reload === undefined ? {} : { reload }),
      });
    }, BATCH_MS);
  }

  function take({ event, data }: ServerEvent): void {
    if (event === 'reload') {
      reload = JSON.parse(data);
      forgetContracts();
    }
    if (event !== 'exchange') return;
    const exchange: ShownExchange = JSON.parse(data);
    last = exchange.sequence;
    exchanges.push(exchange);
    sizes.push(data.length);
    characters += data.length;
  }

  function letGo(): void {
    let count = Math.max(0, exchanges.length - MAX_EXCHANGES);
    for (let index = 0; index < count; index += 1) characters -= sizes[index] ?? 0;
    for (; characters > MAX_CHARACTERS; count += 1) characters -= sizes[count] ?? 0;
    exchanges = exchanges.slice(count);
    sizes = sizes.slice(count);
  }

  async function connect(): Promise<void> {
    const silence = new AbortController();
    let watch = setTimeout(() => silence.abort(), SILENCE_MS);
    const { body } = await request(`${sessionPath(session)}/journal/events`, {
      headers: { 'last-event-id': String(last) },
      signal: AbortSignal.any([stop.signal, silence.signal]),
    });
    connection = 'open';
    problem = undefined;
    isLater = true;
    publish();
    if (body === null) return;
    for await (const events of readEvents(body)) {
      clearTimeout(watch);
      watch = setTimeout(() => silence.abort(), SILENCE_MS);
      events.forEach(take);
      letGo();
      publish();
    }
  }

  async function run(): Promise<void> {
    let waitMs = MIN_WAIT_MS;
    while (!stop.signal.aborted) {
      try {
        await connect();
        waitMs = MIN_WAIT_MS;
      } catch (error) {
        if (stop.signal.aborted) return;
        // Another process answers: it has another page token, or does not know the session.
        if (isLater && error instanceof ControlError && error.status !== 429) return location.reload();
        isLater ||= !(error instanceof ControlError);
        problem = error instanceof ControlError ? error.message : 'The server does not answer.';
      }
      connection = 'lost';
      publish();
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      waitMs = Math.min(MAX_WAIT_MS, waitMs * 2);
    }
  }

  void run();
  return {
    clear() {
      exchanges = [];
      sizes = [];
      characters = 0;
      publish();
    },
    close: () => stop.abort(),
  };
}
