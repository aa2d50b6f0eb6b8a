import { formatInstant } from '../campus/instant.ts';
import { takeAll } from '../walk.ts';
import { OptionError } from '../config/option-readers.ts';
import { packageVersion } from '../config/package-file.ts';
import type { Service } from '../engine/service.ts';
import type { JournalCounts } from '../engine/session/journal.ts';
import type { Redact } from '../engine/redact/redact.ts';
import type { Session } from '../engine/session/session.ts';
import { journalFormats } from '../inspect/journal/exports.ts';
import type { JournalFormatName } from '../inspect/journal/exports.ts';
import { filterExchanges } from '../inspect/journal/filter.ts';
import type { JournalFilter } from '../inspect/journal/filter.ts';
import { writeJsonList } from '../inspect/journal/json-list.ts';
import { showExchange } from '../inspect/journal/show.ts';
import { inTurns } from '../server/turn.ts';
import type { ShownExchange } from '../inspect/journal/show.ts';

/** Names for an exported pact. */
export interface ExportOptions extends JournalFilter {
  /** Name of the consumer. Default `client`. */
  readonly consumer?: string;
  /** Name of the provider. Default `lms-mock`. */
  readonly provider?: string;
}

/** The exchanges of a session, without the secrets in them. */
export interface MockJournal extends Iterable<ShownExchange> {
  /** Counts, which include the exchanges that the journal has removed. */
  readonly counts: JournalCounts;
  /**
   * The exchanges that match a filter, the oldest first, and those that have not ended last. Synchronous, like `export`: a full
   * journal of 8 MB takes up to a second, in which a server of the same process answers no request.
   */
  exchanges(filter?: JournalFilter): readonly ShownExchange[];
  /**
   * Exports the exchanges as JSON, HAR 1.2, curl commands, calls of fetch or a Pact. The credentials are those of the fixtures.
   *
   * @throws {OptionError} if the format is unknown.
   */
  export(format: JournalFormatName, options?: ExportOptions): string;
  clear(): void;
}

/** The parts of the server that a journal uses. */
export interface JournalParts {
  readonly services: readonly Service[];
  readonly redact: Redact;
  /** The origin of the server. Called when an export needs it. */
  readonly origin: () => string;
}

/** A journal that can also be written asynchronously, and as JSON with its counts. */
export interface WritableJournal extends MockJournal {
  write(format: JournalFormatName, options?: ExportOptions): Promise<string>;
}

export function createMockJournal(session: Session, parts: JournalParts): WritableJournal {
  const { redact } = parts;
  const exchanges = (filter?: JournalFilter): readonly ShownExchange[] => takeAll(showJournal(session, redact, filter));

  return {
    get counts() {
      return session.journal.counts;
    },
    exchanges,
    export: (name, options = {}) => takeAll(exportJournal(session, parts, { format: readFormat(name), options })),
    write: async (format, options = {}) =>
      inTurns(
        format === 'json' ? writeJournal(session, redact, options) : exportJournal(session, parts, { format, options }),
      ),
    clear: () => session.journal.clear(),
    *[Symbol.iterator]() {
      yield* exchanges();
    },
  };
}

/** Shows the exchanges that match a filter, one in each step. One that ends meanwhile is shown once. */
function* showJournal(
  session: Session,
  redact: Redact,
  filter: JournalFilter = {},
): Generator<void, readonly ShownExchange[]> {
  const shown: ShownExchange[] = [];
  const records = [...session.journal.records()];
  for (const record of records) {
    shown.push(showExchange(record, session.id, redact, formatInstant));
    yield;
  }
  return filterExchanges(shown, filter);
}

function* writeJournal(session: Session, redact: Redact, filter: JournalFilter): Generator<void, string> {
  const exchanges = yield* showJournal(session, redact, filter);
  const journal = { session: session.id, counts: session.journal.counts, exchanges: [] };
  return yield* writeJsonList(journal, 'exchanges', exchanges);
}

/** Writes the exchanges that match a filter, one in each step. */
function* exportJournal(
  session: Session,
  { services, redact, origin }: JournalParts,
  { format, options }: { readonly format: JournalFormatName; readonly options: ExportOptions },
): Generator<void, string> {
  const { consumer = 'client', provider = 'lms-mock', ...filter } = options;
  const exchanges = yield* showJournal(session, redact, filter);
  return yield* journalFormats[format].format(exchanges, {
    consumer,
    provider,
    origin: origin(),
    creator: { name: 'lms-mock', version: packageVersion() },
    credentialsOf(api, persona) {
      const service = services.find((one) => one.name === api);
      return service?.apiFor(session).personas.find(({ name }) => name === persona)?.headers;
    },
  });
}

/** @throws {OptionError} if there is no such format. */
export function readFormat(name: unknown): JournalFormatName {
  if (isFormat(name)) return name;
  const removed = name === 'vitest' ? ' (vitest was removed)' : '';
  throw new OptionError('format', `one of ${Object.keys(journalFormats).join(', ')}${removed}`, name);
}

function isFormat(name: unknown): name is JournalFormatName {
  return typeof name === 'string' && Object.hasOwn(journalFormats, name);
}
