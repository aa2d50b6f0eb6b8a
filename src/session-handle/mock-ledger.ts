import { isApiName } from '../apis/index.ts';
import type { ApiName, TruthRows } from '../apis/index.ts';
import type { PersonaName } from '../apis/names.ts';
import type { Ledger as GivenLedger } from '../engine/session/ledger.ts';
import type { ReadableCampusView } from '../inspect/explore/campus-view.ts';
import { ledgerCounts } from '../inspect/report/report.ts';
import type { Ledger } from '../inspect/report/report.ts';
import { fullLedger } from '../inspect/report/verdict.ts';
import { inTurns } from '../server/turn.ts';

/** A client did not receive each record exactly once. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly code = 'ERR_LMS_MOCK_LEDGER';
}

/** The records that a client has received since the ledger was opened, and those that it has not. */
export interface MockLedger {
  /**
   * Compares the truth of an API and a persona with the received records. Default: each API and persona that was called.
   * The server answers other requests meanwhile.
   */
  gaps<A extends ApiName>(api?: A, persona?: PersonaName<A>): Promise<Ledger>;
  /**
   * Checks that the client received each record once: none is missing, none was returned twice by one operation.
   *
   * Rejects if the ledger was full, because missing records are then unknown.
   *
   * @throws {LedgerError} with the ids of the other records.
   * @example
   * const ledger = session.openLedger();
   * await mySync(session.apis.helsinki.baseUrl);
   * await ledger.expectConsumedOnce('helsinki', 'registrar');
   */
  expectConsumedOnce<A extends ApiName>(api: A, persona: PersonaName<A>): Promise<void>;
}

const NO_GAPS: Ledger = { given: 0, duplicates: [], missing: [] };

/** Maximum number of names in a message. */
const SHOWN = 10;

/** Maximum number of listed records of each kind. Further ones are only counted. */
const MAX_LISTED = 10_000;
/** Number of records in one step. */
const STEP_RECORDS = 256;

/** A set of names. The first ones are listed, further ones are only counted. */
class Names {
  readonly listed = new Set<string>();
  unlistedCount = 0;

  add(name: string): void {
    if (this.listed.has(name)) return;
    if (this.listed.size < MAX_LISTED) this.listed.add(name);
    else this.unlistedCount += 1;
  }
}

/**
 * Compares the received records with the truth, in steps, so that a server can answer other requests in between. Stores
 * only the names that it lists.
 */
function* findGaps(
  ledger: GivenLedger,
  campus: ReadableCampusView,
  { api, persona }: { readonly api?: ApiName | undefined; readonly persona?: string | undefined } = {},
): Generator<void, Ledger> {
  const given = ledger.given().filter((list) => api === undefined || list.api === api);
  const callers =
    api !== undefined && persona !== undefined
      ? [{ api, persona }]
      : given.filter((list) => persona === undefined || list.persona === persona);
  const missing = new Names();
  const duplicates = new Names();
  let givenCount = 0;
  let unrecorded = 0;
  let visited = 0;
  for (const caller of distinct(callers)) {
    const lists = given.filter((list) => list.api === caller.api && list.persona === caller.persona);
    for (const [index, { counts }] of lists.entries()) {
      const before = lists.slice(0, index);
      for (const [record, times] of counts) {
        if (!before.some((list) => list.counts.has(record))) givenCount += 1;
        if (times > 1) duplicates.add(`${caller.api} ${record}`);
        if ((visited += 1) % STEP_RECORDS === 0) yield;
      }
    }
    const dropped = lists.reduce((sum, { droppedCount }) => sum + droppedCount, 0);
    unrecorded += dropped;
    // If some records were not recorded, the missing ones are unknown.
    if (dropped > 0 || !isApiName(caller.api)) continue;
    for (const batch of campus.truthRows(caller.api, caller.persona).batches()) {
      for (const row of batch) {
        const record = recordOf(row);
        if (!lists.some(({ counts }) => counts.has(record))) missing.add(`${caller.api} ${record}`);
      }
      yield;
    }
  }
  return {
    given: givenCount,
    duplicates: [...duplicates.listed],
    missing: [...missing.listed],
    ...(duplicates.unlistedCount === 0 ? {} : { unlistedDuplicates: duplicates.unlistedCount }),
    ...(missing.unlistedCount === 0 ? {} : { unlistedMissing: missing.unlistedCount }),
    ...(unrecorded === 0 ? {} : { unrecorded }),
  };
}

/** @param isEnded Ends the search for gaps when its result is no longer needed. Default never. */
export function createMockLedger(
  ledger: GivenLedger,
  campus: () => ReadableCampusView,
  isEnded = (): boolean => false,
): MockLedger {
  const gaps: MockLedger['gaps'] = async (api, persona) => {
    const steps = findGaps(ledger, campus(), { api, persona });
    return (await inTurns(steps, isEnded)) ?? NO_GAPS;
  };

  return {
    gaps,
    async expectConsumedOnce(api, persona) {
      const found = await gaps(api, persona);
      const { given, duplicates, missing, unrecorded } = found;
      const counts = ledgerCounts(found);
      if (missing.length === 0 && duplicates.length === 0 && unrecorded === undefined) return;
      const faults = [
        ...(missing.length === 0 ? [] : [`${counts.missing} were never received: ${listed(missing, counts.missing)}`]),
        ...(duplicates.length === 0
          ? []
          : [`${counts.duplicates} were received more than once: ${listed(duplicates, counts.duplicates)}`]),
        ...(unrecorded === undefined ? [] : [fullLedger(unrecorded).slice(0, -1)]),
      ];
      throw new LedgerError(`The client of ${api} as ${persona} received ${given} records. ${faults.join('. ')}.`);
    },
  };
}

/** The name of a record of the truth, as in the API's rows. */
function recordOf(row: TruthRows[ApiName]): string {
  return 'id' in row ? row.id : `${row.person.id} ${row.course.id}`;
}

function distinct(
  callers: readonly { readonly api: string; readonly persona: string }[],
): Iterable<{ readonly api: string; readonly persona: string }> {
  return new Map(callers.map((caller) => [`${caller.api} ${caller.persona}`, caller])).values();
}

function listed(names: readonly string[], count: number): string {
  const shown = names.slice(0, SHOWN).join(', ');
  return count > SHOWN ? `${shown} and ${count - SHOWN} more` : shown;
}
