import { Router } from 'express';
import type { Request, Response } from 'express';

import { formatInstant } from '../campus/instant.ts';
import { OptionError, oneOf, wholeNumber } from '../config/option-readers.ts';
import type { JournalRecord } from '../engine/journal.ts';
import { problem } from '../engine/problem.ts';
import type { Session, Sessions } from '../engine/session.ts';
import { journalFormats } from '../journal/exports.ts';
import type { JournalFilter } from '../journal/filter.ts';
import { showExchange } from '../journal/show.ts';
import { createMockJournal, readFormat } from './mock-journal.ts';
import type { ExportOptions, JournalParts } from './mock-journal.ts';
import { queryOf } from './query-of.ts';
import { writeReply } from './write-reply.ts';

/** What the journal's part of the control API reaches. */
export interface JournalControlParts extends Omit<JournalParts, 'origin'> {
  readonly sessions: Sessions;
  /** Answers that go on until the server closes. */
  readonly streams: Set<Response>;
}

/** So many may listen at once. */
const MAX_LISTENERS = 32;
/** A listener that is so far behind is cut off, in bytes. */
const MAX_BEHIND = 4 * 1_048_576;
const HEARTBEAT_MS = 15_000;

/** The journals, below `/__mock`: read, exported, followed live, cleared. */
export function createJournalControl({ services, sessions, redact, streams }: JournalControlParts): Router {
  const router = Router();
  const find = ({ params }: Request): Session | undefined => [...sessions].find(({ id }) => id === params['id']);

  router.get('/sessions/:id/journal', (request, response) => {
    const { format, options } = readQuery(queryOf(request));
    const session = find(request);
    if (session === undefined) return writeReply(response, unknownSession(request));
    const journal = createMockJournal(session, { services, redact, origin: () => originOf(request) });
    const { contentType } = journalFormats[format];
    const body =
      format === 'json'
        ? `${JSON.stringify({ session: session.id, counts: journal.counts, exchanges: journal.exchanges(options) }, null, 2)}\n`
        : journal.export(format, options);
    return writeReply(response, { status: 200, headers: { 'Content-Type': contentType }, body, isStreamed: false });
  });
  router.delete('/sessions/:id/journal', (request, response) => {
    const session = find(request);
    session?.journal.clear();
    return writeReply(
      response,
      session === undefined ? unknownSession(request) : { status: 204, headers: {}, isStreamed: false },
    );
  });
  router.get('/sessions/:id/journal/events', (request, response) => {
    const session = find(request);
    if (session === undefined) return writeReply(response, unknownSession(request));
    const since = wholeNumber(0, Number.MAX_SAFE_INTEGER)(request.headers['last-event-id'] ?? '0', 'Last-Event-ID');
    return follow(response, [session], since);
  });
  router.get('/journal/events', (_request, response) => follow(response, undefined, undefined));

  /** Of some sessions or of all; first what ended after the exchange of a number, where the journal still has it. */
  function follow(response: Response, of: readonly Session[] | undefined, since: number | undefined): unknown {
    if (streams.size >= MAX_LISTENERS)
      return writeReply(response, problem(429, 'Too many listeners', `${MAX_LISTENERS} follow journals already.`));
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.flushHeaders();
    const send = (record: JournalRecord, session: string): void => {
      const shown = showExchange(record, session, redact, formatInstant);
      response.write(`id: ${record.sequence}\nevent: exchange\ndata: ${JSON.stringify(shown)}\n\n`);
      // Who reads too slowly begins again where it was.
      if (response.writableLength > MAX_BEHIND) response.destroy();
    };
    if (since !== undefined) {
      for (const session of of ?? []) {
        for (const record of session.journal.records()) if (record.sequence > since) send(record, session.id);
      }
    }
    const ids = of?.map(({ id }) => id);
    const listener = (record: JournalRecord, session: string): void => {
      if (ids === undefined || ids.includes(session)) send(record, session);
    };
    const heartbeat = setInterval(() => response.write(': still there\n\n'), HEARTBEAT_MS);
    sessions.listeners.add(listener);
    streams.add(response);
    response.on('close', () => {
      clearInterval(heartbeat);
      sessions.listeners.delete(listener);
      streams.delete(response);
    });
    return undefined;
  }

  return router;
}

/** Where the caller found the server; the guard has looked at the Host. */
function originOf({ headers }: Request): string {
  return `http://${headers.host ?? 'localhost'}`;
}

function unknownSession({ params }: Request): ReturnType<typeof problem> {
  return problem(404, 'No such session', `Nobody has used the session ${JSON.stringify(params['id'])} yet.`);
}

/** @throws {OptionError} where the query has what the journal doesn't know. */
function readQuery(query: URLSearchParams): {
  readonly format: ReturnType<typeof readFormat>;
  readonly options: ExportOptions;
} {
  const options: Record<string, unknown> = {};
  for (const [name, value] of query) {
    if (name === 'format') continue;
    const read = READERS[name];
    if (read === undefined)
      throw new OptionError('journal', `format, ${Object.keys(READERS).join(', ')} in its query`, name);
    options[name] = read(value, name);
  }
  return { format: readFormat(query.get('format') ?? 'json'), options };
}

const text = (value: string): string => value;
const count = wholeNumber(0, Number.MAX_SAFE_INTEGER);

const READERS: Readonly<Record<string, (value: string, name: string) => unknown>> = {
  api: text,
  operation: text,
  persona: text,
  consumer: text,
  provider: text,
  status: wholeNumber(100, 599),
  violations: oneOf<NonNullable<JournalFilter['violations']>>('any', 'error', 'warning', 'none'),
  since: count,
  limit: count,
};
