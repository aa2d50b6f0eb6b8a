/** What the Fetch standard calls a forbidden request-header: a browser sets it, or leaves it out; a script can't. */
const NAMES: ReadonlySet<string> = new Set(
  [
    ['accept-charset', 'accept-encoding', 'access-control-request-headers', 'access-control-request-method'],
    ['access-control-request-private-network', 'connection', 'content-length', 'cookie', 'cookie2', 'date', 'dnt'],
    ['expect', 'host', 'keep-alive', 'origin', 'referer', 'set-cookie', 'te', 'trailer', 'transfer-encoding'],
    ['upgrade', 'via'],
  ].flat(),
);

type Headers = Readonly<Record<string, unknown>>;

/** Whether a script in a browser can't send a header of this name, in lower case. */
export function isForbiddenHeader(name: string): boolean {
  return NAMES.has(name) || name.startsWith('proxy-') || name.startsWith('sec-');
}

/** Whether a browser has sent a request: only browsers set `Origin` and `Sec-Fetch-*`, and no script in one can leave them out. */
export function isFromBrowser(headers: Headers): boolean {
  return 'origin' in headers || Object.keys(headers).some((name) => name.startsWith('sec-fetch-'));
}

/**
 * Whether a request can't be blamed for the value or the absence of a header: it comes from a browser, and no script in
 * one decides what the header says.
 */
export function isBeyondCaller(name: string, headers: Headers): boolean {
  return isForbiddenHeader(name) && isFromBrowser(headers);
}
