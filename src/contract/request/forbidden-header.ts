/** The forbidden request-headers of the Fetch standard. Only the browser can set them, not a script. */
const NAMES: ReadonlySet<string> = new Set(
  [
    ['accept-charset', 'accept-encoding', 'access-control-request-headers', 'access-control-request-method'],
    ['access-control-request-private-network', 'connection', 'content-length', 'cookie', 'cookie2', 'date', 'dnt'],
    ['expect', 'host', 'keep-alive', 'origin', 'referer', 'set-cookie', 'te', 'trailer', 'transfer-encoding'],
    ['upgrade', 'via'],
  ].flat(),
);

type Headers = Readonly<Record<string, unknown>>;

/** Whether a script in a browser can't send a header with this lower-case name. */
export function isForbiddenHeader(name: string): boolean {
  return NAMES.has(name) || name.startsWith('proxy-') || name.startsWith('sec-');
}

/** Whether a browser has sent a request. Browsers always set `Origin` or `Sec-Fetch-*`, and scripts can't remove them. */
export function isFromBrowser(headers: Headers): boolean {
  return 'origin' in headers || Object.keys(headers).some((name) => name.startsWith('sec-fetch-'));
}

/**
 * Whether the client has no control over a header: the request comes from a browser, and scripts can't set this header.
 */
export function isBeyondCaller(name: string, headers: Headers): boolean {
  return isForbiddenHeader(name) && isFromBrowser(headers);
}
