/** How the body of an API's 429 gives the time to wait. */
export interface RetryAfter {
  /** The members that give it. Only those that a body has are replaced. */
  fields(seconds: number): Readonly<Record<string, unknown>>;
  /** The seconds that a body gives; undefined if it gives none. */
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

/** A body with some of its members replaced; the body itself if there are none. */
export function withFields(body: unknown, fields: Readonly<Record<string, unknown>>): unknown {
  return Object.keys(fields).length === 0 ? body : { ...Object(body), ...fields };
}

/** The header of a 429 whose body was given by hand, with the seconds of the body. */
export function waitHeader(
  { retryAfter }: SaysRetryAfter,
  { status, body }: { readonly status: number; readonly body: unknown },
): Readonly<Record<string, string>> {
  const seconds = status === 429 && typeof body === 'object' && body !== null ? retryAfter?.secondsIn(body) : undefined;
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}
