import { wholeNumber } from '../config/option-readers.ts';
import type { JournalRecord } from '../engine/session/journal.ts';
import type { Session } from '../engine/session/session.ts';
import type { Sessions } from '../engine/session/sessions.ts';
import { countOf } from '../inspect/report/wording.ts';

/** How long `waitFor` waits, and for how many exchanges. */
export interface WaitOptions {
  /** Number of exchanges, including those in the journal. 1 to 10000, default 1. */
  readonly count?: number;
  /** Maximum wait in milliseconds. 0 to 600000, default 5000. */
  readonly timeoutMs?: number;
}

/** The client did not make the requests in time. */
export class WaitError extends Error {
  override readonly name = 'WaitError';
  readonly code = 'ERR_LMS_MOCK_WAIT';
}

const readCount = wholeNumber(1, 10_000);
const readTimeout = wholeNumber(0, 600_000);

/** The dependencies of a wait. */
export interface WaitParts {
  /** Called with each exchange of any session when it has ended. */
  readonly listeners: Sessions['listeners'];
  /** Ends the wait as its timeout does. Default never. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits until the session has had some exchanges of an operation. An exchange counts when it has ended.
 *
 * @throws {OptionError} if an option is invalid; {WaitError} if they did not end in time.
 */
export async function waitForExchanges(
  session: Session,
  operation: string,
  { count = 1, timeoutMs = 5_000 }: WaitOptions,
  { listeners, signal }: WaitParts,
): Promise<void> {
  const wanted = readCount(count, 'count');
  const mostMs = readTimeout(timeoutMs, 'timeoutMs');
  const startedAtMs = performance.now();
  const isOfOperation = ({ outcome }: JournalRecord): boolean => outcome?.operationId === operation;
  const before = [...session.journal.records()].filter(({ sequence }) => sequence > 0);
  let ended = before.filter(isOfOperation).length;
  let lastSequence = before.at(-1)?.sequence ?? 0;
  if (ended >= wanted) return;

  await new Promise<void>((resolve, reject) => {
    const listener = (record: JournalRecord, sessionId: string): void => {
      if (sessionId !== session.id) return;
      // After a reset the numbers begin again.
      if (record.sequence <= lastSequence) ended = 0;
      lastSequence = record.sequence;
      if (!isOfOperation(record)) return;
      ended += 1;
      if (ended < wanted) return;
      stop();
      resolve();
    };
    const giveUp = (): void => {
      stop();
      const waitedMs = Math.round(performance.now() - startedAtMs);
      reject(new WaitError(describeWait(session, { operation, wanted, ended, waitedMs })));
    };
    const timer = setTimeout(giveUp, mostMs);
    const stop = (): void => {
      clearTimeout(timer);
      listeners.delete(listener);
      signal?.removeEventListener('abort', giveUp);
    };
    listeners.add(listener);
    signal?.addEventListener('abort', giveUp);
  });
}

interface Wait {
  readonly operation: string;
  readonly wanted: number;
  readonly ended: number;
  readonly waitedMs: number;
}

/** Operations that a message lists. */
const SHOWN = 10;

function describeWait(session: Session, { operation, wanted, ended, waitedMs }: Wait): string {
  const records = [...session.journal.records()];
  const counts = new Map<string, number>();
  for (const { sequence, outcome } of records) {
    const name = outcome?.operationId ?? 'no operation';
    if (sequence > 0) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const open = records.filter(({ sequence }) => sequence === 0).length;
  const seen = [
    ...Array.from(counts, ([name, times]) => `${name} ${times}`).slice(0, SHOWN),
    ...(counts.size > SHOWN ? [`${counts.size - SHOWN} further operations`] : []),
    ...(open > 0 ? [`${open} in progress`] : []),
  ];
  const had = seen.length === 0 ? 'no requests' : seen.join(', ');
  return `Expected ${countOf(wanted, 'exchange')} of ${operation}, got ${ended} in ${waitedMs} ms. The session ${session.id} had ${had}.`;
}
