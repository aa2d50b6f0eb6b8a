import type { ServerResponse } from 'node:http';

import { drained } from './drained.ts';
import { isTurnOver, nextTurn } from '../turn.ts';

/** Maximum characters of new events that wait for a slow client. Beyond that it is cut off, and may connect again. */
const MAX_BEHIND = 4 * 1_048_576;
/** How often a comment shows that the connection lives. A client that takes nothing for so long is cut off. */
const HEARTBEAT_MS = 15_000;

/** Server-sent events to one client, no faster than it takes them. */
export interface EventStream {
  /** Sends an event after those before it. Does nothing when the stream has ended. */
  send(event: string): void;
}

/** Sends the head, then the events of `replay`, each made when the socket takes it, then what is sent meanwhile and later. */
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

  /** What waits, the oldest first; more may be added meanwhile. */
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

/** The server ends the stream when it closes; the client may leave. */
function isOpen(response: ServerResponse): boolean {
  return !response.writableEnded && !response.destroyed;
}

/** Whether the socket has taken it. */
function write(response: ServerResponse, text: string): boolean {
  return !isOpen(response) || response.write(text);
}
