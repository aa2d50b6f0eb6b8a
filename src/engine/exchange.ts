import type { ParameterValues } from '../contract/request/request-reader.ts';
import type { Violation } from '../contract/violation.ts';
import type { Fault } from './faults/faults.ts';
import type { RefusalReason } from './outcome.ts';
import type { Reply } from './reply/reply.ts';

/** A request with its result. */
export interface Exchange {
  readonly reply: Reply;
  /** Absent if the request matched no operation. */
  readonly operationId?: string | undefined;
  /** The persona that called, even if it was refused. Absent if the caller is unknown, or was not authenticated. */
  readonly persona?: string | undefined;
  readonly violations: readonly Violation[];
  /** The values of the parameters. Absent if they were not read. */
  readonly values?: ParameterValues;
  /** Why the vendor refused the request. Absent if it didn't. */
  readonly reason?: RefusalReason | undefined;
  /** The part of the campus that the persona can see. Absent if it sees everything. */
  readonly scope?: string | undefined;
  /** The rule of the session that answered. Absent if there was none. */
  readonly rule?: AppliedRule | undefined;
  /** Why a part of the exchange was not checked: the check took too long. The client gets it as a header. */
  readonly note?: string | undefined;
  /** The fault of the rule for the reply. */
  readonly fault?: Fault | undefined;
}

/** A rule that was applied to a request. */
export interface AppliedRule {
  readonly id: string;
  /** Aborted when delayed replies of the rule must be sent at once. */
  readonly released: AbortSignal;
  /** How its answer would have broken the contract, so that it was not sent. */
  readonly refused?: string;
}
