import type { RequestHeaders } from '../request.ts';
import type { Exchange } from '../exchange.ts';
import { violationBytes } from './own-copy.ts';
import type { Reply } from '../reply/reply.ts';

/** A request as it came. */
export interface JournalCall {
  readonly method: string;
  /** As the client sent it, its query too. */
  readonly url: string;
  readonly api: string;
  /** Kept as they came: whoever shows them takes the secrets out. */
  readonly headers: RequestHeaders;
  /** The session's moment, in microseconds since 1970. */
  readonly now: number;
}

/** What of an exchange is kept. What its parameters said, and what a rule holds back, are not. */
export interface JournalOutcome extends Pick<
  Exchange,
  'operationId' | 'persona' | 'violations' | 'reason' | 'scope' | 'rule' | 'note' | 'fault'
> {
  readonly status: number;
  readonly headers: Reply['headers'];
  readonly variations: Reply['variations'];
  /** The charset of the reply's bytes. Absent where that is UTF-8. */
  readonly charset?: Reply['charset'];
}

/** An exchange, from when its request came. It is changed until it ends. */
export interface JournalRecord extends JournalCall {
  /** From 1, in the order in which the session's exchanges ended; 0 while it goes on. */
  sequence: number;
  /** In milliseconds since 1970, of the machine's clock. */
  readonly startedAt: number;
  /** By a clock that only grows. */
  readonly startedAtMs: number;
  firstByteMs: number | undefined;
  durationMs: number | undefined;
  /** What became of it, but for what was said in the reply's body; absent while it isn't known, and where that was a defect of ours. */
  outcome: JournalOutcome | undefined;
  /** The beginning of the request's body, where it was read. */
  requestBody: Uint8Array | undefined;
  requestBytes: number;
  /** The beginning of the reply's body. */
  body: string;
  /** How many characters of the body were made; more than `body` has where that was cut. */
  bodyCharacters: number;
  /** What went over the wire, head and all. */
  sentBytes: number;
  /** The client left before the end, or a fault ended the connection. */
  isAborted: boolean;
  /** How many bytes it counts for, about; 0 while it goes on. */
  weight: number;
}

/** What a session's exchanges come to; what the journal has let go counts too. */
export interface JournalCounts {
  readonly exchanges: number;
  readonly errors: number;
  readonly warnings: number;
  readonly sentBytes: number;
  readonly aborted: number;
  /** Exchanges that the journal has let go. */
  readonly dropped: number;
}

/** The exchanges of a session, bounded: the oldest go first. */
export interface Journal {
  readonly counts: JournalCounts;
  /** Whether an exchange goes on. */
  readonly isOpen: boolean;
  /** Those that have ended, the oldest first, and behind them those that go on. */
  records(): Iterable<JournalRecord>;
  open(call: JournalCall): JournalRecord;
  /** Ends an exchange. */
  close(record: JournalRecord): void;
  clear(): void;
}

/** What the journals of a server share. */
export interface JournalRoom {
  /** Exchanges that a session keeps at most. */
  readonly limit: number;
  /** How much more all sessions may keep together, in bytes, about. */
  bytesLeft: number;
  /** Told of each exchange that has ended, with its session. */
  readonly listeners: Set<(record: JournalRecord, sessionId: string) => void>;
}

/** The beginning of a body that is kept, in characters. */
export const MAX_BODY_CHARACTERS = 16_384;
const MAX_BYTES_OF_SESSION = 8 * 1_048_576;
const MAX_BYTES_OF_ALL = 32 * MAX_BYTES_OF_SESSION;
/** What an exchange takes besides its texts. */
const RECORD_BYTES = 1_024;
/** What a header takes besides its texts. */
const HEADER_BYTES = 48;
/** What a rule that answered takes: the signal that lets go what it holds back. */
const RULE_BYTES = 1_024;

export function createJournalRoom(limit: number): JournalRoom {
  return { limit, bytesLeft: MAX_BYTES_OF_ALL, listeners: new Set() };
}

export function createJournal(sessionId: string, room: JournalRoom): Journal {
  let counts = { ...NONE };
  let kept: (JournalRecord | undefined)[] = [];
  /** Those before it have been let go; their places are taken away by the batch. */
  let first = 0;
  let bytes = 0;
  const open = new Set<JournalRecord>();

  function hold(more: number): void {
    bytes += more;
    room.bytesLeft -= more;
  }

  /** Where other sessions have taken the room of all, this one makes do with its own. */
  function hasRoomFor(weight: number): boolean {
    return kept.length - first < room.limit && bytes + weight <= MAX_BYTES_OF_SESSION && weight <= room.bytesLeft;
  }

  function dropFirst(): void {
    const oldest = kept[first];
    if (oldest === undefined) return;
    kept[first] = undefined;
    first += 1;
    counts.dropped += 1;
    hold(-oldest.weight);
    if (first < 256 || first * 2 < kept.length) return;
    kept = kept.slice(first);
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
      for (const record of kept.slice(first)) if (record !== undefined) yield record;
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
      for (const listener of room.listeners) listener(record, sessionId);
      const weight = weightOf(record);
      record.weight = weight;
      while (kept.length > first && !hasRoomFor(weight)) dropFirst();
      if (!hasRoomFor(weight)) {
        counts.dropped += 1;
        return;
      }
      kept.push(record);
      hold(weight);
    },
    clear() {
      hold(-bytes);
      kept = [];
      first = 0;
      // What goes on still ends, in a journal that knows nothing of it.
      open.clear();
      counts = { ...NONE };
    },
  };
}

const NONE = { exchanges: 0, errors: 0, warnings: 0, sentBytes: 0, aborted: 0, dropped: 0 };

/** Counts whatever a client, a document or a rule decides the length of. */
function weightOf({ method, url, headers, body, requestBody, outcome }: JournalRecord): number {
  const texts = 2 * (method.length + url.length + body.length) + (requestBody?.length ?? 0) + headerBytes(headers);
  return RECORD_BYTES + texts + (outcome === undefined ? 0 : outcomeBytes(outcome));
}

/** Header values are Latin-1: one byte a character. */
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
