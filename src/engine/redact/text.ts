import { unescape } from './names.ts';
import type { SecretNames } from './names.ts';

/** Replaces a secret wherever it is shown. */
export const REDACTED = '***';

/** The user and password of a URL, also where its slashes are escaped as in JSON, or all of it as in a query. */
const USERINFO = /(:(?:\\?\/){2})[^\s/?#"'<>\\]*@/g;
const ESCAPED_USERINFO = /(%3A%2F%2F)(?:(?!%2F|%3F|%23)[^\s/?#"'<>&])*%40/gi;
/** A JSON Web Token needs no name to be known. */
const JSON_WEB_TOKEN = /\beyJ[\w-]{8,}\.[\w-]+\.?[\w-]*/g;
/** A query or a fragment, or path parameters, within a text. */
const PAIRS = /[?#;][^\s"'<>\\]+/g;
/** A name, and what comes before its value: `password=`, `"password": `, `\"password\":\"`. */
const NAME = /(?<![\w.\-[\]])([\w.\-[\]]{1,200})(\\*["'])?\s{0,8}(?:=>|[=:])\s{0,8}/g;

/** Takes secrets out of a text of any kind. */
export function redactText(text: string, names: SecretNames): string {
  if (!names.mayBeIn(text)) return text;
  const bare = text
    .replaceAll(USERINFO, `$1${REDACTED}@`)
    .replaceAll(ESCAPED_USERINFO, `$1${REDACTED}%40`)
    .replaceAll(JSON_WEB_TOKEN, REDACTED)
    .replaceAll(PAIRS, (pairs) => redactPairs(pairs, names));
  return redactNamed(bare, names);
}

/** Takes secrets out of `name=value` pairs, with any of `?`, `&`, `;`, `#` and `/` between them. */
export function redactPairs(text: string, names: SecretNames): string {
  return text
    .split(/([?&;#/])/)
    .map((part) => redactPair(part, names))
    .join('');
}

function redactPair(pair: string, names: SecretNames): string {
  // Brackets and the sign between name and value may be escaped as well.
  const [, name = '', sign = ''] = /^([^=]*?)(=|%3D)/i.exec(pair) ?? [];
  if (sign === '') return pair;
  if (names.has(name)) return `${name}${sign}${REDACTED}`;
  const value = pair.slice(name.length + sign.length);
  if (!value.includes('%')) return pair;
  // A URL in a query has a query of its own.
  const plain = unescape(value);
  const shown = redactText(plain, names);
  return shown === plain ? pair : `${name}${sign}${encodeURIComponent(shown)}`;
}

function redactNamed(text: string, names: SecretNames): string {
  let shown = '';
  let copied = 0;
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match !== null; match = NAME.exec(text)) {
    const [all, name = ''] = match;
    if (!names.has(name)) {
      // What follows the sign may be a name itself.
      continue;
    }
    const begin = match.index + all.length;
    const end = endOfValue(text, begin);
    if (text.slice(begin, end) !== REDACTED) {
      const quote = /^\\*["']/.exec(text.slice(begin, begin + 8))?.[0] ?? '';
      shown += text.slice(copied, begin) + quote + REDACTED + quote;
      copied = end;
    }
    NAME.lastIndex = Math.max(end, NAME.lastIndex);
  }
  return shown + text.slice(copied);
}

/** Where a value ends that begins there: a quoted text, one in brackets, or a word. */
function endOfValue(text: string, begin: number): number {
  const quote = /^\\*["']/.exec(text.slice(begin, begin + 8))?.[0];
  if (quote !== undefined) return endOfQuoted(text, begin + quote.length, quote);
  if (text[begin] === '{' || text[begin] === '[') return endOfBrackets(text, begin);
  WORD.lastIndex = begin;
  return begin + (WORD.exec(text)?.[0].length ?? 0);
}

/** Behind the name of its scheme a credential may have spaces and commas, as far as the line goes. */
const WORD =
  /(?:(?:bearer|basic|digest|token|negotiate|aws4-hmac-sha256|apikey|signature)\s+[^\r\n"'<>\\]*|[^\s&;"'<>\\,]+)/iy;

function endOfQuoted(text: string, from: number, quote: string): number {
  let end = text.indexOf(quote, from);
  // An escaped quote is part of the text, unless all quotes are escaped like it.
  while (end !== -1 && !quote.startsWith('\\') && isEscaped(text, end)) end = text.indexOf(quote, end + 1);
  return end === -1 ? text.length : end + quote.length;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === '\\') before -= 1;
  return (at - before) % 2 === 1;
}

function endOfBrackets(text: string, begin: number): number {
  let depth = 0;
  for (let at = begin; at < text.length; at += 1) {
    if (text[at] === '{' || text[at] === '[') depth += 1;
    else if (text[at] === '}' || text[at] === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** Of a text that was cut, takes what could be the beginning of a URL's password. */
export function redactCutEnd(text: string): string {
  return text.replace(/(:(?:\\?\/){2}|%3A%2F%2F)[^\s/?#"'<>\\]+$/i, `$1${REDACTED}`);
}
