import { formatCurl } from './curl.ts';
import { formatFetch } from './fetch.ts';
import { formatHar } from './har.ts';
import type { Creator } from './har.ts';
import { writeJsonList } from './json-list.ts';
import { formatPact } from './pact.ts';
import type { PactNames } from './pact.ts';
import type { CredentialsOf } from './request-line.ts';
import type { ShownExchange } from './show.ts';

/** A format in which a journal is exported. */
export type JournalFormatName = 'json' | 'har' | 'curl' | 'fetch' | 'pact';

/** What the formats need besides the exchanges. */
export interface ExportContext extends PactNames {
  /** The server's origin, `http://127.0.0.1:4010`. */
  readonly origin: string;
  readonly creator: Creator;
  readonly credentialsOf: CredentialsOf;
}

/** A format for exchanges. */
export interface JournalFormat {
  readonly contentType: string;
  /** Formats one exchange in each step, so that a server can answer requests in between. */
  format(exchanges: readonly ShownExchange[], context: ExportContext): Generator<void, string>;
}

/** Each format by its name. */
export const journalFormats: Readonly<Record<JournalFormatName, JournalFormat>> = {
  json: {
    contentType: 'application/json',
    format: (exchanges) => writeJsonList({ exchanges: [] }, 'exchanges', exchanges),
  },
  har: {
    contentType: 'application/json',
    format: (exchanges, { origin, creator }) => formatHar(exchanges, origin, creator),
  },
  curl: {
    contentType: 'text/plain; charset=utf-8',
    format: (exchanges, context) => formatLines(exchanges, context, formatCurl),
  },
  fetch: {
    contentType: 'text/plain; charset=utf-8',
    format: (exchanges, context) => formatLines(exchanges, context, formatFetch),
  },
  pact: {
    contentType: 'application/json',
    format: (exchanges, { consumer, provider, credentialsOf }) =>
      formatPact(exchanges, { consumer, provider }, credentialsOf),
  },
};

function* formatLines(
  exchanges: readonly ShownExchange[],
  { origin, credentialsOf }: ExportContext,
  format: typeof formatCurl,
): Generator<void, string> {
  const lines: string[] = [];
  for (const exchange of exchanges) {
    lines.push(`${format(exchange, origin, credentialsOf)}\n`);
    yield;
  }
  return lines.join('');
}
