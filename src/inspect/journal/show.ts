import type { Violation } from '../../contract/violation.ts';
import type { Fault } from '../../engine/faults/faults.ts';
import type { JournalRecord } from '../../engine/session/journal.ts';
import type { RefusalReason } from '../../engine/outcome.ts';
import type { Redact } from '../../engine/redact/redact.ts';
import type { VariationName } from '../../engine/variation/variation.ts';

/** A body, or the beginning of it. */
export interface ShownBody {
  readonly text: string;
  /** Size of the whole body, in bytes for a request and in characters for a reply. */
  readonly size: number;
  readonly isCut: boolean;
  /** Whether a secret was removed from it. Absent if none was. */
  readonly isRedacted?: boolean;
  /** Whether its bytes differ from the text in UTF-8. Absent if they don't. */
  readonly isRecoded?: boolean;
}

/** An exchange without secrets. */
export interface ShownExchange {
  /** From 1, in the order in which the session's exchanges ended; 0 while it is open. */
  readonly sequence: number;
  readonly session: string;
  readonly isOpen: boolean;
  /** ISO 8601, from the machine's clock. */
  readonly startedAt: string;
  /** The session's time. */
  readonly now: string;
  readonly api: string;
  readonly operationId?: string;
  /** The calling persona; absent for unknown callers. */
  readonly persona?: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    /** Whether a secret was removed from the URL. Absent if none was. */
    readonly isUrlRedacted?: boolean;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: ShownBody;
  };
  readonly violations: readonly Violation[];
  /** The reason of the vendor's refusal. */
  readonly reason?: RefusalReason;
  /** The part of the campus that the persona may not see. */
  readonly scope?: string;
  /** The rule that answered, or the reason why its answer was not sent. */
  readonly rule?: { readonly id: string; readonly refused?: string };
  /** Why a part of the exchange was not checked. */
  readonly note?: string;
  /** The fault that a rule caused. */
  readonly fault?: Fault;
  /** The variations of the answer. */
  readonly variations?: readonly VariationName[];
  readonly reply?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: ShownBody;
  };
  /** Including the head, as sent over the connection. */
  readonly sentBytes: number;
  /** Whether the client or a fault ended the connection early. */
  readonly isAborted: boolean;
  readonly firstByteMs?: number;
  readonly durationMs?: number;
}

/** Shows an exchange without secrets. `formatMoment` formats the session's time. */
export function showExchange(
  record: JournalRecord,
  session: string,
  redact: Redact,
  formatMoment: (microseconds: number) => string,
): ShownExchange {
  const { sequence, api, outcome, firstByteMs, durationMs, sentBytes, isAborted } = record;
  const url = redact.url(record.url, { api, operationId: outcome?.operationId });
  const { operationId, persona, violations = [], reason, scope, rule, note, fault, variations } = outcome ?? {};
  return {
    sequence,
    session,
    isOpen: durationMs === undefined,
    startedAt: new Date(record.startedAt).toISOString(),
    now: formatMoment(record.now),
    api,
    ...defined({ operationId, persona }),
    request: {
      method: record.method,
      url,
      ...(url === record.url ? {} : { isUrlRedacted: true }),
      headers: redact.headers(record.headers),
      ...defined({ body: requestBodyOf(record, redact) }),
    },
    violations,
    ...defined({ reason, scope, note, fault, variations }),
    ...(rule === undefined
      ? {}
      : {
          rule: {
            id: rule.id,
            ...defined({ refused: rule.refused === undefined ? undefined : redact.text(rule.refused) }),
          },
        }),
    ...(outcome === undefined
      ? {}
      : {
          reply: {
            status: outcome.status,
            headers: redact.headers(outcome.headers),
            body: replyBodyOf(record, redact),
          },
        }),
    sentBytes,
    isAborted,
    ...defined({ firstByteMs: rounded(firstByteMs), durationMs: rounded(durationMs) }),
  };
}

function requestBodyOf({ requestBody, requestBytes, headers }: JournalRecord, redact: Redact): ShownBody | undefined {
  if (requestBody === undefined || requestBytes === 0) return undefined;
  const isCut = requestBytes > requestBody.length;
  const contentType = [headers['content-type'] ?? ''].flat().join(', ');
  const text = textOf(requestBody, contentType);
  const shown = showBody(text, { size: requestBytes, isCut, contentType }, redact);
  return isCut || Buffer.from(text).equals(requestBody) ? shown : { ...shown, isRecoded: true };
}

function replyBodyOf({ body, bodyCharacters, outcome }: JournalRecord, redact: Redact): ShownBody {
  const isCut = bodyCharacters > body.length;
  const contentType = outcome?.headers['Content-Type'] ?? '';
  // The journal may have cut a surrogate pair, and half of one is sent as U+FFFD.
  const shown = showBody(body.toWellFormed(), { size: bodyCharacters, isCut, contentType }, redact);
  return outcome?.charset === undefined ? shown : { ...shown, isRecoded: true };
}

function showBody(
  text: string,
  { size, isCut, contentType }: { readonly size: number; readonly isCut: boolean; readonly contentType: string },
  redact: Redact,
): ShownBody {
  const shown = redact.body(text, contentType, isCut);
  return { text: shown, size, isCut, ...(shown === text ? {} : { isRedacted: true }) };
}

/** Decodes a body by its byte order mark or its charset. Otherwise secrets in other charsets would not be found. */
function textOf(bytes: Uint8Array, contentType: string): string {
  const [first, second] = bytes;
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : '';
  const named = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
  try {
    return new TextDecoder(marked === '' ? named : marked).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** Rounds to microseconds. */
function rounded(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : Math.round(milliseconds * 1000) / 1000;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out undefined members. */
function defined<T extends object>(members: T): Defined<T> {
  const result: Defined<T> = { ...members };
  for (const name of Object.keys(members))
    if (Reflect.get(members, name) === undefined) Reflect.deleteProperty(result, name);
  return result;
}
