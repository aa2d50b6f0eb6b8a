import { parseInstant } from '../../../campus/instant.ts';
import type { Outcome } from '../../../engine/outcome.ts';
import { readPage } from '../../../engine/paging/page.ts';
import type { Places } from '../../../engine/paging/places.ts';
import { refusals } from '../refusals.ts';
import type { StackOneChoices } from '../variants.ts';

type Row = Readonly<Record<string, unknown>>;

/** The query of each operation that reads. */
export interface OneQuery {
  readonly raw?: boolean;
  readonly proxy?: object;
  readonly fields?: string;
}

/** The query of each list. */
export interface ListQuery extends OneQuery {
  readonly page_size?: number;
  readonly next?: string;
  readonly updated_after?: string;
  readonly filter?: { readonly updated_after?: string };
}

/** A record, and the request for it to the provider behind StackOne. */
export interface ReadRecord {
  readonly row: Row;
  /** Address at the provider: `users/1`. */
  readonly providerPath: string;
  /** The provider's own record of it. */
  readonly providerRecord: Row;
  /** Its id in the API's truth. Absent if the truth has no such record. */
  readonly name?: string;
}

/** A list of the account. */
export interface ReadList<T> {
  /** The end of its address, after the part that all lists share. Also its address at the provider. */
  readonly list: string;
  readonly places: Places<T>;
  readonly passes?: (item: T) => boolean;
  updatedAtOf(item: T): number;
  toRow(item: T): Row;
  /** The id of an item in the API's truth. Absent if the truth has no such records. */
  readonly nameOf?: (item: T) => string;
}

/** Writes answers in StackOne's envelope. */
export interface Answers {
  one(query: OneQuery, record: ReadRecord): Outcome;
  page<T>(query: ListQuery, list: ReadList<T>): Outcome;
}

/** The provider's address. It is made up and never called. */
const PROVIDER_URL = 'https://provider.example/api';

const DEFAULT_PAGE_SIZE = 25;

export function createAnswers(choices: StackOneChoices): Answers {
  const select = (row: Row, { fields = '' }: OneQuery): Row =>
    selectFields(row, fields, choices.fields === 'with-id' ? ['id'] : []);

  return {
    one(query, { row, providerPath, providerRecord, name }) {
      const raw = rawOf(query, choices, () => rawRequest(providerPath, query.proxy, providerRecord));
      const value = { data: select(row, query), ...(raw === undefined ? {} : { raw }) };
      return { kind: 'value', status: 200, value, ...(name === undefined ? {} : { records: [name] }) };
    },
    page(query, { list, places, passes, updatedAtOf, toRow, nameOf }) {
      const after = updatedAfterOf(query);
      if (after === undefined) return UNREADABLE_TIME;
      const page = readPage({
        list: `stackone ${list}`,
        // The vendor's own client treats an empty cursor like an absent one.
        cursor: query.next === '' ? undefined : query.next,
        size: query.page_size ?? DEFAULT_PAGE_SIZE,
        places,
        passes: (item) => millisecondsOf(updatedAtOf(item)) > after && passes?.(item) !== false,
      });
      if (page === undefined) return refusals.unknownCursor;
      const { items, next = null } = page;
      const raw = rawOf(query, choices, () => rawRequest(list, query.proxy, { count: items.length }));
      const data = items.map((item) => select(toRow(item), query));
      const value = { next, data, ...(raw === undefined ? {} : { raw }) };
      const records = nameOf === undefined ? {} : { records: items.map(nameOf) };
      return { kind: 'value', status: 200, value, rowCount: items.length, ...records };
    },
  };
}

/** The members of a record that the client names between commas, in the order of the record. All if it names none. */
function selectFields(row: Row, fields: string, always: readonly string[]): Row {
  const named = fields
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (named.length === 0) return row;
  const kept = new Set([...always, ...named]);
  return Object.fromEntries(Object.entries(row).filter(([name]) => kept.has(name)));
}

const UNREADABLE_TIME = {
  ...refusals.invalidParameter,
  fields: { message: 'query.updated_after: must be a time without a leap second' },
} as const;

/** The later time of the two spellings of the filter. Undefined if the campus can't express it. */
function updatedAfterOf({ updated_after: plain, filter }: ListQuery): number | undefined {
  let after = Number.NEGATIVE_INFINITY;
  for (const text of [plain, filter?.updated_after]) {
    const instant = text === undefined ? after : parseInstant(text);
    if (instant === undefined) return undefined;
    after = Math.max(after, instant);
  }
  return after;
}

/** Rounded down as in answers, so that a record is not after the time that it shows. */
function millisecondsOf(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}

function rawOf(
  { raw }: OneQuery,
  choices: StackOneChoices,
  request: () => object,
): readonly object[] | null | undefined {
  if (raw === true) return [request()];
  switch (choices.raw) {
    case 'absent':
      return undefined;
    case 'null':
      return null;
    case 'empty':
      return [];
    case 'filled':
      return [request()];
  }
}

/** The request that StackOne would send to the provider. The keys of `proxy` are added to its query. */
function rawRequest(path: string, proxy: object | undefined, response: Row): Row {
  const passed = Object.entries(proxy ?? {});
  const query = new URLSearchParams(passed.map(([key, value]): [string, string] => [key, String(value)])).toString();
  return { method: 'GET', url: `${PROVIDER_URL}/${path}${query === '' ? '' : `?${query}`}`, body: null, response };
}
