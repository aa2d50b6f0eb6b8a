/** How the body of an API's 429 has the time to wait. */
export interface RetryAfter {
  /** The members with the time. Only those that a body has are replaced. */
  fields(seconds: number): Readonly<Record<string, unknown>>;
  /** The seconds in a body. Undefined if it has none. */
  secondsIn(body: object): number | undefined;
}

interface SaysRetryAfter {
  readonly retryAfter?: RetryAfter;
}

/** The members of a 429's body, with the seconds of its header. None if the header is not a number of seconds. */
export function waitFields(
  { retryAfter }: SaysRetryAfter,
  { status, body, header }: { readonly status: number; readonly body: unknown; readonly header: string | undefined },
): Readonly<Record<string, unknown>> {
  const seconds = header !== undefined && /^\d+$/.test(header) ? Number(header) : Number.NaN;
  if (status !== 429 || !Number.isSafeInteger(seconds) || typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(retryAfter?.fields(seconds) ?? {}).filter(([name]) => Object.hasOwn(body, name)),
  );
}

/** Replaces members of a body. */
export function withFields(body: unknown, fields: Readonly<Record<string, unknown>>): unknown {
  return Object.keys(fields).length === 0 ? body : { ...Object(body), ...fields };
}

/** The header of a 429 with a rule's own body, with the seconds of the body. */
export function waitHeader(
  { retryAfter }: SaysRetryAfter,
  { status, body }: { readonly status: number; readonly body: unknown },
): Readonly<Record<string, string>> {
  const seconds = status === 429 && typeof body === 'object' && body !== null ? retryAfter?.secondsIn(body) : undefined;
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}
