import type { Report, ReportViolation } from './report.ts';

/** The number of violations by severity. Each occurrence counts. */
export interface Totals {
  readonly errors: number;
  readonly warnings: number;
}

/** The number of violations of any severity. */
export function totalOf(violations: Report['violations']): number {
  return violations.reduce((total, { count }) => total + count, 0);
}

export function totalsOf(violations: Report['violations']): Totals {
  const sum = (severity: ReportViolation['severity']): number =>
    violations.reduce((total, violation) => total + (violation.severity === severity ? violation.count : 0), 0);
  return { errors: sum('error'), warnings: sum('warning') };
}
