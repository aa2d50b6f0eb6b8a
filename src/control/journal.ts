import type { IncomingMessage, ServerResponse } from 'node:http';

import { formatInstant } from '../campus/instant.ts';
import type { JournalRecord } from '../engine/session/journal.ts';
import { problem } from '../engine/reply/problem.ts';
import type { Session, Sessions } from '../engine/session/session.ts';
import { journalFormats } from '../inspect/journal/exports.ts';
import { writeJsonList } from '../inspect/journal/json-list.ts';
import { showExchange } from '../inspect/journal/show.ts';
import { ofSession } from './call.ts';
import type { ControlCall, ControlOperations, ControlOutcome } from './call.ts';
import { inTurns } from '../server/turn.ts';
import { openEventStream } from '../server/write/event-stream.ts';
import { exportJournal, readFormat, showJournal } from '../session-handle/mock-journal.ts';
import type { ExportOptions, JournalParts } from '../session-handle/mock-journal.ts';

/** What the journal's part of the control API reaches. */
export interface JournalControlParts extends Omit<JournalParts, 'origin'> {
  readonly sessions: Sessions;
  /** Answers that go on until the server closes. */
  readonly streams: Set<ServerResponse>;
}

/** So many may listen at once. */
const MAX_LISTENERS = 32;

/** The journals: read, exported, followed live, cleared. */
export function journalOperations({ services, sessions, redact, streams }: JournalControlParts): ControlOperations {
  /** Of some sessions or of all; first what ended after the exchange of a number, where the journal still has it. */
  function follow(
    response: ServerResponse,
    of: readonly Session[] | undefined,
    since: number | undefined,
  ): ControlOutcome {
    if (streams.size >= MAX_LISTENERS)
      return problem(429, 'Too many listeners', `${MAX_LISTENERS} follow journals already.`);
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
    sessions.listeners.add(listener);
    streams.add(response);
    response.on('close', () => {
      sessions.listeners.delete(listener);
      streams.delete(response);
    });
    return 'streamed';
  }

  function* writeJournal(session: Session, options: ExportOptions): Generator<void, string> {
    const exchanges = yield* showJournal(session, redact, options);
    const journal = { session: session.id, counts: session.journal.counts, exchanges: [] };
    return yield* writeJsonList(journal, 'exchanges', exchanges);
  }

  return {
    getJournal: ofSession(sessions, async (session, call) => {
      const { format, options } = readQuery(call);
      const { contentType } = journalFormats[format];
      const origin = (): string => originOf(call.request);
      const body =
        format === 'json'
          ? await inTurns(writeJournal(session, options))
          : await inTurns(exportJournal(session, { services, redact, origin }, { format, options }));
      return { status: 200, headers: { 'Content-Type': contentType }, body, isStreamed: false };
    }),
    clearJournal: ofSession(sessions, (session) => {
      session.journal.clear();
      return { status: 204, headers: {}, isStreamed: false };
    }),
    followSession: ofSession(sessions, (session, { response, values }) => {
      const last = values.header['last-event-id'];
      return follow(response, [session], typeof last === 'number' ? last : 0);
    }),
    followAll: ({ response }) => follow(response, undefined, undefined),
  };
}

/** Where the caller found the server; the guard has looked at the Host. */
function originOf({ headers }: IncomingMessage): string {
  return `http://${headers.host ?? 'localhost'}`;
}

/** The document names the parts of the filter, and has held them. */
function readQuery({ values: { query } }: ControlCall): {
  readonly format: ReturnType<typeof readFormat>;
  readonly options: ExportOptions;
} {
  const { format = 'json', ...options } = query;
  return { format: readFormat(format), options };
}
