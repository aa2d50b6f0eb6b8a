type Format = 'gzip' | 'deflate';
interface Options {
  readonly maxOutputLength: number;
}
type Done = (error: unknown, bytes?: Buffer) => void;

export function gunzip(bytes: Uint8Array, options: Options, done: Done): void {
  void decompress('gzip', bytes, options, done);
}

export function inflate(bytes: Uint8Array, options: Options, done: Done): void {
  void decompress('deflate', bytes, options, done);
}

/** Not every browser has it. */
export function brotliDecompress(_bytes: Uint8Array, _options: Options, done: Done): void {
  done(new Error('A mock in a browser can not read Brotli.'));
}

async function decompress(format: Format, bytes: Uint8Array, options: Options, done: Done): Promise<void> {
  let read: Buffer;
  try {
    read = await readAll(format, bytes, options);
  } catch (error) {
    done(error);
    return;
  }
  done(null, read);
}

async function readAll(format: Format, bytes: Uint8Array, { maxOutputLength }: Options): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const source = new Blob([Uint8Array.from(bytes)]).stream();
  const reader = source.pipeThrough(new DecompressionStream(format)).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > maxOutputLength) {
      await reader.cancel();
      throw Object.assign(new Error('The output is too long.'), { code: 'ERR_BUFFER_TOO_LARGE' });
    }
    pieces.push(read.value);
  }
  return Buffer.concat(pieces);
}
