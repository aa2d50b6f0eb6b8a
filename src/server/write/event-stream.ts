import type { ServerResponse } from 'node:http';

import { drained } from './drained.ts';
import { isTurnOver, nextTurn } from '../turn.ts';

/** Maximum number of characters of new events that wait for a slow client. Above that, it is disconnected, and may reconnect. */
const MAX_BEHIND = 4 * 1_048_576;
/** Interval of comments that keep the connection open. A client that reads nothing for this time is disconnected. */
const HEARTBEAT_MS = 15_000;

/** Server-sent events to one client, with back-pressure. */
export interface EventStream {
  /** Sends an event, in order. Does nothing after the end of the stream. */
  send(event: string): void;
}

/** Sends the head, then the events of `replay`, which are made when the socket accepts them, and then the events of `send`. */
export function openEventStream(response: ServerResponse, replay: Iterable<string>): EventStream {
  const waiting: string[] = [];
  let behind = 0;
  let isBusy = true;
  let hasDrained = true;
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.flushHeaders();
  response.on('drain', () => (hasDrained = true));

  const heartbeat = setInterval(() => {
    if (response.writableNeedDrain && !hasDrained) response.destroy();
    else if (!isBusy) write(response, ': still there\n\n');
    hasDrained = false;
  }, HEARTBEAT_MS);
  response.on('close', () => clearInterval(heartbeat));

  /** The waiting events, the oldest first. More may be added meanwhile. */
  function* takeWaiting(): Generator<string, void> {
    for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
      behind -= event.length;
      yield event;
    }
  }

  async function pump(events: Iterable<string>): Promise<void> {
    for (const event of events) {
      if (!write(response, event)) await drained(response);
      if (isTurnOver()) await nextTurn();
      if (!isOpen(response)) return;
    }
  }

  async function pumpAll(): Promise<void> {
    await pump(replay);
    await pump(takeWaiting());
    isBusy = false;
  }

  void pumpAll();
  return {
    send(event) {
      if (!isOpen(response)) return;
      waiting.push(event);
      behind += event.length;
      if (behind > MAX_BEHIND) response.destroy();
      if (isBusy) return;
      isBusy = true;
      void pump(takeWaiting()).then(() => (isBusy = false));
    },
  };
}

/** The stream ends when the server closes or the client disconnects. */
function isOpen(response: ServerResponse): boolean {
  return !response.writableEnded && !response.destroyed;
}

/** Writes a text. Returns whether the socket has accepted it. */
function write(response: ServerResponse, text: string): boolean {
  return !isOpen(response) || response.write(text);
}
