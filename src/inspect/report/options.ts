/** The thresholds of a report. */
export interface Thresholds {
  /**
   * Lowest severity that fails. Unused rules, expected violations that did not happen and a full ledger count as a
   * warning. A missing or doubled record of the ledger counts as an error.
   */
  readonly failOn: 'error' | 'warning' | 'never';
  /** Minimum coverage in percent, 0 to 100. */
  readonly minCoverage: number;
  /** Minimum number of exchanges. Default: 1 for the command `check`, else 0. */
  readonly minExchanges: number;
}

/** The line (from 1) of a JSON pointer behind `#` in an API's contract; undefined if there is none. */
export type LineOf = (api: string, pointer: string) => number | undefined;

/** How a report is formatted. */
export interface ReportOptions extends Thresholds {
  /** Finds the lines of places in a contract. Default: places are shown as JSON pointers. */
  readonly lineOf: LineOf;
  /** Whether the format `text` has colours, as ANSI escapes. Default: false. */
  readonly isColoured: boolean;
  /** Further reasons why the report fails, such as that the command of a run failed. Default none. */
  readonly failures: readonly string[];
}

/** Only errors fail a report. */
const DEFAULTS: ReportOptions = {
  failOn: 'error',
  minCoverage: 0,
  minExchanges: 0,
  lineOf: () => undefined,
  isColoured: false,
  failures: [],
};

export function withDefaults(options: Partial<ReportOptions>): ReportOptions {
  return { ...DEFAULTS, ...options };
}
