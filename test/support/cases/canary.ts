/** The text that must not appear anywhere, nor half of it. */
export const SECRET = 'CANARY';
/** A request with a secret. */
export interface Canary {
  readonly title: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly body?: string | Uint8Array;
}

export const query = (text: string): Canary => ({ title: `the query ${text}`, path: `/any?a=1&${text}&b=2` });
export const header = (name: string, value: string = SECRET): Canary => ({
  title: `the header ${name}: ${value}`,
  headers: { [name]: value },
});
export const json = (body: string): Canary => ({ title: `JSON ${body.slice(0, 60)}`, type: 'application/json', body });
export const titled = (title: string, canary: Canary, path = '/any'): Canary => ({ ...canary, title, path });
export const form = (body: string): Canary => ({
  title: `the form ${body}`,
  type: 'application/x-www-form-urlencoded',
  body,
});
export const xml = (body: string): Canary => ({ title: `XML ${body.slice(0, 60)}`, type: 'application/xml', body });
export const plain = (body: string): Canary => ({ title: `the text ${body.slice(0, 60)}`, type: 'text/plain', body });
export const reply = (path: string): Canary => ({ title: `the reply of ${path}`, path });
export const multipart = (title: string, body: string, type = 'multipart/form-data; boundary=b'): Canary => ({
  title: `multipart, ${title}`,
  type,
  body,
});
export const part = (head: string, value: string = SECRET): string =>
  `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}`;
/** A body so long that the journal cuts it in the middle of the secret. */
export const long = (before: string, after: string): string =>
  `${before}${'x'.repeat(16_384 - Buffer.byteLength(before + after) - 4)}${after}`;
