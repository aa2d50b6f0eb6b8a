import { deflateSync, gzipSync } from 'node:zlib';

import { send, write } from './shot.ts';
import type { Aim } from './shot.ts';

/** Just below the usual maximum of a server. */
const MEGABYTE = 1_000_000;
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const XML_TYPE = 'application/xml';

const fill = (piece: string, length: number = MEGABYTE): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const list = (count: number, item: (index: number) => unknown): string =>
  JSON.stringify(Array.from({ length: count }, (_, index) => item(index)));

/** Attacks in the content of a body. */
export const bodyShots: Readonly<Record<string, Aim>> = {
  'deep JSON': (random, { writes }) => {
    const depth = random.pick([100, 5_000, 250_000]);
    const [open, close] = random.pick([
      ['[', ']'],
      ['{"a":', '}'],
      ['{"below":', '}'],
    ] as const);
    const closes = random.pick([depth, 0]);
    return send(random.pick(writes), JSON_TYPE, `${open.repeat(depth)}1${close.repeat(closes)}`.slice(0, MEGABYTE));
  },
  'comments in JSON': (random, { writes }) => {
    const body = random.pick([
      '{"a":1}/*',
      '/**/'.repeat(200_000),
      '/*'.repeat(100_000),
      '//\n'.repeat(200_000),
      '{"a":1}//',
      '{/*}',
      `"${'\\'.repeat(1_000)}`,
    ]);
    return send(random.pick(writes), JSON_TYPE, body);
  },
  'odd JSON': (random, { writes }) => {
    const body = random.pick([
      '',
      ' ',
      'null',
      '-0',
      '1e999999',
      fill('9', 200_000),
      '"\\ud800"',
      '{"__proto__":{"a":1}}',
      '{"a":1,"a":2}',
      '\u0000',
      '\uFEFF{}',
      '{"a":undefined}',
      '[1,]',
      "{'a':1}",
      '{"constructor":{"prototype":{}}}',
      fill('"a",'),
      fill(','),
      fill('"'),
      fill('\\u0000'),
      fill(' '),
    ]);
    return send(
      random.pick(writes),
      random.pick([
        JSON_TYPE,
        'application/vnd.x+json',
        'application/json; charset=utf-16',
        'application/json; charset=nope',
      ]),
      body,
    );
  },
  'floods of mistakes': (random, { writes }) => {
    const body = random.pick([
      `{"name":"a","numbers":${list(60_000, () => 'x')}}`,
      `{"name":"a","rows":${list(60_000, (index) => ({ index }))}}`,
      `{"name":"a","rows":${list(2_000, (index) => ({ index, deep: [[index]] }))}}`,
      list(20_000, () => ({ completion_id: 1 })),
      `{${Array.from({ length: 50_000 }, (_, index) => `"k${index}":1`).join()}}`,
    ]);
    return send(random.pick(writes), JSON_TYPE, body);
  },
  'regular expressions': (random, { reads: [list_], writes: [add] }) => {
    const text = `${fill(random.pick(['a', 'ab', 'x-']), random.pick([30, 60, 5_000]))}!`;
    if (random.below(4) === 0) return { bytes: write(list_, { path: `${list_.path}?q=${fill('a', 40)}!` }) };
    return random.below(2) === 0
      ? send(add, JSON_TYPE, JSON.stringify({ name: text, email: text }))
      : send(add, 'text/plain', text);
  },
  forms: (random, { writes }) => {
    const body = random.pick([
      fill('a=b&'),
      Array.from({ length: 60_000 }, (_, index) => `n${index}=%`).join('&'),
      fill('a[b]'),
      `${fill('a[', 200_000)}=1`,
      fill('%zz=%zz&'),
      fill('&'),
      fill('='),
      fill('+'),
      '__proto__[a]=1&constructor[prototype][a]=1',
      `name=${fill('a', 100_000)}!`,
    ]);
    return send(random.pick(writes), random.pick([FORM_TYPE, `${FORM_TYPE}; charset=utf-7`]), body);
  },
  'multipart floods': (random, { writes }) => {
    const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n';
    const body = random.pick([
      `${fill(part, 900_000)}--b--\r\n`,
      fill('--b\r\n'),
      fill('--b--\r\n'),
      `--b\r\n${fill('X: y\r\n', 500_000)}\r\nx\r\n--b--`,
      `--b\r\nContent-Disposition: form-data; name="${fill('a', 300_000)}"\r\n\r\nx\r\n--b--`,
      fill('\r\n'),
      '',
      `--b\r\nContent-Disposition: form-data; name="a"; filename="../../x"\r\nContent-Type: ${fill('a', 5_000)}\r\n\r\nx`,
    ]);
    const boundary = random.pick(['; boundary=b', '', '; boundary=', '; boundary="b', '; boundary=-']);
    return send(random.pick(writes), `multipart/form-data${boundary}`, body);
  },
  'XML bombs': (random, { writes }) => {
    const entities = Array.from(
      { length: 10 },
      (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
    ).join('');
    const body = random.pick([
      `<!DOCTYPE a [<!ENTITY l0 "lol">${entities}]><a>&l10;</a>`,
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      fill('<a>', 500_000),
      `<a ${Array.from({ length: 50_000 }, (_, index) => `b${index}="c"`).join(' ')}/>`,
      fill('<!--'),
      fill('<![CDATA['),
      `<a>${fill('&#0;')}</a>`,
      '<',
      '<a',
      '<?xml version="9"?>',
      fill('<?a '),
      `<a>${fill(']]>')}</a>`,
      `<Thing><name>${fill('a', 60)}!</name></Thing>`,
    ]);
    return send(random.pick(writes), random.pick([XML_TYPE, 'text/xml', 'application/xml; charset=utf-16']), body);
  },
  'alias bombs': (random, { writes }) => {
    const aliases = Array.from(
      { length: 9 },
      (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index},`.repeat(9)}]`,
    );
    return send(
      random.pick(writes),
      random.pick(['application/yaml', 'text/yaml', JSON_TYPE]),
      ['a0: &a0 [lol]', ...aliases].join('\n'),
    );
  },
  'compressed bombs': (random, { writes }) => {
    const [encoding, body] = random.pick([
      ['gzip', BOMB],
      ['deflate', deflateSync(Buffer.alloc(20_000_000))],
      ['gzip', BOMB.subarray(0, 500)],
      ['gzip', Buffer.from('no gzip')],
      ['br', Buffer.from('no brotli')],
      ['gzip, gzip, gzip', BOMB],
      ['nope', Buffer.from('{}')],
    ] as const);
    return {
      bytes: write(random.pick(writes), {
        headers: { 'Content-Type': JSON_TYPE, 'Content-Encoding': encoding },
        body: Buffer.from(body),
      }),
    };
  },
  'odd media types': (random, { writes }) => {
    const type = random.pick([
      '',
      'x',
      '/',
      'a/b;c',
      'application/json;',
      'application/json; charset="',
      `application/${fill('a', 5_000)}`,
      'text/plain; a="\\"',
      '*/*',
      'application/*',
      'application/json, text/plain',
      'multipart/mixed; boundary=a',
    ]);
    return send(random.pick(writes), type, '{"name":"a"}');
  },
};

/** A hundred megabytes of zeros. */
const BOMB = gzipSync(Buffer.alloc(100_000_000));
