import type { OpenAPIV3_1 } from 'openapi-types';

type Schema = OpenAPIV3_1.SchemaObject;

/** Makes a text that matches a pattern and the lengths of the schema. Undefined if none is found. */
export type FromPattern = (schema: TextSchema) => string | undefined;

/** The limits of a text. */
export interface TextSchema {
  readonly pattern: string;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2026-09-01T09:00:00Z',
  date: '2026-09-01',
  time: '09:00:00Z',
  duration: 'P1D',
  email: 'any@example.com',
  'idn-email': 'any@example.com',
  uri: 'https://example.com/any',
  'uri-reference': '/any',
  'uri-template': '/any/{id}',
  iri: 'https://example.com/any',
  'iri-reference': '/any',
  url: 'https://example.com/any',
  uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  byte: 'YW55',
  regex: '^any$',
  'json-pointer': '/any',
  'relative-json-pointer': '1/any',
};

/** A sample text of a schema. */
export function sampleText(
  { pattern, format = '', minLength = 0, maxLength = 1000, not }: Schema,
  fromPattern: FromPattern | undefined,
): string {
  if (pattern !== undefined && fromPattern !== undefined) {
    const made = fromPattern({ pattern, minLength, maxLength });
    if (made !== undefined) return made;
  }
  const fit = (text: string): string => text.padEnd(minLength, 'x').slice(0, Math.max(maxLength, minLength));
  const forbidden = new Set<unknown>(
    [Reflect.get(Object(not), 'enum') ?? [], Reflect.get(Object(not), 'const') ?? []].flat(),
  );
  const candidates = FORMATS[format] === undefined ? ['any', 'other', 'text', 'value'].map(fit) : [FORMATS[format]];
  return candidates.find((text) => !forbidden.has(text)) ?? candidates[0] ?? '';
}

/** A sample number of a schema: its minimum, or 1 if it has none, rounded to `multipleOf`. */
export function sampleNumber({ minimum, maximum, exclusiveMinimum, multipleOf }: Schema): number | bigint {
  const long = longNumber({ minimum, maximum, exclusiveMinimum });
  if (long !== undefined) return long;
  // Before 3.1, this keyword is a boolean.
  const isAbove: unknown = exclusiveMinimum;
  const above = typeof isAbove === 'number' ? isAbove : isAbove === true ? minimum : undefined;
  const least = above === undefined ? minimum : above + 1;
  const value = least ?? (maximum === undefined ? 1 : Math.min(1, maximum));
  if (typeof multipleOf !== 'number' || !(multipleOf > 0)) return value;
  const steps =
    least === undefined && maximum !== undefined ? Math.floor(value / multipleOf) : Math.ceil(value / multipleOf);
  return Number((steps * multipleOf).toPrecision(15));
}

/** A sample number for limits beyond 2^53, which a double would round. Undefined if there is no such limit. */
function longNumber(limits: Readonly<Record<'minimum' | 'maximum' | 'exclusiveMinimum', unknown>>): bigint | undefined {
  const { minimum, maximum, exclusiveMinimum } = limits;
  if (typeof exclusiveMinimum === 'bigint') return exclusiveMinimum + 1n;
  if (typeof minimum === 'bigint') return minimum;
  return typeof maximum === 'bigint' && maximum < 1n ? maximum : undefined;
}
