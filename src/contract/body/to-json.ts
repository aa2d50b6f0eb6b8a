import { DATA_REF } from '../data-ref.ts';

/** A value of a document as JSON: integers with all their digits, and `$ref` where it is data. */
export function toJson(value: unknown): string {
  return writeJson(value).replaceAll(WRITTEN_REF, '"$ref"');
}

const WRITTEN_REF: string = JSON.stringify(DATA_REF);

/**
 * A value as JSON, where `JSON.stringify` refuses a `bigint`. What isn't JSON at all is null.
 *
 * @param indent spaces for each level. Default 0, all in one line.
 */
export function writeJson(value: unknown, indent = 0): string {
  const digits = (_key: string, each: unknown): unknown => (typeof each === 'bigint' ? rawNumber(String(each)) : each);
  // Few values have integers beyond a double, and looking at each member takes several times as long.
  try {
    return JSON.stringify(value, undefined, indent) ?? 'null';
  } catch {
    return JSON.stringify(value, digits, indent) ?? 'null';
  }
}

/** Parses JSON whose numbers are written again as they came. @throws {SyntaxError} where it is no JSON. */
export function parseAsWritten(text: string): unknown {
  const reviver = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && context?.source !== String(value) ? rawNumber(context?.source ?? '') : value;
  return JSON.parse(text, reviver);
}

/** A number that `JSON.stringify` writes with these characters. TypeScript doesn't know `JSON.rawJSON` yet. */
export function rawNumber(text: string): unknown {
  const rawJson: unknown = Reflect.get(JSON, 'rawJSON');
  if (typeof rawJson !== 'function') throw new Error('This Node.js has no JSON.rawJSON.');
  return Reflect.apply(rawJson, JSON, [text]);
}
