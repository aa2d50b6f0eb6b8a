import * as fc from 'fast-check';

import type { ParameterSchema } from './parameters.ts';

/** Texts that have broken parsers: other spellings of numbers and booleans, control characters, names of JavaScript. */
const ODD_TEXTS: readonly string[] = [
  ['', ' ', 'yes', 'TRUE', 'True', '0', '1', '-1', '1.0', '1.5', '1e3', '1E-2', '-0', '007', ' 1', '+1', '.5', '5.'],
  ['0x10', '0b1', '1_000', '1,000', 'NaN', 'Infinity', '-Infinity', '1e400', '9007199254740993', '\u0661\u0662'],
  ['null', 'undefined', '[]', '{}', '{"a":1}', '[object Object]', '__proto__', 'constructor', 'hasOwnProperty'],
  ['true,false', 'a,b', 'a;b', 'a=b', 'a&b', 'a+b', 'a b', 'a/b', '../..', '%', '%25', '%zz', '\\', '"', "'", '`'],
  ['\0', '\r\nx: y', '\t', '\u007F', '\u0085', '\u2028', '\uFEFF', '\uFFFD', '\u{1F600}', '\u05D0\u05D1', 'a\u0308'],
  ['<script>', ']]>', '&amp;', "' or 1=1 --", '${7*7}', '{{7*7}}', '2026-02-30', '2026-02-28T24:00:00Z'],
  ['2026-02-28 12:00:00Z', '2026-02-28T12:00:00', '2026-12-31T23:59:60Z', '00000000-0000-0000-0000-000000000000'],
].flat();

/** Long texts, but short enough that a request stays within the 16 KB that Node accepts. */
const HUGE_TEXTS = ['x'.repeat(5000), '1'.repeat(2000), 'a,'.repeat(1500), '['.repeat(800), '%'.repeat(300)];

/** Arbitrary texts, unrelated to the parameter. Each can be encoded as UTF-8. */
export const hostileTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ODD_TEXTS) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom(...HUGE_TEXTS) },
);

/** Texts for a schema: mostly valid ones, then those just out of range, then arbitrary ones. */
export function textsFor(schema: ParameterSchema, examples: readonly string[] = []): fc.Arbitrary<string> {
  const wanted = wantedTexts(schema);
  const beyond = textsBeyond(schema);
  return fc.oneof(
    { weight: 8, arbitrary: wanted },
    ...(examples.length === 0 ? [] : [{ weight: 3, arbitrary: fc.constantFrom(...examples) }]),
    ...(beyond.length === 0 ? [] : [{ weight: 3, arbitrary: fc.constantFrom(...beyond) }]),
    { weight: 1, arbitrary: wanted.map((text) => ` ${text}`) },
    { weight: 1, arbitrary: wanted.map((text) => text.toUpperCase()) },
    { weight: 4, arbitrary: hostileTexts },
  );
}

function wantedTexts(schema: ParameterSchema): fc.Arbitrary<string> {
  const { enum: words, const: word, pattern, minimum = -1000, maximum = 1_000_000 } = schema;
  const types = new Set([schema.type ?? []].flat());
  if (words !== undefined) return fc.constantFrom(...words.map(String));
  if (word !== undefined) return fc.constant(String(word));
  if (types.has('boolean')) return fc.constantFrom('true', 'false');
  const bounds = { min: Math.ceil(minimum), max: Math.floor(maximum) };
  if (types.has('integer')) return fc.integer(bounds).map(String);
  if (types.has('number')) return fc.oneof(fc.integer(bounds), fc.double({ ...bounds, noNaN: true })).map(String);
  if (pattern !== undefined) return fc.stringMatching(RegExp(pattern, 'u'), { size: 'small' }).filter(isWellFormed);
  if (schema.format !== undefined) return textsOfFormat(schema.format);
  const { minLength = 0, maxLength = minLength + 30 } = schema;
  const lengths = { minLength, maxLength: Math.min(maxLength, minLength + 100) };
  return fc.oneof(fc.string(lengths), fc.string({ ...lengths, unit: 'grapheme' }));
}

function textsOfFormat(format: string): fc.Arbitrary<string> {
  const instants = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
  switch (format) {
    case 'uuid':
      return fc.uuid();
    case 'email':
      return fc.emailAddress();
    case 'date-time':
      return fc.oneof(
        instants,
        instants.map((instant) => instant.replace('Z', '+02:00')),
      );
    case 'date':
      return instants.map((instant) => instant.slice(0, 10));
    default:
      return fc.string();
  }
}

/** The values on both sides of each limit in a schema. */
function textsBeyond({ minimum, maximum, minLength, maxLength, multipleOf }: ParameterSchema): readonly string[] {
  const numbers = [minimum, maximum].flatMap((bound) =>
    typeof bound === 'number' ? [bound - 1, bound, bound + 1, bound - 0.5, bound + 1e-9] : [],
  );
  const lengths = [minLength, maxLength].flatMap((bound) =>
    bound === undefined ? [] : [Math.max(0, bound - 1), bound, bound + 1],
  );
  return [
    ...numbers.map(String),
    ...lengths.flatMap((length) => ['x'.repeat(length), '\u{1F600}'.repeat(length)]),
    ...(multipleOf === undefined ? [] : [multipleOf, multipleOf * 3, multipleOf / 2].map(String)),
  ];
}

/** Half of a surrogate pair cannot be encoded as UTF-8, so no client can send it. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
