import * as fc from 'fast-check';
import request from 'supertest';
import { describe, expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import { RUNS } from '../../support/generate/runs.ts';

/** The texts are derived from the sources that NOTES.md of the API lists. */
const mock = createMock({ learners: 20, courses: 2 });
const strict = createMock({ learners: 20, courses: 2, strict: true });
const id = [...mock.campus.truth('helsinki', 'registrar')][0]?.id ?? '';
const date = '2026-08-01T10:00:00Z';
const members = `"completion_id":"${id}","student_number":"1","registration_date":"${date}"`;

interface Reply {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
  readonly violations: readonly { readonly severity: string; readonly location: string; readonly message: string }[];
}

async function post(body: string | Buffer, { on = mock, type = 'application/json' } = {}): Promise<Reply> {
  const { helsinki } = on.session().apis;
  const reply = await request(on.app)
    .post(`${helsinki.path}/api/v0/study-registry/completion-registered-to-study-registry`)
    .set({ ...Object.values(helsinki.personas)[0]?.headers, 'content-type': type })
    .serialize((bytes) => bytes)
    .buffer(true)
    .parse((response, done) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => done(null, Buffer.concat(pieces)));
    })
    .send(body);
  return {
    status: reply.status,
    type: reply.headers['content-type'],
    text: Buffer.isBuffer(reply.body) ? reply.body.toString() : '',
    violations: JSON.parse(reply.headers['x-lms-mock-violations'] ?? '[]'),
  };
}

/** The text after `Json deserialize error: ` in a refusal. */
async function problemOf(body: string | Buffer, type?: string): Promise<string> {
  const { status, type: sent, text, violations } = await post(body, type === undefined ? {} : { type });
  expect([status, sent]).toEqual([400, undefined]);
  expect(violations.some(({ severity }) => severity === 'error')).toBe(true);
  const [, problem = ''] = /^\{"title": "Bad Request", "message": "Json deserialize error: (.*)"\}$/s.exec(text) ?? [];
  return problem;
}

/** A list of one object, with additional or replaced members. */
function withMember(name: string, json: string): string {
  const all: Record<string, string> = {
    completion_id: `"${id}"`,
    student_number: '"1"',
    registration_date: `"${date}"`,
    [name]: json,
  };
  return `[{${Object.entries(all)
    .map(([key, value]) => `"${key}":${value}`)
    .join(',')}}]`;
}

const CONTROL = 'control character (\\u0000-\\u001F) found while parsing a string';
const UUID = 'UUID parsing failed:';

