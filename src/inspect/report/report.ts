import type { Provenance, Severity } from '../../contract/document.ts';

/** Something that a contract declares, and how often it was exercised. */
export interface CoverageItem {
  readonly kind: 'operation' | 'parameter' | 'status' | 'media-type' | 'enum-value' | 'variant';
  readonly api: string;
  readonly operationId?: string;
  /**
   * As the contract names it: `query.username`, `403`, `application/xml`, `error-family=developer-message`. For the body
   * of a request `body`, `body application/json`, `body/role=admin`.
   */
  readonly name: string;
  /** Where the contract declares it, as a JSON pointer behind `#` into specs/<api>.yaml. */
  readonly pointer: string;
  readonly count: number;
}

/** Violations of one kind: the same API, operation, location and rule. */
export interface ReportViolation {
  readonly api: string;
  /** Absent if the request matched no operation. */
  readonly operationId?: string;
  readonly location: string;
  readonly rule: string;
  /** The expected and the actual value of the first one. May quote the client. */
  readonly message: string;
  readonly severity: Severity;
  readonly provenance: Provenance;
  /** How many there were; at least 1. */
  readonly count: number;
  /** The first request that had it. */
  readonly example: { readonly method: string; readonly url: string };
  /** The violated place of the contract, as a JSON pointer behind `#` into the contract's file. */
  readonly pointer: string;
  /** The file of a mounted document. Absent if it is specs/<api>.yaml. */
  readonly file?: string;
}

/** Exchanges of an operation that were not checked. */
export interface UncheckedExchanges {
  readonly api: string;
  readonly operationId: string;
  /** How many there were; at least 1. */
  readonly count: number;
}

/** Whether a client handled each of the records that it was given exactly once. */
export interface Ledger {
  readonly given: number;
  /** Ids of those that it handled more than once. */
  readonly duplicates: readonly string[];
  /** Ids of those that it never handled. */
  readonly missing: readonly string[];
  /** Number of further ids, since `duplicates` has at most 10,000; absent if it has all. */
  readonly unlistedDuplicates?: number;
  /** Number of further ids, since `missing` has at most 10,000; absent if it has all. */
  readonly unlistedMissing?: number;
  /**
   * Number of given records that were not recorded, because the ledger was full. `given` and `duplicates` don't count
   * them, and `missing` leaves out the records of each persona that has some. Absent if there are none.
   */
  readonly unrecorded?: number;
}

/** The number of missing records and of those handled more than once, including unlisted ones. */
export function ledgerCounts(ledger: Ledger): { readonly missing: number; readonly duplicates: number } {
  return {
    missing: ledger.missing.length + (ledger.unlistedMissing ?? 0),
    duplicates: ledger.duplicates.length + (ledger.unlistedDuplicates ?? 0),
  };
}

/** The result of a session: violations, and how much of the contracts was exercised. */
export interface Report {
  readonly version: 1;
  readonly session: string;
  readonly exchanges: number;
  readonly violations: readonly ReportViolation[];
  /** Number of violations of further kinds, which were too many for `violations`. Absent if there are none. */
  readonly unlistedViolations?: number;
  /** Violations that were declared expected, which don't fail the report. Absent if there are none. */
  readonly expected?: readonly ReportViolation[];
  /** Descriptions of the session's expectations that no violation met. Absent if there are none. */
  readonly unmetExpectations?: readonly string[];
  readonly coverage: readonly CoverageItem[];
  /** Rules of the session that no request matched. */
  readonly unusedRules: readonly { readonly id: string; readonly description: string }[];
  /** Exchanges that were not checked, because the check took too long. Absent if all were checked. */
  readonly unchecked?: readonly UncheckedExchanges[];
  readonly ledger?: Ledger;
}
