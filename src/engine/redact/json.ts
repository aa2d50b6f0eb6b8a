import { createScanner } from 'jsonc-parser';
import type { ScanError, SyntaxKind } from 'jsonc-parser';

import type { SecretNames } from './names.ts';
import { REDACTED } from './names.ts';

/** A part of a text. */
interface Span {
  readonly begin: number;
  readonly end: number;
}

/** An object that is being parsed. */
interface OpenObject {
  /** One member has the name of a secret, and another one its value: `{"name": "password", "value": "x"}`. */
  isNamed: boolean;
  readonly values: Span[];
}

const KIND = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  string: 10,
  unknown: 16,
  lineComment: 12,
  trivia: 15,
  end: 17,
} as const satisfies Record<string, SyntaxKind>;
const ENDS_VALUE: ReadonlySet<number> = new Set([
  KIND.comma,
  KIND.colon,
  KIND.openBrace,
  KIND.closeBrace,
  KIND.closeBracket,
]);
const NO_ERROR: ScanError = 0;
const NAMING: ReadonlySet<string> = new Set(
  'name key k field parameter header location path attribute property id label type'.split(' '),
);
const NAMED: ReadonlySet<string> = new Set('value values val v newvalue defaultvalue data content message'.split(' '));

/**
 * Removes secrets from JSON, even if it is invalid or cut, because it reads tokens instead of a tree. If the end of a
 * secret can't be found, the rest of the text is removed.
 */
export function redactJson(text: string, names: SecretNames): string {
  const secrets: Span[] = [];
  const objects: OpenObject[] = [];
  const tokens = tokensOf(text);
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.kind === KIND.openBrace) objects.push({ isNamed: false, values: [] });
    else if (token.kind === KIND.closeBrace) {
      secrets.push(...hiddenOf(objects.pop()));
    }
    if (token.kind === KIND.openBracket) secrets.push(...secondOfPair(tokens, index, { names, length: text.length }));
    if (token.kind !== KIND.string || tokens[index + 1]?.kind !== KIND.colon) continue;
    const value = valueAt(tokens, index + 2, text.length);
    const object = objects.at(-1);
    if (names.has(token.text)) {
      if (value.span !== undefined) secrets.push(value.span);
      index = value.next - 1;
    } else if (object !== undefined) {
      const first = tokens[index + 2];
      if (NAMING.has(token.text.toLowerCase()) && first?.kind === KIND.string && names.has(first.text))
        object.isNamed = true;
      else if (NAMED.has(token.text.toLowerCase()) && value.span !== undefined) object.values.push(value.span);
    }
  }
  // A cut text has open objects.
  for (const object of objects) secrets.push(...hiddenOf(object));
  return replaceSpans(text, secrets);
}

function hiddenOf(object: OpenObject | undefined): readonly Span[] {
  return object?.isNamed === true ? object.values : [];
}

/** The value of the pair `["password", "x"]`. */
function secondOfPair(
  tokens: readonly JsonToken[],
  index: number,
  { names, length }: { readonly names: SecretNames; readonly length: number },
): readonly Span[] {
  const [name, comma] = [tokens[index + 1], tokens[index + 2]];
  if (name?.kind !== KIND.string || comma?.kind !== KIND.comma || !names.has(name.text)) return [];
  const { span, next } = valueAt(tokens, index + 3, length);
  const following = tokens[next];
  return span !== undefined && (following === undefined || following.kind === KIND.closeBracket) ? [span] : [];
}

interface JsonToken extends Span {
  readonly kind: number;
  readonly text: string;
  readonly isBroken: boolean;
}

function tokensOf(text: string): readonly JsonToken[] {
  const scanner = createScanner(text, true);
  const tokens: JsonToken[] = [];
  for (let kind: number = scanner.scan(); kind !== KIND.end; kind = scanner.scan()) {
    if (kind >= KIND.lineComment && kind <= KIND.trivia) continue;
    const begin = scanner.getTokenOffset();
    const isBroken = kind === KIND.unknown || scanner.getTokenError() !== NO_ERROR;
    tokens.push({ kind, text: scanner.getTokenValue(), begin, end: begin + scanner.getTokenLength(), isBroken });
  }
  return tokens;
}

/** The value that begins at a token, and the index of the token after it. */
function valueAt(
  tokens: readonly JsonToken[],
  index: number,
  length: number,
): { readonly span: Span | undefined; readonly next: number } {
  const first = tokens[index];
  if (first === undefined) return { span: undefined, next: index };
  let depth = 0;
  for (let at = index; at < tokens.length; at += 1) {
    const token = tokens[at] ?? first;
    if (token.kind === KIND.openBrace || token.kind === KIND.openBracket) depth += 1;
    else if (token.kind === KIND.closeBrace || token.kind === KIND.closeBracket) depth -= 1;
    if (token.isBroken) break;
    if (depth <= 0) {
      const next = endOfValue(tokens, at + 1);
      return { span: { begin: first.begin, end: tokens[next - 1]?.end ?? token.end }, next };
    }
  }
  return { span: { begin: first.begin, end: length }, next: tokens.length };
}

/** A value ends before a sign or a name. Any other token belongs to the value. */
function endOfValue(tokens: readonly JsonToken[], index: number): number {
  let next = index;
  while (tokens[next] !== undefined) {
    const kind = tokens[next]?.kind ?? KIND.end;
    if (ENDS_VALUE.has(kind) || (kind === KIND.string && tokens[next + 1]?.kind === KIND.colon)) break;
    next += 1;
  }
  return next;
}

function replaceSpans(text: string, spans: readonly Span[]): string {
  let shown = '';
  let copied = 0;
  for (const { begin, end } of spans.toSorted((one, other) => one.begin - other.begin)) {
    if (begin < copied) continue;
    shown += `${text.slice(copied, begin)}"${REDACTED}"`;
    copied = end;
  }
  return shown + text.slice(copied);
}
