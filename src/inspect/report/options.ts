/** The thresholds of a report. */
export interface Thresholds {
  /**
   * Lowest severity that fails. Unused rules, expected violations that did not happen and a full ledger count as a
   * warning. A missing or doubled record of the ledger counts as an error.
   */
  readonly failOn: 'error' | 'warning' | 'never';
  /** Minimum coverage in percent, 0 to 100. */
  readonly minCoverage: number;
  /** Minimum number of exchanges. The command `check` asks for 1; elsewhere the default is 0. */
  readonly minExchanges: number;
}

/** The line (from 1) of a JSON pointer behind `#` in an API's contract; undefined where there is none. */
export type LineOf = (api: string, pointer: string) => number | undefined;

/** How a report is formatted. */
export interface ReportOptions extends Thresholds {
  /** Default: places in a contract are told by their JSON pointers alone. */
  readonly lineOf: LineOf;
  /** Whether text has colours, as ANSI escapes. Default: false. Only text heeds it. */
  readonly isColoured: boolean;
}

/** An error fails, any coverage will do. */
const DEFAULTS: ReportOptions = {
  failOn: 'error',
  minCoverage: 0,
  minExchanges: 0,
  lineOf: () => undefined,
  isColoured: false,
};

export function withDefaults(options: Partial<ReportOptions>): ReportOptions {
  return { ...DEFAULTS, ...options };
}
