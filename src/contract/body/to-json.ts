import { DATA_REF } from '../document.ts';

/** A value of a document as JSON: integers with all their digits, and `$ref` where it is data. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? withAllDigits(each) : each));
  return text === undefined ? 'null' : text.replaceAll(JSON.stringify(DATA_REF), '"$ref"');
}

/** TypeScript doesn't know `JSON.rawJSON` yet. */
function withAllDigits(value: bigint): unknown {
  const rawJson: unknown = Reflect.get(JSON, 'rawJSON');
  return typeof rawJson === 'function' ? Reflect.apply(rawJson, JSON, [String(value)]) : Number(value);
}
