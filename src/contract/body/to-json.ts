import { DATA_REF } from '../document.ts';

/** Writes a value of a document as JSON, with all digits of integers, and with `$ref` where it is data. */
export function toJson(value: unknown): string {
  return writeJson(value).replaceAll(WRITTEN_REF, '"$ref"');
}

const WRITTEN_REF: string = JSON.stringify(DATA_REF);

/**
 * Writes a value as JSON, with all digits of a `bigint`. A value that JSON doesn't have is null.
 *
 * @param indent Number of spaces for each level. Default 0: everything in one line.
 */
export function writeJson(value: unknown, indent = 0): string {
  const digits = (_key: string, each: unknown): unknown => (typeof each === 'bigint' ? rawNumber(String(each)) : each);
  // Few values have integers beyond a double, so the slower way, which visits each member, is tried second.
  try {
    return JSON.stringify(value, undefined, indent) ?? 'null';
  } catch {
    return JSON.stringify(value, digits, indent) ?? 'null';
  }
}

/** Parses JSON so that its numbers are written back with the same characters. @throws {SyntaxError} if it isn't JSON. */
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
