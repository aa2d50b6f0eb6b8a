/** What makes a report fail. */
export interface Thresholds {
  /**
   * The least severity that fails. Unused rules and expectations that no violation met weigh as a warning; a record of the ledger that is missing or was
   * handled twice weighs as an error, a ledger that was full as a warning.
   */
  readonly failOn: 'error' | 'warning' | 'never';
  /** The least coverage in percent, 0-100; 0 asks for none. */
  readonly minCoverage: number;
  /** Minimum number of exchanges. The command `check` asks for 1; elsewhere the default is 0. */
  readonly minExchanges: number;
}

/** The line (from 1) of a JSON pointer behind `#` in an API's contract; undefined where there is none. */
export type LineOf = (api: string, pointer: string) => number | undefined;

/** How a report is written. */
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
