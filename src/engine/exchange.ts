import type { ParameterValues } from '../contract/request/request-reader.ts';
import type { Violation } from '../contract/violation.ts';
import type { Fault } from './faults/faults.ts';
import type { RefusalReason } from './outcome.ts';
import type { Reply } from './reply/reply.ts';

/** What came of a request. */
export interface Exchange {
  readonly reply: Reply;
  /** Absent where the request matched no operation. */
  readonly operationId?: string | undefined;
  /** Who called, let in or not; absent where it is nobody of the fixtures, or was not asked. */
  readonly persona?: string | undefined;
  readonly violations: readonly Violation[];
  /** What the parameters said; absent where they were not read. */
  readonly values?: ParameterValues;
  /** Why the vendor refused; absent where it didn't. */
  readonly reason?: RefusalReason | undefined;
  /** What of the campus is left out because of who calls. */
  readonly scope?: string | undefined;
  /** The session's rule that had its turn; absent where none had. */
  readonly rule?: AppliedRule | undefined;
  /** Why part of the exchange was not checked: that took too long. The client gets it as a header. */
  readonly note?: string | undefined;
  /** What goes wrong with the reply, because the rule asks for it. */
  readonly fault?: Fault | undefined;
}

/** A rule that had its turn with a request. */
export interface AppliedRule {
  readonly id: string;
  /** Aborted where what the rule holds back must be let go. */
  readonly released: AbortSignal;
  /** Why its answer was not sent: it would have broken the contract. */
  readonly refused?: string;
}
