import { formatInstant } from '../campus/instant.ts';
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
import { showExchange } from '../inspect/journal/show.ts';
import type { ShownExchange } from '../inspect/journal/show.ts';

/** Names for an exported pact. */
export interface ExportOptions extends JournalFilter {
  /** Who called. Default `client`. */
  readonly consumer?: string;
  /** Who answered. Default `lms-mock`. */
  readonly provider?: string;
}

/** The exchanges of a session, without the secrets in them. */
export interface MockJournal extends Iterable<ShownExchange> {
  /** What they come to; what the journal has let go counts too. */
  readonly counts: JournalCounts;
  /** Those that are wanted, the oldest first; what still goes on stands at the end. */
  exchanges(filter?: JournalFilter): readonly ShownExchange[];
  /**
   * Writes them down: as HAR 1.2, lines of curl, or a Pact. The credentials in it are the fixtures' own.
   *
   * @throws {OptionError} where there is no such format.
   */
  export(format: JournalFormatName, options?: ExportOptions): string;
  clear(): void;
}

/** What a journal needs to be shown. */
export interface JournalParts {
  readonly services: readonly Service[];
  readonly redact: Redact;
  /** Where the server is; asked when an export needs it. */
  readonly origin: () => string;
}

export function createMockJournal(session: Session, { services, redact, origin }: JournalParts): MockJournal {
  function exchanges(filter: JournalFilter = {}): readonly ShownExchange[] {
    const all = Array.from(session.journal.records(), (record) =>
      showExchange(record, session.id, redact, formatInstant),
    );
    return filterExchanges(all, filter);
  }

  function credentialsOf(api: string, persona: string): Readonly<Record<string, string>> | undefined {
    const service = services.find((one) => one.api.name === api);
    return service?.apiFor(session).personas.find(({ name }) => name === persona)?.headers;
  }

  return {
    get counts() {
      return session.journal.counts;
    },
    exchanges,
    export(name, { consumer = 'client', provider = 'lms-mock', ...filter } = {}) {
      return journalFormats[readFormat(name)].format(exchanges(filter), {
        consumer,
        provider,
        origin: origin(),
        creator: { name: 'lms-mock', version: packageVersion() },
        credentialsOf,
      });
    },
    clear: () => session.journal.clear(),
    *[Symbol.iterator]() {
      yield* exchanges();
    },
  };
}

/** @throws {OptionError} where there is no such format. */
export function readFormat(name: unknown): JournalFormatName {
  if (isFormat(name)) return name;
  const removed = name === 'vitest' ? ' (vitest was removed)' : '';
  throw new OptionError('format', `one of ${Object.keys(journalFormats).join(', ')}${removed}`, name);
}

function isFormat(name: unknown): name is JournalFormatName {
  return typeof name === 'string' && Object.hasOwn(journalFormats, name);
}