describe('a body that the server cannot read gets the message of its parser', () => {
  test.for([
    // Malformed JSON.
    ['', 'EOF while parsing a value at line 1 column 0'],
    [' \n ', 'EOF while parsing a value at line 2 column 1'],
    ['[', 'EOF while parsing a list at line 1 column 1'],
    ['[{', 'EOF while parsing an object at line 1 column 2'],
    ['[{"a', 'EOF while parsing a string at line 1 column 4'],
    ['[{"a"', 'EOF while parsing an object at line 1 column 5'],
    ['[{"a":', 'EOF while parsing a value at line 1 column 6'],
    ['[{"a":1', 'EOF while parsing an object at line 1 column 7'],
    ['[{"a":1,', 'EOF while parsing a value at line 1 column 8'],
    ['nul', 'EOF while parsing a value at line 1 column 3'],
    ['nule', 'expected ident at line 1 column 4'],
    ["[{'a':1}]", 'key must be a string at line 1 column 3'],
    ['[{a:1}]', 'key must be a string at line 1 column 3'],
    ['[{"a" 1}]', 'expected `:` at line 1 column 7'],
    ['[{"a":1 "b":2}]', 'expected `,` or `}` at line 1 column 9'],
    ['[{"a":[1 2]}]', 'expected `,` or `]` at line 1 column 10'],
    ['[{"a":[1,]}]', 'expected value at line 1 column 10'],
    ['[{"a":1,}]', 'trailing comma at line 1 column 9'],
    ['[{"a":01}]', 'invalid number at line 1 column 8'],
    ['[{"a":-}]', 'invalid number at line 1 column 8'],
    ['[{"a":1.}]', 'invalid number at line 1 column 9'],
    ['[{"a":1e}]', 'invalid number at line 1 column 9'],
    ['[{"a":"\\x"}]', 'invalid escape at line 1 column 9'],
    ['[{"a":"\\u00g0"}]', 'invalid escape at line 1 column 13'],
    ['[{"a":"\t"}]', `${CONTROL} at line 1 column 7`],
    ['[{"student_number":"\t"}]', `${CONTROL} at line 1 column 21`],
    ['[{"student_number":"\\ud800"}]', 'unexpected end of hex escape at line 1 column 27'],
    ['[{"student_number":"\\udc00"}]', 'lone leading surrogate in hex escape at line 1 column 26'],
    ['\uFEFF[]', 'expected value at line 1 column 1'],
    ['<a/>', 'expected value at line 1 column 1'],
    ['[] x', 'trailing characters at line 1 column 4'],
    ['[]\n\n  []', 'trailing characters at line 3 column 3'],
    [`[{${members}},]`, `trailing comma at line 1 column ${members.length + 5}`],
    [`[{${members}} 1]`, `expected \`,\` or \`]\` at line 1 column ${members.length + 5}`],
    // Values of another type.
    ['{}', 'invalid type: map, expected a sequence at line 1 column 0'],
    ['null', 'invalid type: null, expected a sequence at line 1 column 4'],
    ['true', 'invalid type: boolean `true`, expected a sequence at line 1 column 4'],
    ['7', 'invalid type: integer `7`, expected a sequence at line 1 column 1'],
    ['-7', 'invalid type: integer `-7`, expected a sequence at line 1 column 2'],
    ['-0', 'invalid type: floating point `-0.0`, expected a sequence at line 1 column 2'],
    ['7.50', 'invalid type: floating point `7.5`, expected a sequence at line 1 column 4'],
    ['1e16', 'invalid type: floating point `1e+16`, expected a sequence at line 1 column 4'],
    ['0.000001', 'invalid type: floating point `1e-6`, expected a sequence at line 1 column 8'],
    ['18446744073709551615', 'invalid type: integer `18446744073709551615`, expected a sequence at line 1 column 20'],
    [
      '18446744073709551616',
      'invalid type: floating point `1.8446744073709552e+19`, expected a sequence at line 1 column 20',
    ],
    ['1e400', 'number out of range at line 1 column 5'],
    ['"a\\n\\"\u00e9\u200b"', 'invalid type: string "a\\n\\"\u00e9\\u{200b}", expected a sequence at line 1 column 12'],
    ['[1]', 'invalid type: integer `1`, expected struct RegisteredCompletion at line 1 column 2'],
    ['["x"]', 'invalid type: string "x", expected struct RegisteredCompletion at line 1 column 4'],
    ['[null]', 'invalid type: null, expected struct RegisteredCompletion at line 1 column 5'],
    // Members.
    ['[{}]', 'missing field `completion_id` at line 1 column 3'],
    [`[{"completion_id":"${id}"} ]`, 'missing field `student_number` at line 1 column 57'],
    [
      `[\n  {"completion_id":"${id}",\n"student_number":"1"\n}]`,
      'missing field `registration_date` at line 4 column 1',
    ],
    [
      `[{${members},"student_number":"2"}]`,
      `duplicate field \`student_number\` at line 1 column ${members.length + 19}`,
    ],
    [withMember('student_number', '5'), 'invalid type: integer `5`, expected a string at line 1 column 75'],
    [withMember('completion_id', '[]'), 'invalid type: sequence, expected a formatted UUID string at line 1 column 18'],
    [
      withMember('registration_date', 'null'),
      'invalid type: null, expected an RFC 3339 formatted date and time string at line 1 column 102',
    ],
    ['[[]]', 'invalid length 0, expected struct RegisteredCompletion with 3 elements at line 1 column 3'],
    [`[["${id}","1"]]`, 'invalid length 2, expected struct RegisteredCompletion with 3 elements at line 1 column 45'],
    [`[["${id}","1","${date}",1]]`, 'trailing characters at line 1 column 69'],
  ] as const)('%s', async ([body, want]) => {
    expect(await problemOf(body)).toBe(want);
  });

  test.for([
    ['17', `${UUID} invalid length: expected length 32 for simple format, found 2 at line 1 column 22`],
    ['', `${UUID} invalid length: expected length 32 for simple format, found 0 at line 1 column 20`],
    ['not-a-uuid', `${UUID} invalid character: found \`n\` at 1 at line 1 column 30`],
    ['a-b', `${UUID} invalid group count: expected 5, found 2 at line 1 column 23`],
    ['1-2-3-4-5', `${UUID} invalid group length in group 0: expected 8, found 1 at line 1 column 29`],
    [`URN:UUID:${id}`, `${UUID} invalid character: found \`U\` at 1 at line 1 column 65`],
    [`${id}0`, `${UUID} invalid group length in group 4: expected 12, found 13 at line 1 column 57`],
  ] as const)('the id %s', async ([given, want]) => {
    expect(await problemOf(withMember('completion_id', JSON.stringify(given)))).toBe(want);
  });

  test.for([
    ['', 'premature end of input'],
    ['2026-08-01', 'premature end of input'],
    ['2026-08-01T10:00:00', 'premature end of input'],
    ['2026-08-01T10:00:00+02:', 'premature end of input'],
    ['2026-08-01T10:00Z', 'input contains invalid characters'],
    ['tomorrow', 'input contains invalid characters'],
    ['2026-08-01T10:00:00+é', 'input contains invalid characters'],
    ['1785578400', 'input contains invalid characters'],
    ['2026-13-01T10:00:00Z', 'input is out of range'],
    ['2026-02-29T10:00:00Z', 'input is out of range'],
    ['2026-08-01T24:00:00Z', 'input is out of range'],
    ['2026-08-01T10:00:00+24:00', 'input is out of range'],
    ['2026-08-01T10:00:00+01:60', 'input is out of range'],
    ['+300000-08-01T10:00:00Z', 'input is out of range'],
    ['2026-08-01T10:00:00Zulu', 'trailing input'],
    ['2026-08-01T10:00:00Z[UTC]', 'trailing input'],
  ] as const)('the moment %s', async ([given, want]) => {
    const column = 98 + Buffer.byteLength(given) + 2;
    const problem = await problemOf(withMember('registration_date', JSON.stringify(given)));
    expect(problem).toBe(`${want} at line 1 column ${column}`);
  });

  test('bytes that are not UTF-8, and bytes of another charset', async () => {
    const [before = '', after = ''] = withMember('student_number', '"#"').split('#');
    const broken = Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);
    expect(await problemOf(broken)).toBe('invalid unicode code point at line 1 column 77');
    const utf16 = Buffer.from('[]', 'utf16le');
    expect(await problemOf(utf16, 'application/json; charset=utf-16le')).toBe('expected value at line 1 column 2');
  });
});

