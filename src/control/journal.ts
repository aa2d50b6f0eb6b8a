import type { ServerResponse } from 'node:http';

import { formatInstant } from '../campus/instant.ts';
import type { JournalRecord } from '../engine/session/journal.ts';
import type { Redact } from '../engine/redact/redact.ts';
import { problem } from '../engine/reply/problem.ts';
import type { Session } from '../engine/session/session.ts';
import type { Sessions } from '../engine/session/sessions.ts';
import { journalFormats } from '../inspect/journal/exports.ts';
import { showExchange } from '../inspect/journal/show.ts';
import { NO_CONTENT } from './call.ts';
import type { ControlCall, ControlOperations, ControlOutcome, SessionCalls } from './call.ts';
import type { Reload, Reloads } from './reloads.ts';
import { openEventStream } from '../server/write/event-stream.ts';
import { readFormat } from '../session-handle/mock-journal.ts';
import type { ExportOptions } from '../session-handle/mock-journal.ts';

/** The parts of the server that these operations use. */
export interface JournalControlParts {
  readonly sessions: Sessions;
  readonly redact: Redact;
  readonly reloads: Reloads;
  /** Streamed answers that end when the server closes. */
  readonly streams: Set<ServerResponse>;
}

/** Maximum number of listeners at a time. */
const MAX_LISTENERS = 32;

/** The operations of journals: read, export, follow, clear. */
export function journalOperations(
  { ofSession }: SessionCalls,
  { sessions, redact, reloads, streams }: JournalControlParts,
): ControlOperations {
  /** Follows some sessions, or all. Sends first the exchanges after the number `since` that the journal still has. */
  function follow(
    response: ServerResponse,
    of: readonly Session[] | undefined,
    since: number | undefined,
  ): ControlOutcome {
    if (streams.size >= MAX_LISTENERS)
      return problem(429, 'Too many listeners', `Maximum ${MAX_LISTENERS} listeners at a time. Close one of them.`);
    const show = (record: JournalRecord, session: string): string => {
      const shown = showExchange(record, session, redact, formatInstant);
      return `id: ${record.sequence}\nevent: exchange\ndata: ${JSON.stringify(shown)}\n\n`;
    };
    const missed =
      since === undefined
        ? []
        : (of ?? []).flatMap(({ id, journal }) =>
            [...journal.records()].filter(({ sequence }) => sequence > since).map((record) => ({ record, id })),
          );
    const events = openEventStream(
      response,
      missed.values().map(({ record, id }) => show(record, id)),
    );
    const ids = of?.map(({ id }) => id);
    const listener = (record: JournalRecord, session: string): void => {
      if (ids === undefined || ids.includes(session)) events.send(show(record, session));
    };
    // Without an id, so that a client that connects again still names the last exchange.
    const sendReload = (reload: Reload): void => events.send(`event: reload\ndata: ${JSON.stringify(reload)}\n\n`);
    sessions.listeners.add(listener);
    reloads.listeners.add(sendReload);
    streams.add(response);
    response.on('close', () => {
      sessions.listeners.delete(listener);
      reloads.listeners.delete(sendReload);
      streams.delete(response);
    });
    return 'streamed';
  }

  return {
    getJournal: ofSession(async ({ journal }, call) => {
      const { format, options } = readQuery(call);
      const { contentType } = journalFormats[format];
      const body = await journal.write(format, options);
      return { status: 200, headers: { 'Content-Type': contentType }, body, isStreamed: false };
    }),
    clearJournal: ofSession(({ journal }) => {
      journal.clear();
      return NO_CONTENT;
    }),
    followSession: ofSession(({ id }, { response, values }) => {
      const session = sessions.find(id);
      const last = values.header['last-event-id'];
      return follow(response, session === undefined ? [] : [session], typeof last === 'number' ? last : 0);
    }),
    followAll: ({ response }) => follow(response, undefined, undefined),
  };
}

/** Reads the query, which has been checked against the document. */
function readQuery({ values: { query } }: ControlCall): {
  readonly format: ReturnType<typeof readFormat>;
  readonly options: ExportOptions;
} {
  const { format = 'json', ...options } = query;
  return { format: readFormat(format), options };
}
