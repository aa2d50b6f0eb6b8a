import { Buffer } from 'buffer/index.js';

// The package reads base64url as base64, but can't write it.
const { toString } = Buffer.prototype;
Buffer.prototype.toString = function base64urlToo(this: Buffer, encoding, start, end) {
  if (encoding !== 'base64url') return toString.call(this, encoding, start, end);
  return toString.call(this, 'base64', start, end).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};
const { from } = Buffer;
Object.assign(Buffer, {
  from: (value: string, encoding: BufferEncoding, ...rest: readonly unknown[]) =>
    Reflect.apply(from, Buffer, [value, encoding === 'base64url' ? 'base64' : encoding, ...rest]),
});

export { Buffer };