describe('bodies that the server accepts although they violate the contract', () => {
  const deep = `${'['.repeat(200)}${']'.repeat(200)}`;
  const cases = [
    { title: 'a list instead of an object', body: `[["${id}","1","${date}"]]` },
    { title: 'one digit instead of two', body: withMember('registration_date', '"2026-8-1T9:00:00 UTC"') },
    { title: 'an unknown member that is nested deeply', body: withMember('more', deep) },
    {
      title: 'an unknown member that is not UTF-8',
      body: Buffer.concat(
        withMember('more', '"#"')
          .split('#')
          .flatMap((part, index) => [...(index === 0 ? [] : [Buffer.from([0xff])]), Buffer.from(part)]),
      ),
    },
  ];

  test.for(cases)('is answered, with a warning: $title', async ({ body }) => {
    const { status, violations } = await post(body);
    expect([status, ...violations.map(({ severity }) => severity)]).toEqual([200, 'warning']);
  });

  test.for(cases)('is refused by a strict mock: $title', async ({ body }) => {
    const { status, type, text } = await post(body, { on: strict });
    expect([status, type]).toEqual([400, undefined]);
    expect(text).toMatch(/^\{"title": "Bad Request", "message": "Json deserialize error: body/);
  });

  test.for([
    '2026-08-01T10:00:00.123456789123Z',
    '2026-06-30T23:59:60Z',
    '2026-08-01t10:00:00z',
    '2026-08-01T10:00:00-00:00',
    '2026-08-01 10:00:00Z',
    '2026-08-01T10:00:00+0000',
  ])('an instant in an unusual form is accepted without a violation: %s', async (given) => {
    const { status, violations } = await post(withMember('registration_date', JSON.stringify(given)));
    expect([status, violations]).toEqual([200, []]);
  });
});

/** Texts that are nearly JSON: some characters of a value are missing, doubled or replaced. */
const nearlyJson = fc
  .tuple(
    fc.oneof(fc.json(), fc.constant(`[{${members}}]`)),
    fc.array(
      fc.tuple(fc.nat(), fc.constantFrom('', '"', ',', ':', '[', '{', '}', ']', '0', '-', '.', 'e', '\\', '\n', 'u')),
      {
        maxLength: 3,
      },
    ),
  )
  .map(([text, changes]) => changes.reduce((changed, [at, by]) => spliced(changed, at, by), text));

function spliced(text: string, at: number, by: string): string {
  const place = at % (text.length + 1);
  return text.slice(0, place) + by + text.slice(place + 1);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('bodies that JSON.parse rejects are refused with line and column', RUNS.test, async () => {
  const noJson = nearlyJson.filter((text) => !isJson(text));
  const check = async (text: string): Promise<void> => {
    expect(await problemOf(text)).toMatch(/^[^ ].* at line \d+ column \d+$/s);
  };
  await fc.assert(fc.asyncProperty(noJson, check), RUNS.parameters);
});

test('an unknown member is ignored if and only if JSON.parse accepts it', RUNS.test, async () => {
  const check = async (text: string): Promise<void> => {
    const body = `[{"more":${text},${members}}]`;
    expect((await post(body)).status).toBe(isJson(body) ? 200 : 400);
  };
  await fc.assert(fc.asyncProperty(nearlyJson, check), RUNS.parameters);
});
