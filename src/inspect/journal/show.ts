import type { Violation } from '../../contract/violation.ts';
import type { Fault } from '../../engine/faults/faults.ts';
import type { JournalRecord } from '../../engine/session/journal.ts';
import type { RefusalReason } from '../../engine/outcome.ts';
import type { Redact } from '../../engine/redact/redact.ts';
import type { VariationName } from '../../engine/variation/variation.ts';

/** A body, or the beginning of it. */
export interface ShownBody {
  readonly text: string;
  /** Bytes of a request, characters of a reply: of the whole. */
  readonly size: number;
  readonly isCut: boolean;
  /** A secret was taken out of it. Absent where none was. */
  readonly isRedacted?: boolean;
  /** Its bytes are not those of the text in UTF-8. Absent where they are. */
  readonly isRecoded?: boolean;
}

/** An exchange as anyone may see it: its secrets are taken out. */
export interface ShownExchange {
  /** From 1, in the order in which the session's exchanges ended; 0 while it goes on. */
  readonly sequence: number;
  readonly session: string;
  readonly isOpen: boolean;
  /** ISO 8601, by the clock of the machine. */
  readonly startedAt: string;
  /** The session's own moment. */
  readonly now: string;
  readonly api: string;
  readonly operationId?: string;
  /** Who called; absent where it is nobody of the fixtures. */
  readonly persona?: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    /** A secret was taken out of the URL. Absent where none was. */
    readonly isUrlRedacted?: boolean;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: ShownBody;
  };
  readonly violations: readonly Violation[];
  /** Why the vendor refused. */
  readonly reason?: RefusalReason;
  /** What of the campus was left out because of who called. */
  readonly scope?: string;
  /** The rule that had its turn, and why its answer was not sent, if it wasn't. */
  readonly rule?: { readonly id: string; readonly refused?: string };
  /** Why part of the exchange was not checked. */
  readonly note?: string;
  /** What went wrong because the rule asked for it. */
  readonly fault?: Fault;
  /** What made the answer awkward. */
  readonly variations?: readonly VariationName[];
  readonly reply?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: ShownBody;
  };
  /** Head and all, as it went over the wire. */
  readonly sentBytes: number;
  /** The client left, or a fault ended the connection. */
  readonly isAborted: boolean;
  readonly firstByteMs?: number;
  readonly durationMs?: number;
}

/** Shows an exchange; `formatMoment` writes the session's moment. */
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
  // Half of a character is sent as U+FFFD, and the journal may have cut one.
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

/** In the charset that it says, or that its first bytes do: else a secret in another one is not recognised. */
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

/** To the microsecond. */
function rounded(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : Math.round(milliseconds * 1000) / 1000;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out the members that are undefined. */
function defined<T extends object>(members: T): Defined<T> {
  const kept: Defined<T> = { ...members };
  for (const name of Object.keys(members))
    if (Reflect.get(members, name) === undefined) Reflect.deleteProperty(kept, name);
  return kept;
}
