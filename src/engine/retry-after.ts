/** What an API's 429 says in its body of how long to wait. */
export interface RetryAfter {
  /** The members that say it. A body gets those of them that it has. */
  fields(seconds: number): Readonly<Record<string, unknown>>;
  /** The seconds that a body says; undefined where it says none. */
  secondsIn(body: object): number | undefined;
}

/** What may say so: an API. */
interface SaysRetryAfter {
  readonly retryAfter?: RetryAfter;
}

/** The members of a 429's body that must say what its header says. None where the header is no number of seconds. */
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

/** The header of a 429 whose body was given by hand: what the body says. */
export function waitHeader(
  { retryAfter }: SaysRetryAfter,
  { status, body }: { readonly status: number; readonly body: unknown },
): Readonly<Record<string, string>> {
  const seconds = status === 429 && typeof body === 'object' && body !== null ? retryAfter?.secondsIn(body) : undefined;
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}
