import type { Outcome } from '../../../engine/outcome.ts';
import { readPage } from '../../../engine/paging/page.ts';
import { walkPlaces } from '../../../engine/paging/places.ts';
import type { Places } from '../../../engine/paging/places.ts';
import { refusals } from '../refusals.ts';
import type { Scope } from '../scope.ts';

/** A list of the account, as a caller sees it. */
export interface ReadList<T> {
  /** Its name. A page token is of one list only. */
  readonly name: string;
  /** The member of a page that has the rows. */
  readonly member: string;
  readonly places: Places<T>;
  /** Whether an item is in the scope of the caller and passes the filters. */
  passes(item: T): boolean;
  toRow(item: T): Readonly<Record<string, unknown>>;
  /** The name of an item in the API's truth. Absent if the truth has no such records. */
  readonly recordOf?: (item: T) => string | undefined;
  readonly scope?: Scope;
}

/** The query of each list in pages. */
export interface PageQuery {
  readonly pageSize?: number;
  readonly pageToken?: string;
}

const DEFAULT_PAGE_SIZE = 1_000;

/** Maximum number of entries on a page (assumed). */
const MAX_PAGE_SIZE = 1_000;

/** A page of a list. The last one has no token. */
export function answerPage<T>(
  { pageSize = DEFAULT_PAGE_SIZE, pageToken }: PageQuery,
  { name, member, places, passes, toRow, recordOf, scope }: ReadList<T>,
): Outcome {
  const page = readPage({
    list: `ispring ${name}`,
    // Clients send an empty token for the first page.
    cursor: pageToken === '' ? undefined : pageToken,
    size: Math.min(pageSize, MAX_PAGE_SIZE),
    places,
    passes,
  });
  if (page === undefined) return UNKNOWN_TOKEN;
  const { items, next } = page;
  return {
    kind: 'value',
    status: 200,
    value: { [member]: items.map(toRow), ...(next === undefined ? {} : { nextPageToken: next }) },
    rowCount: items.length,
    ...(recordOf === undefined ? {} : { records: items.flatMap((item) => recordOf(item) ?? []) }),
    scope: scope?.note,
  };
}

/** The whole list at once, written while it is read. */
export function answerAll<T>({ places, passes, toRow, scope }: ReadList<T>): Outcome {
  return { kind: 'rows', status: 200, rows: walkPlaces(places, passes).map(toRow), scope: scope?.note };
}

const UNKNOWN_TOKEN = {
  ...refusals.badRequest,
  fields: { message: 'query.pageToken: must be the nextPageToken of a page of this list' },
} as const;
