/** What the Fetch standard calls a forbidden request-header: a browser sets it, or leaves it out; a script can't. */
const NAMES: ReadonlySet<string> = new Set(
  [
    ['accept-charset', 'accept-encoding', 'access-control-request-headers', 'access-control-request-method'],
    ['access-control-request-private-network', 'connection', 'content-length', 'cookie', 'cookie2', 'date', 'dnt'],
    ['expect', 'host', 'keep-alive', 'origin', 'referer', 'set-cookie', 'te', 'trailer', 'transfer-encoding'],
    ['upgrade', 'via'],
  ].flat(),
);

/** Whether a script in a browser can't send a header of this name, in lower case. */
export function isForbiddenHeader(name: string): boolean {
  return NAMES.has(name) || name.startsWith('proxy-') || name.startsWith('sec-');
}
