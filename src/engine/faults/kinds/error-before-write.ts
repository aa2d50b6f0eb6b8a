import type { FaultKind } from '../fault-kind.ts';
import { errorStatus, problemOfWriteError } from '../write-error.ts';
import type { WriteError } from '../write-error.ts';

/** An error instead of the answer, and nothing is written. */
export const errorBeforeWrite: FaultKind<WriteError<'error-before-write'>, WriteError<'error-before-write'>> = {
  members: { status: errorStatus },
  requires: ['status'],
  endsConnection: false,
  problemOf: problemOfWriteError,
  settle: (fault) => fault,
  errorOf: ({ status }) => ({ status, isWritten: false }),
};
