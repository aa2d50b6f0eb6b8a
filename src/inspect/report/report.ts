import type { Provenance, Severity } from '../../contract/document.ts';

/** Something that a contract declares, and how often it was exercised. */
export interface CoverageItem {
  readonly kind: 'operation' | 'parameter' | 'status' | 'media-type' | 'enum-value' | 'variant';
  readonly api: string;
  readonly operationId?: string;
  /**
   * As the contract says it: `query.username`, `403`, `application/xml`, `error-family=developer-message`; of a request's body `body`,
   * `body application/json`, `body/role=admin`.
   */
  readonly name: string;
  /** Where the contract declares it, as a JSON pointer behind `#` into specs/<api>.yaml. */
  readonly pointer: string;
  readonly count: number;
}

/** Breaches of one kind: the same API, operation, location and rule. */
export interface ReportViolation {
  readonly api: string;
  /** Absent where the request matched no operation. */
  readonly operationId?: string;
  readonly location: string;
  readonly rule: string;
  /** What was expected and what came, of the first one. May quote the client. */
  readonly message: string;
  readonly severity: Severity;
  readonly provenance: Provenance;
  /** How many there were; at least 1. */
  readonly count: number;
  /** The first request that had it. */
  readonly example: { readonly method: string; readonly url: string };
  /** Where the contract says so, as a JSON pointer behind `#` into the contract's file. */
  readonly pointer: string;
  /** The contract's file, where it is not specs/<api>.yaml: that of a document that was mounted. */
  readonly file?: string;
}

/** Exchanges of an operation that were answered without a verdict. */
export interface UncheckedExchanges {
  readonly api: string;
  readonly operationId: string;
  /** How many there were; at least 1. */
  readonly count: number;
}

/** What became of the records that a client was given to handle once each. */
export interface Ledger {
  readonly given: number;
  /** Ids of those that it handled more than once. */
  readonly duplicates: readonly string[];
  /** Ids of those that it never handled. */
  readonly missing: readonly string[];
  /** How many more are not in `duplicates`, which has 10,000 at most; absent where it has all. */
  readonly unlistedDuplicates?: number;
  /** How many more are not in `missing`, which has 10,000 at most; absent where it has all. */
  readonly unlistedMissing?: number;
  /**
   * Number of given records that were not recorded, because the ledger was full. `given` and `duplicates` don't count
   * them, and `missing` leaves out the records of each persona that has some. Absent if there are none.
   */
  readonly unrecorded?: number;
}

/** How many records of a ledger are missing or were handled more than once, those that it doesn't list included. */
export function ledgerCounts(ledger: Ledger): { readonly missing: number; readonly duplicates: number } {
  return {
    missing: ledger.missing.length + (ledger.unlistedMissing ?? 0),
    duplicates: ledger.duplicates.length + (ledger.unlistedDuplicates ?? 0),
  };
}

/** What a session saw: breaches, and how much of the contracts was exercised. */
export interface Report {
  readonly version: 1;
  readonly session: string;
  readonly exchanges: number;
  readonly violations: readonly ReportViolation[];
  /** Number of violations of further kinds, which had no room in `violations`. Absent if there are none. */
  readonly unlistedViolations?: number;
  /** Violations that were declared expected: they fail nothing. Absent if there are none. */
  readonly expected?: readonly ReportViolation[];
  /** Expectations of the session that no violation met, in words. Absent if there are none. */
  readonly unmetExpectations?: readonly string[];
  readonly coverage: readonly CoverageItem[];
  /** Rules of the session that no request matched. */
  readonly unusedRules: readonly { readonly id: string; readonly description: string }[];
  /** What was not checked, as that took too long. Absent where everything was. */
  readonly unchecked?: readonly UncheckedExchanges[];
  readonly ledger?: Ledger;
}
