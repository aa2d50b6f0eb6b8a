import { isFailing } from '../inspect/report/verdict.ts';
import type { Thresholds } from '../inspect/report/options.ts';
import type { ReportViolation } from '../inspect/report/report.ts';
import type { MockSession } from '../session-handle/session-handle.ts';

/** Which violations fail a test. */
export interface KeptContractOptions {
  /** Lowest severity that fails. Default `error`. */
  readonly failOn?: Thresholds['failOn'];
}

/** The client broke a contract. The message has each operation, what was wrong, and the request as a curl line. */
export class BrokenContractError extends Error {
  override readonly name = 'BrokenContractError';
  readonly code = 'ERR_LMS_MOCK_CONTRACT';
}

/** Kinds of violations that a message lists. */
const SHOWN = 10;

/** @throws {BrokenContractError} if the client of the session broke a contract. Expected violations do not count. */
export function expectKeptContract(session: MockSession, { failOn = 'error' }: KeptContractOptions = {}): void {
  const failing = session.violations.filter(({ severity }) => isFailing(severity, failOn));
  if (failing.length === 0) return;
  const shown = failing.slice(0, SHOWN).map((violation) => `\n\n${describe(violation, session)}`);
  const more = failing.length > SHOWN ? `\n\nand ${failing.length - SHOWN} further kinds of violations` : '';
  throw new BrokenContractError(`The client broke a contract.${shown.join('')}${more}`);
}

function describe(violation: ReportViolation, session: MockSession): string {
  const { api, operationId, location, message, severity, count, example } = violation;
  const operation = operationId ?? `${example.method} ${example.url}`;
  const times = count === 1 ? '' : ` (${count} times)`;
  return `${api} ${operation}: ${severity}: ${location}: ${message}${times}\n${curlOf(violation, session)}`;
}

/** The request of a violation as a curl line; as method and URL if the journal has removed it. */
function curlOf({ api, location, rule, example }: ReportViolation, { journal }: MockSession): string {
  const found = journal
    .exchanges({ api, violations: 'any' })
    .find(
      ({ violations, isOpen }) => !isOpen && violations.some((one) => one.location === location && one.rule === rule),
    );
  if (found === undefined) return `${example.method} ${example.url}`;
  return journal.export('curl', { sequence: found.sequence }).trimEnd();
}
