import { Unreadable } from './unreadable.ts';

/** JSON may be nested so deep: more than any document needs, and far from what a call stack takes. */
const MAX_DEPTH = 100;

const TOO_DEEP = `must be JSON that is nested at most ${MAX_DEPTH} deep`;

/** Reads JSON, with integers that a double would round as `bigint`. `__proto__` is a member like others. */
export function decodeJson(text: string): unknown {
  try {
    const value = parseJson(text);
    return isDeep(value) ? new Unreadable(text, TOO_DEEP) : value;
  } catch {
    return new Unreadable(text, 'must be JSON');
  }
}

/** Whether a text may hold an integer that a double rounds. Reading those takes longer, and few texts have any. */
export function hasLongIntegers(text: string): boolean {
  return /\d{16}/.test(text);
}

/** Parses JSON, with integers that a double would round as `bigint`. @throws {SyntaxError} where it is none. */
export function parseJson(text: string): unknown {
  if (!hasLongIntegers(text)) return JSON.parse(text);
  const reviver = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' ? integerOf(context?.source ?? '', value) : value;
  return JSON.parse(text, reviver);
}

/** The number of a text, a `bigint` where it is an integer that a double would round. */
export function integerOf(text: string, value: number): number | bigint {
  return !Number.isSafeInteger(value) && /^-?\d+$/.test(text) ? BigInt(text) : value;
}

/** Goes level by level: what calls itself could be made to run out of stack. */
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
 * Says where a text stops being JSON: its line and column, and what is wrong there. Node's own message names the
 * place of some mistakes only.
 */
export async function explainJson(text: string): Promise<string> {
  // Only what is malformed pays for the library.
  const { createScanner, parse: parseLoosely, printParseErrorCode } = await import('jsonc-parser');
  const scanner = createScanner(text);
  let depth = 0;
  // The token at the end begins there. Its length may be more than 0.
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
  const what = printParseErrorCode(first.error)
    .replaceAll(/(?<=[a-z])[A-Z]/g, ' $&')
    .toLowerCase();
  return `malformed JSON at line ${line}, column ${column}: ${what}`;
}
