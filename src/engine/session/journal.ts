import type { RequestHeaders } from '../request.ts';
import { openShare } from '../budget.ts';
import type { Budget } from '../budget.ts';
import type { Exchange } from '../exchange.ts';
import { violationBytes } from './own-copy.ts';
import type { Reply } from '../reply/reply.ts';

/** A received request. */
export interface JournalCall {
  readonly method: string;
  /** As sent by the client, with the query. */
  readonly url: string;
  readonly api: string;
  /** With secrets. They are redacted when they are shown. */
  readonly headers: RequestHeaders;
  /** The time of the session's clock, in microseconds since 1970. */
  readonly now: number;
}

/** The recorded parts of an exchange, without the values of parameters. */
export interface JournalOutcome extends Pick<
  Exchange,
  'operationId' | 'persona' | 'violations' | 'reason' | 'scope' | 'rule' | 'note' | 'fault'
> {
  readonly status: number;
  readonly headers: Reply['headers'];
  readonly variations: Reply['variations'];
  /** The charset of the reply's bytes. Absent for UTF-8. */
  readonly charset?: Reply['charset'];
}

/** The record of an exchange. It is changed until the exchange ends. */
export interface JournalRecord extends JournalCall {
  /** From 1, in the order in which the session's exchanges ended. 0 while the exchange is open. */
  sequence: number;
  /** In milliseconds since 1970, by the machine's clock. */
  readonly startedAt: number;
  /** By a monotonic clock. */
  readonly startedAtMs: number;
  firstByteMs: number | undefined;
  durationMs: number | undefined;
  /** The result, without the reply's body. Undefined while it isn't known, and after a defect of lms-mock. */
  outcome: JournalOutcome | undefined;
  /** The beginning of the request's body, if it was read. */
  requestBody: Uint8Array | undefined;
  requestBytes: number;
  /** The beginning of the reply's body. */
  body: string;
  /** Number of characters of the whole body. `body` may be cut. */
  bodyCharacters: number;
  /** Bytes on the wire, with the head. */
  sentBytes: number;
  /** The client disconnected before the end, or a fault ended the connection. */
  isAborted: boolean;
  /** Approximate memory in bytes. 0 while the exchange is open. */
  weight: number;
}

/** Counts of a session's exchanges, with the dropped ones. */
export interface JournalCounts {
  readonly exchanges: number;
  readonly errors: number;
  readonly warnings: number;
  readonly sentBytes: number;
  readonly aborted: number;
  /** Exchanges that the journal has dropped. */
  readonly dropped: number;
}

/** The exchanges of a session. When the journal is full, the oldest are dropped. */
export interface Journal {
  readonly counts: JournalCounts;
  /** Whether an exchange is open. */
  readonly isOpen: boolean;
  /** The ended exchanges, the oldest first, and then the open ones. */
  records(): Iterable<JournalRecord>;
  open(call: JournalCall): JournalRecord;
  /** Ends an exchange. */
  close(record: JournalRecord): void;
  clear(): void;
}

/** The memory, limit and listeners that the journals of a server share. */
export interface JournalParts extends Budget {
  /** Maximum number of exchanges of a session. */
  readonly limit: number;
  /** Called when an exchange ends, with the id of its session. */
  readonly listeners: Set<(record: JournalRecord, sessionId: string) => void>;
}

/** Maximum number of recorded characters of a body. */
export const MAX_BODY_CHARACTERS = 16_384;
const MAX_BYTES_OF_SESSION = 8 * 1_048_576;
/** Approximate memory for the journals of all sessions. */
export const MAX_JOURNAL_BYTES: number = 32 * MAX_BYTES_OF_SESSION;
/** Memory of an exchange besides its texts. */
const RECORD_BYTES = 1_024;
/** Memory of a header besides its texts. */
const HEADER_BYTES = 48;
/** Memory of an applied rule: the signal that releases its delayed replies. */
const RULE_BYTES = 1_024;

