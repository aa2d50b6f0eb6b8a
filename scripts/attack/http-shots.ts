import type { Random } from './random.ts';
import { write } from './shot.ts';
import type { Aim, Shot } from './shot.ts';

const raw = (text: string): Shot => ({ bytes: Buffer.from(text, 'latin1') });
const HOST = 'Host: localhost\r\nConnection: close\r\n';

/** Changes some bytes of a request. */
function mutate(random: Random, bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  for (let count = 1 + random.below(6); count > 0; count -= 1)
    changed[random.below(changed.length)] = random.below(256);
  return changed;
}

/** Attacks on the parser of HTTP. */
export const httpShots: Readonly<Record<string, Aim>> = {
  'random bytes': (random) => ({ bytes: random.bytes(1 + random.below(2_000)), isUnfinished: true }),
  'broken HTTP': (random, { reads }) => ({ bytes: mutate(random, write(random.pick(reads))), isUnfinished: true }),
  framing: (random, { writes: [call] }) => {
    const line = `POST ${call.path} HTTP/1.1\r\n${HOST}`;
    return {
      isUnfinished: true,
      ...raw(
        random.pick([
          `${line}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
          `${line}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
          `${line}Content-Length: -1\r\n\r\n`,
          `${line}Content-Length: 99999999999999999999\r\n\r\n`,
          `${line}Content-Length: 5, 5\r\n\r\nhello`,
          `${line}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
          `${line}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
          `${line}Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n`,
          `${line}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n`,
          `${line}Transfer-Encoding: chunked\r\n\r\n5;${'a'.repeat(20_000)}\r\nhello\r\n0\r\n\r\n`,
          `${line}Transfer-Encoding: chunked\r\nTrailer: X\r\n\r\n0\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
          `${line}Content-Length : 5\r\n\r\nhello`,
          `${line} folded: header\r\n\r\n`,
          `POST ${call.path} HTTP/1.1\nHost: localhost\nContent-Length: 2\n\nab`,
          `GET ${call.path} HTTP/9.9\r\n${HOST}\r\n`,
          `GET ${call.path}\r\n\r\n`,
        ]),
      ),
    };
  },
  'huge headers': (random, { reads }) => {
    const call = random.pick(reads);
    const many = Object.fromEntries(Array.from({ length: 1_900 }, (_, index) => [`X-${index}`, 'a']));
    const headers = random.pick([{ 'X-Large': 'a'.repeat(14_000) }, { 'X-Large': 'a'.repeat(100_000) }, many]);
    return { bytes: write(call, { headers }) };
  },
  'huge address': (random, { reads }) => {
    const call = random.pick(reads);
    const path = `${call.path.split('?')[0]}?${random.pick(['a=', '&', '=&', '%25', 'a[b]=', ';'])}${'a&b'.repeat(4_000)}`;
    return { bytes: write(call, { path: path.slice(0, random.pick([15_000, 60_000])) }) };
  },
  'slow request': (random, { writes }) => ({
    bytes: write(random.pick(writes), { headers: { 'Content-Type': 'application/json' }, body: '{"a":1}' }),
    pieceBytes: 1 + random.below(4),
    isUnfinished: true,
  }),
  'body without its end': (random, { writes }) => ({
    bytes: write(random.pick(writes), { headers: { 'Content-Type': 'application/json' }, body: '{"a":1}' }).subarray(
      0,
      -3,
    ),
    isUnfinished: true,
  }),
  'leaving early': (random, { reads }) => ({ bytes: write(random.pick(reads)), leavesAtOnce: true }),
  'many in one piece': (random, { reads }) => {
    const call = random.pick(reads);
    const one = write(call, { headers: { Connection: 'keep-alive' } });
    return { bytes: Buffer.concat([...Array.from({ length: 50 }, () => one), write(call)]) };
  },
  'wrong methods': (random, { reads, writes }) => {
    const method = random.pick([
      'PUT',
      'PATCH',
      'DELETE',
      'TRACE',
      'OPTIONS',
      'HEAD',
      'PROPFIND',
      'QUERY',
      'BREW',
      'get',
    ]);
    return { bytes: write(random.pick([...reads, ...writes]), { method }) };
  },
  'other protocols': (random) => ({
    isUnfinished: true,
    ...raw(
      random.pick([
        'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
        `GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
        `GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n`,
        `CONNECT localhost:22 HTTP/1.1\r\n${HOST}\r\n`,
        '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00FC\u0003\u0003',
        `GET http://elsewhere.example/ HTTP/1.1\r\n${HOST}\r\n`,
        `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`,
      ]),
    ),
  }),
  'escapes and paths': (random, { reads }) => {
    const bad = random.pick([
      '%',
      '%ff',
      '%00',
      '%c0%ae%c0%ae/',
      '../../etc/passwd',
      '..%2f..%2fetc',
      '%252e%252e',
      '//',
      '\\..\\',
      '%u0041',
      '%e0%a4%a',
      ';a=b',
      '{x}',
      '__proto__',
      'constructor',
    ]);
    const [path = '', query = ''] = random.pick(reads).path.split('?');
    const made = random.pick([
      `${path}/${bad}`,
      `/${bad}${path}`,
      `${path}?${query}&${bad}=${bad}`,
      path.replace(/[^/]*$/, bad),
    ]);
    return { bytes: write(random.pick(reads), { path: made }) };
  },
  'hostile unicode': (random, { reads }) => {
    const text = random.pick([
      '%E2%80%AE',
      '%ED%A0%80',
      '%EF%BB%BF',
      '%F0%9F%92%A9',
      '%00',
      '%C2%85',
      '%E2%80%A8',
      'e%CC%81'.repeat(500),
    ]);
    const call = random.pick(reads);
    const headers = random.pick<Readonly<Record<string, string>>>([
      { 'X-Text': '\u00FF\u00FE' },
      { Cookie: `a=${text}` },
      { Accept: `${text}/\u00E4` },
    ]);
    return { bytes: write(call, { path: `${call.path.split('?')[0]}?q=${text}`, headers }) };
  },
  'hostile headers': (random, { reads }) => {
    const [name, value] = random.pick<readonly [string, string]>([
      [
        'Accept',
        Array.from({ length: 1_000 }, (_, index) => `a/${index};q=0.${index}`)
          .join()
          .slice(0, 14_000),
      ],
      ['Accept', `${'*/*;'.repeat(3_000)}q=x`],
      ['Accept-Encoding', 'gzip;q=2, , ;;;'],
      ['Prefer', `code=${'9'.repeat(1_000)}, example="${'\\"'.repeat(2_000)}`],
      ['Prefer', 'dynamic=true, dynamic=false, code=abc'],
      ['Authorization', `Basic ${'='.repeat(5_000)}`],
      ['Authorization', `Bearer ${'~'.repeat(5_000)}`],
      ['Authorization', `Digest ${'a="b",'.repeat(2_000)}`],
      ['Cookie', 'a=b;'.repeat(3_000)],
      ['If-None-Match', '"a",'.repeat(3_000)],
      ['Range', `bytes=${'0-1,'.repeat(3_000)}`],
      ['X-LMS-Mock-Session', '../../../__proto__'],
      ['X-LMS-Mock-Session', 'a'.repeat(10_000)],
      ['X-Forwarded-Host', 'evil.example'],
      ['Expect', '100-continue'],
      ['Expect', 'nothing'],
      ['Content-Type', `multipart/form-data; boundary="${'b'.repeat(10_000)}`],
    ]);
    return { bytes: write(random.pick(reads), { headers: { [name]: value } }) };
  },
};

/** Unauthorised requests to the control API: from pages of other sites, and for host names with DNS rebinding. */
export const strangerShots: Readonly<Record<string, Aim>> = {
  'control API, cross-origin': (random, { controls }) => {
    const call = random.pick(controls);
    const headers = random.pick<Readonly<Record<string, string>>>([
      { Origin: 'http://evil.example' },
      { Origin: 'null' },
      { Origin: 'http://localhost.evil.example' },
      { Origin: 'https://localhost' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]);
    return { bytes: write(call, { headers, body: call.method === 'POST' ? '{}' : undefined }), mustBeRefused: true };
  },
  'control API, rebinding': (random, { controls }) => {
    const call = random.pick(controls);
    const host = random.pick([
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.nip.io',
      'localhost@evil.example',
      '[::ffff:8.8.8.8]',
      '2130706433.evil.example',
      'localhost, evil.example',
    ]);
    return { bytes: write(call, { host, body: call.method === 'POST' ? '{}' : undefined }), mustBeRefused: true };
  },
};
