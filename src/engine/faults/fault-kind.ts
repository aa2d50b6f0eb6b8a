import type { Operation } from '../../contract/operation.ts';
import type { Reply } from '../reply/reply.ts';
import type { Wire } from './wire.ts';

/** An operation that a fault applies to. */
export interface FaultTarget {
  /** The API's end of a failed stream, if it is known. */
  readonly api: { readonly brokenStream?: string };
  readonly operation: Operation;
}

/** Why a fault is impossible. */
export interface FaultProblem {
  /** The invalid member of the fault. Absent if the fault as a whole is invalid. */
  readonly member?: string;
  readonly problem: string;
}

/** A step of the clock of a session. */
export interface ClockStep {
  readonly microseconds: number;
  /** Once, when the rule has answered with this number of rows. Undefined: with each answer. */
  readonly afterRows: number | undefined;
}

/** An error that is sent instead of the normal answer. */
export interface ErrorInstead {
  readonly status: number;
  /** The request is handled normally before. */
  readonly isWritten: boolean;
}

/**
 * The complete definition of a kind of fault. A new kind is a file with one of these and a line in `faults.ts`.
 *
 * @typeParam I The fault in a rule.
 * @typeParam F The fault of one reply, with default and random values filled in.
 */
export interface FaultKind<I extends object, F extends object> {
  /** The members of the fault besides `kind`, in JSON Schema 2020-12. */
  readonly members: Readonly<Record<string, object>>;
  /** Members that must be present, besides `kind`. Default none. */
  readonly requires?: readonly string[];
  /** Whether the connection ends before the reply is complete. */
  readonly endsConnection: boolean;
  /** Whether the head is delayed, too. Default false. */
  readonly delaysHead?: boolean;
  /** Checks what the schema can't. Default: every fault that conforms to the schema is possible. */
  problemOf?(fault: I, targets: readonly FaultTarget[]): FaultProblem | undefined;
  /** Fills in default and random values. The same key gives the same values. */
  settle(fault: I, key: string): F;
  /** Maximum number of rows that are made. Default: all. */
  rowsBefore?(fault: F): number | undefined;
  /** The step of the session's clock. Default: none. */
  clockStep?(fault: F): ClockStep;
  /** The error that is sent instead of the answer. Default: none. */
  errorOf?(fault: F): ErrorInstead;
  /**
   * Changes the reply before it is sent. Returns undefined if the fault can't apply (no body, no rows, no syntax). Then the
   * reply is sent unchanged. Default: no change.
   *
   * @param streamError The API's end of a failed stream.
   */
  spoil?(reply: Reply, fault: F, streamError: string | undefined): Reply | undefined;
  /** Sends the reply. Default: in the normal way. */
  send?(wire: Wire, fault: F): Promise<void>;
}