export function createJournal(sessionId: string, parts: JournalParts): Journal {
  let counts = { ...NONE };
  let ended: (JournalRecord | undefined)[] = [];
  /** Index of the oldest record. The places before it are empty and removed in batches. */
  let first = 0;
  const share = openShare(parts);
  const open = new Set<JournalRecord>();

  /** If other sessions have used the shared memory, this one drops its own oldest exchanges. */
  function hasMemoryFor(weight: number): boolean {
    return ended.length - first < parts.limit && share.taken + weight <= MAX_BYTES_OF_SESSION && weight <= parts.left;
  }

  function dropFirst(): void {
    const oldest = ended[first];
    if (oldest === undefined) return;
    ended[first] = undefined;
    first += 1;
    counts.dropped += 1;
    share.take(-oldest.weight);
    if (first < 256 || first * 2 < ended.length) return;
    ended = ended.slice(first);
    first = 0;
  }

  return {
    get counts() {
      return { ...counts };
    },
    get isOpen() {
      return open.size > 0;
    },
    *records() {
      for (const record of ended.slice(first)) if (record !== undefined) yield record;
      yield* open;
    },
    open({ method, url, api, headers, now }) {
      const record: JournalRecord = {
        method,
        url,
        api,
        headers,
        now,
        sequence: 0,
        firstByteMs: undefined,
        durationMs: undefined,
        outcome: undefined,
        requestBody: undefined,
        startedAt: Date.now(),
        startedAtMs: performance.now(),
        requestBytes: 0,
        body: '',
        bodyCharacters: 0,
        sentBytes: 0,
        isAborted: false,
        weight: 0,
      };
      open.add(record);
      return record;
    },
    close(record) {
      if (!open.delete(record)) return;
      record.durationMs = performance.now() - record.startedAtMs;
      counts.exchanges += 1;
      counts.sentBytes += record.sentBytes;
      if (record.isAborted) counts.aborted += 1;
      for (const { severity, isExpected = false } of record.outcome?.violations ?? []) {
        if (isExpected) continue;
        if (severity === 'error') counts.errors += 1;
        else counts.warnings += 1;
      }
      record.sequence = counts.exchanges;
      for (const listener of parts.listeners) listener(record, sessionId);
      const weight = weightOf(record);
      record.weight = weight;
      while (ended.length > first && !hasMemoryFor(weight)) dropFirst();
      if (!hasMemoryFor(weight)) {
        counts.dropped += 1;
        return;
      }
      ended.push(record);
      share.take(weight);
    },
    clear() {
      share.release();
      ended = [];
      first = 0;
      // Open exchanges still end, but are not recorded any more.
      open.clear();
      counts = { ...NONE };
    },
  };
}

const NONE = { exchanges: 0, errors: 0, warnings: 0, sentBytes: 0, aborted: 0, dropped: 0 };

/** The memory of a record: all parts whose length depends on a client, a document or a rule. */
function weightOf({ method, url, headers, body, requestBody, outcome }: JournalRecord): number {
  const texts = 2 * (method.length + url.length + body.length) + (requestBody?.length ?? 0) + headerBytes(headers);
  return RECORD_BYTES + texts + (outcome === undefined ? 0 : outcomeBytes(outcome));
}

/** Header values are Latin-1: one byte per character. */
function headerBytes(headers: RequestHeaders | Reply['headers']): number {
  let bytes = 0;
  for (const name in headers) {
    const value = headers[name];
    bytes += HEADER_BYTES + name.length;
    if (typeof value === 'string') bytes += value.length;
    else for (const one of value ?? []) bytes += HEADER_BYTES + one.length;
  }
  return bytes;
}

function outcomeBytes({ headers, violations, rule, note, fault, scope, persona }: JournalOutcome): number {
  let bytes = headerBytes(headers);
  for (const violation of violations) bytes += violationBytes(violation);
  for (const text of [rule?.refused, note, scope, persona]) bytes += 2 * (text?.length ?? 0);
  if (rule !== undefined) bytes += RULE_BYTES;
  return fault === undefined ? bytes : bytes + 2 * JSON.stringify(fault).length;
}
