import type { ServerResponse } from 'node:http';

import { formatInstant } from '../campus/instant.ts';
import type { JournalRecord } from '../engine/session/journal.ts';
import type { Redact } from '../engine/redact/redact.ts';
import { problem } from '../engine/reply/problem.ts';
import type { Reply } from '../engine/reply/reply.ts';
import type { Session } from '../engine/session/session.ts';
import type { Sessions } from '../engine/session/sessions.ts';
import { journalFormats } from '../inspect/journal/exports.ts';
import type { JournalFormatName } from '../inspect/journal/exports.ts';
import { showExchange } from '../inspect/journal/show.ts';
import { NO_CONTENT } from './call.ts';
import type { ControlCall, ControlOperations, ControlOutcome, SessionCalls } from './call.ts';
import type { Reload, Reloads } from './reloads.ts';
import { openEventStream } from '../server/write/event-stream.ts';
import { readFormat } from '../session-handle/mock-journal.ts';
import type { ExportOptions } from '../session-handle/mock-journal.ts';
import type { SessionHandle } from '../session-handle/session-handle.ts';
import { WaitError } from '../session-handle/wait-for.ts';

/** The parts of the server that these operations use. */
export interface JournalControlParts {
  readonly sessions: Sessions;
  readonly redact: Redact;
  readonly reloads: Reloads;
  readonly streams: OpenStreams;
}

/** Streamed and waiting answers, which end when the server closes. */
export type OpenStreams = Set<{ readonly end: () => void }>;

/** Maximum number of listeners and waits at a time. */
const MAX_LISTENERS = 32;

/** The operations of journals: read, export, follow, clear. */
export function journalOperations(
  { ofSession, change }: SessionCalls,
  { sessions, redact, reloads, streams }: JournalControlParts,
): ControlOperations {
  /** Follows some sessions, or all. Sends first the exchanges after the number `since` that the journal still has. */
  function follow(
    response: ServerResponse,
    of: readonly Session[] | undefined,
    since: number | undefined,
  ): ControlOutcome {
    if (streams.size >= MAX_LISTENERS) return refuseToListen();
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
    const stream = { end: () => void response.end() };
    streams.add(stream);
    response.on('close', () => {
      sessions.listeners.delete(listener);
      reloads.listeners.delete(sendReload);
      streams.delete(stream);
    });
    return 'streamed';
  }

  return {
    getJournal: ofSession(async ({ journal }, call) => {
      const { format, options } = readQuery(call);
      return writeJournal(journal, format, options);
    }),
    // A client may not have called yet, so the session is created.
    waitForExchanges: change(async ({ journal, waitUntilEnded }, { values: { query }, response }) => {
      if (streams.size >= MAX_LISTENERS) return refuseToListen();
      const ending = new AbortController();
      const end = (): void => ending.abort();
      const wait = { end };
      streams.add(wait);
      response.on('close', end);
      const { operation, count, 'timeout-ms': timeoutMs } = query;
      const options = {
        ...(typeof count === 'number' && { count }),
        ...(typeof timeoutMs === 'number' && { timeoutMs }),
      };
      try {
        await waitUntilEnded(String(operation), options, ending.signal);
        return await writeJournal(journal, 'json', { operation: String(operation) });
      } catch (error) {
        if (!(error instanceof WaitError)) throw error;
        return problem(504, 'Waited too long', error.message);
      } finally {
        streams.delete(wait);
        response.off('close', end);
      }
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

function refuseToListen(): Reply {
  return problem(429, 'Too many listeners', `Maximum ${MAX_LISTENERS} listeners at a time. Close one of them.`);
}

async function writeJournal(
  journal: SessionHandle['journal'],
  format: JournalFormatName,
  options: ExportOptions,
): Promise<Reply> {
  const body = await journal.write(format, options);
  return { status: 200, headers: { 'Content-Type': journalFormats[format].contentType }, body, isStreamed: false };
}

/** Reads the query, which has been checked against the document. */
function readQuery({ values: { query } }: ControlCall): {
  readonly format: ReturnType<typeof readFormat>;
  readonly options: ExportOptions;
} {
  const { format = 'json', ...options } = query;
  return { format: readFormat(format), options };
}
