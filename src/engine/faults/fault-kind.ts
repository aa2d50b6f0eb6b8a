import type { Operation } from '../../contract/operation.ts';
import type { Reply } from '../reply/reply.ts';
import type { Wire } from './wire.ts';

/** An operation that a fault is for. */
export interface FaultTarget {
  /** The API's own end of a stream that fails, where it has one. */
  readonly api: { readonly brokenStream?: string };
  readonly operation: Operation;
}

/** Why there can be no such fault. */
export interface FaultProblem {
  /** The member of the fault that is wrong. Absent where it is the fault as a whole. */
  readonly member?: string;
  readonly problem: string;
}

/**
 * All there is to a kind of fault. A new kind is a file with one of these and a line in `faults.ts`.
 *
 * @typeParam I the fault as a rule asks for it.
 * @typeParam F the same with all settled that was left to defaults and to chance.
 */
export interface FaultKind<I extends object, F extends object> {
  /** The members of the fault besides `kind`, in JSON Schema 2020-12. */
  readonly members: Readonly<Record<string, object>>;
  /** Whether the connection ends before the reply is complete. */
  readonly endsConnection: boolean;
  /** Whether the head comes late, too. Default: only the body may. */
  readonly delaysHead?: boolean;
  /** Finds what the schema can't say. Default: all that fits the schema can be. */
  problemOf?(fault: I, targets: readonly FaultTarget[]): FaultProblem | undefined;
  /** Fills in what was left to defaults and to chance. The same key draws the same. */
  settle(fault: I, key: string): F;
  /** Number of rows of a list that are made at all. Default: all. */
  rowsBefore?(fault: F): number | undefined;
  /**
   * Changes the reply before it is sent. Returns undefined if the reply has nothing to spoil (no body, no rows, no
   * syntax); then it is sent as it is. Default: the reply stays.
   *
   * @param streamError the API's own end of a stream that fails.
   */
  spoil?(reply: Reply, fault: F, streamError: string | undefined): Reply | undefined;
  /** Sends the reply. Default: like any other. */
  send?(wire: Wire, fault: F): Promise<void>;
}
