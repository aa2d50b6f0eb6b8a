import { Unreadable } from './unreadable.ts';

/** Maximum nesting of JSON: more than any document needs, and far from the limit of the call stack. */
const MAX_DEPTH = 100;

const TOO_DEEP = `must be JSON with at most ${MAX_DEPTH} levels`;

/** Parses JSON of a request, with integers that a double would round as `bigint`. `__proto__` is a member like others. */
export function decodeJson(text: string): unknown {
  try {
    const value = parseJson(text);
    return isDeep(value) ? new Unreadable(text, TOO_DEEP) : value;
  } catch {
    return new Unreadable(text, 'must be JSON');
  }
}

/** Whether a text may contain an integer that a double would round. Parsing those is slower, and few texts have them. */
export function hasLongIntegers(text: string): boolean {
  return /\d{16}/.test(text);
}

/** Parses JSON, with integers that a double would round as `bigint`. @throws {SyntaxError} if it is not JSON. */
export function parseJson(text: string): unknown {
  if (!hasLongIntegers(text)) return JSON.parse(text);
  const reviver = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' ? integerOf(context?.source ?? '', value) : value;
  return JSON.parse(text, reviver);
}

/** The number of a text: a `bigint` if it is an integer that a double would round. */
export function integerOf(text: string, value: number): number | bigint {
  return !Number.isSafeInteger(value) && /^-?\d+$/.test(text) ? BigInt(text) : value;
}

/** Iterates over the levels. A recursive function could overflow the stack. */
function isDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((node) =>
      typeof node === 'object' && node !== null && !(node instanceof Unreadable) ? Object.values(node) : [],
    );
  }
  return false;
}

/**
 * Explains where a text is not JSON: the line, the column and the mistake. Node's own message has the place of some
 * mistakes only.
 */
export async function explainJson(text: string): Promise<string> {
  // Loaded here, because only malformed JSON needs the library.
  const { createScanner, parse: parseLoosely, printParseErrorCode } = await import('jsonc-parser');
  const scanner = createScanner(text);
  let depth = 0;
  // The last token begins at the end of the text. Its length may be more than 0.
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const first = text[scanner.getTokenOffset()];
    if (first === '{' || first === '[') depth += 1;
    if (first === '}' || first === ']') depth -= 1;
    if (depth > MAX_DEPTH) return TOO_DEEP;
  }
  const errors: { error: number; offset: number; length: number }[] = [];
  parseLoosely(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first === undefined) return 'malformed JSON';
  const before = text.slice(0, first.offset);
  const line = before.split('\n').length;
  const column = first.offset - before.lastIndexOf('\n');
  // ValueExpected -> value expected
  const mistake = printParseErrorCode(first.error)
    .replaceAll(/(?<=[a-z])[A-Z]/g, ' $&')
    .toLowerCase();
  return `malformed JSON at line ${line}, column ${column}: ${mistake}`;
}
