import { DATA_REF } from '../document.ts';

/** A value of a document as JSON: integers with all their digits, and `$ref` where it is data. */
export function toJson(value: unknown): string {
  const text = stringify(value);
  return text === undefined ? 'null' : text.replaceAll(WRITTEN_REF, '"$ref"');
}

const WRITTEN_REF: string = JSON.stringify(DATA_REF);

/** Few values have integers beyond a double, and looking at each member takes several times as long. */
function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? withAllDigits(each) : each));
  }
}

/** TypeScript doesn't know `JSON.rawJSON` yet. */
function withAllDigits(value: bigint): unknown {
  const rawJson: unknown = Reflect.get(JSON, 'rawJSON');
  return typeof rawJson === 'function' ? Reflect.apply(rawJson, JSON, [String(value)]) : Number(value);
}
