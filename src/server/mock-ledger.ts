import { isApiName } from '../apis/names.ts';
import type { ApiName } from '../apis/names.ts';
import type { TruthRows } from '../apis/truth.ts';
import type { Ledger as GivenLedger } from '../engine/ledger.ts';
import type { CampusView } from '../explore/campus-view.ts';
import type { Ledger } from '../report/report.ts';

/** A client was not given each record once. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly code = 'ERR_LMS_MOCK_LEDGER';
}

/** Which records a session's client was given since the ledger was opened, how often, and which it never fetched. */
export interface MockLedger {
  /**
   * What there is to be known of an API as a persona, held against what was given. By default that of every API and
   * persona that was called.
   */
  gaps(api?: ApiName, persona?: string): Ledger;
  /**
   * Wants each record to have been given once: none never, none twice by one operation.
   *
   * @throws {LedgerError} that names those for which that doesn't hold.
   * @example
   * const ledger = session.openLedger();
   * await mySync(session.apis.helsinki.baseUrl);
   * ledger.expectConsumedOnce('helsinki', 'registrar');
   */
  expectConsumedOnce(api: ApiName, persona: string): void;
}

/** Names that a message lists. */
const SHOWN = 10;

export function createMockLedger(ledger: GivenLedger, campus: () => CampusView): MockLedger {
  function gaps(api?: ApiName, persona?: string): Ledger {
    const given = ledger.given().filter((list) => api === undefined || list.api === api);
    const callers =
      api !== undefined && persona !== undefined
        ? [{ api, persona }]
        : given.filter((list) => persona === undefined || list.persona === persona);
    const missing = new Set<string>();
    const duplicates = new Set<string>();
    let count = 0;
    for (const caller of distinct(callers)) {
      const lists = given.filter((list) => list.api === caller.api && list.persona === caller.persona);
      const seen = new Set(lists.flatMap(({ counts }) => [...counts.keys()]));
      count += seen.size;
      for (const { counts } of lists)
        for (const [record, times] of counts) if (times > 1) duplicates.add(`${caller.api} ${record}`);
      if (!isApiName(caller.api)) continue;
      for (const row of campus().truth(caller.api, caller.persona)) {
        const record = recordOf(row);
        if (!seen.has(record)) missing.add(`${caller.api} ${record}`);
      }
    }
    return { given: count, duplicates: [...duplicates], missing: [...missing] };
  }

  return {
    gaps,
    expectConsumedOnce(api, persona) {
      const { given, duplicates, missing } = gaps(api, persona);
      if (missing.length === 0 && duplicates.length === 0) return;
      const faults = [
        ...(missing.length === 0 ? [] : [`${missing.length} were never given: ${listed(missing)}`]),
        ...(duplicates.length === 0 ? [] : [`${duplicates.length} were given more than once: ${listed(duplicates)}`]),
      ];
      throw new LedgerError(
        `Of what ${persona} can know by ${api}, ${given} records were given. ${faults.join('. ')}.`,
      );
    },
  };
}

/** The name of a record of the truth, as the API's rows give it. */
function recordOf(row: TruthRows[ApiName]): string {
  return 'id' in row ? row.id : `${row.person.id} ${row.course.id}`;
}

function distinct(
  callers: readonly { readonly api: string; readonly persona: string }[],
): Iterable<{ readonly api: string; readonly persona: string }> {
  return new Map(callers.map((caller) => [`${caller.api} ${caller.persona}`, caller])).values();
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}
