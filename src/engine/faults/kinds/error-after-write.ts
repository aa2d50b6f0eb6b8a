import type { FaultKind } from '../fault-kind.ts';
import { errorStatus, problemOfWriteError } from '../write-error.ts';
import type { WriteError } from '../write-error.ts';

/** An error instead of the answer, although what the request writes is written. A refusal of the vendor stays. */
export const errorAfterWrite: FaultKind<WriteError<'error-after-write'>, WriteError<'error-after-write'>> = {
  members: { status: errorStatus },
  requires: ['status'],
  endsConnection: false,
  problemOf: problemOfWriteError,
  settle: (fault) => fault,
  errorOf: ({ status }) => ({ status, isWritten: true }),
};
