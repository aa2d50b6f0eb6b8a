/**
 * A copy of a text for keeping. V8 lets a part of a text, or a text put together of parts, hold on to the whole of what
 * it was made of: a session id of 10 characters would keep the URL of 16 KB that it was cut from.
 */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
