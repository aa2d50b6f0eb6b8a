import { redactJson } from './json.ts';
import { unescape, REDACTED } from './names.ts';
import type { SecretNames } from './names.ts';

/** The user and password of a URL, also if its slashes are escaped as in JSON, or all of it as in a query. */
const USERINFO = /((?::|%3A)(?:\\?\/|%2F){2})[^\s/?#"'<>\\]*@/gi;
/** The user and password of a URL without a scheme: `//user:password@host`. */
const BARE_USERINFO = /((?:^|[\s"'=(<,/])(?:\\?\/){2})[^\s/?#"'<>\\@:]*:[^\s/?#"'<>\\]*@/g;
const ESCAPED_USERINFO = /(%3A%2F%2F)(?:(?!%2F|%3F|%23)[^\s/?#"'<>&])*%40/gi;
/** A JSON Web Token, which is recognised without a name. */
const JSON_WEB_TOKEN = /\beyJ[\w-]{8,}\.[\w-]+\.?[\w-]*/g;
/** An element of XML in a text, and an escaped one. */
const ELEMENT = /<([\w.:-]{1,100})([^<>]*)>([^<>]+)(?=<\\?\/)/g;
const ESCAPED_ELEMENT = /&lt;([\w.:-]{1,100})((?:(?!&[lg]t;)[^<>])*)&gt;((?:(?!&lt;)[^<>])+)(?=&lt;\/)/g;
/** A query, a fragment or path parameters in a text, or a word with escapes. */
const PAIRS = /[?#;][^\s"'<>\\]+|(?<![^\s"'<>\\])[^\s"'<>\\%]*%[^\s"'<>\\]+/g;
/** A name, and the characters before its value: `password=`, `"password": `, `\"password\":\"`. */
const NAME = /(?<![\w.\-[\]])([\w.\-[\]]{1,200})(\\*["'])?\s{0,8}(?:=>|[=:])\s{0,8}/g;

/** Removes secrets from any text, which may contain JSON. */
export function redactText(text: string, names: SecretNames): string {
  if (!names.mayBeIn(text)) return text;
  return redactPlain(/[[{]/.test(text) ? redactJson(text, names) : text, names);
}

/** Like `redactText`, for a text whose JSON has already been redacted. */
export function redactPlain(text: string, names: SecretNames): string {
  const bare = text
    .replaceAll(USERINFO, `$1${REDACTED}@`)
    .replaceAll(BARE_USERINFO, `$1${REDACTED}@`)
    .replaceAll(ESCAPED_USERINFO, `$1${REDACTED}%40`)
    .replaceAll(JSON_WEB_TOKEN, REDACTED)
    .replaceAll(ELEMENT, (element, name: string, attributes: string) =>
      names.has(name.replace(/^.*:/, '')) ? `<${name}${attributes}>${REDACTED}` : element,
    )
    .replaceAll(ESCAPED_ELEMENT, (element, name: string, attributes: string) =>
      names.has(name.replace(/^.*:/, '')) ? `&lt;${name}${attributes}&gt;${REDACTED}` : element,
    )
    .replaceAll(PAIRS, (pairs) => redactPairs(pairs, names));
  return redactNamed(bare, names);
}

/** Removes secrets from `name=value` pairs that are separated by `?`, `&`, `;`, `#` or `/`. */
export function redactPairs(text: string, names: SecretNames): string {
  const parts = text.split(/([?&;#/])/);
  let isHidden = false;
  const shown = parts.map((part, index) => {
    if (index % 2 === 1) return part;
    // A value may contain a semicolon.
    if (isHidden && parts[index - 1] === ';' && !/=|%3D/i.test(part)) return part === '' ? '' : REDACTED;
    const pair = redactPair(part, names);
    isHidden = pair !== part;
    return pair;
  });
  return shown.join('');
}

function redactPair(pair: string, names: SecretNames): string {
  // Brackets and the sign between name and value may be escaped.
  const [, name = '', sign = ''] = /^([^=]*?)(=|%3D)/i.exec(pair) ?? [];
  if (sign !== '' && names.has(name)) return `${name}${sign}${REDACTED}`;
  if (!pair.includes('%')) return pair;
  // A URL in a query may have its own query. A segment of a path may contain a whole URL.
  const begin = /%/.test(name + sign) ? '' : name + sign;
  const value = pair.slice(begin.length);
  const plain = unescape(value);
  if (plain === value) return pair;
  const shown = redactText(plain, names);
  return shown === plain ? pair : begin + encodeURIComponent(shown);
}

function redactNamed(text: string, names: SecretNames): string {
  let shown = '';
  let copied = 0;
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match !== null; match = NAME.exec(text)) {
    const [all, name = ''] = match;
    // The text after the sign may be a name itself.
    if (!names.has(name)) continue;
    const begin = match.index + all.length;
    const end = endOfValue(text, begin, HEADER.test(all) ? HEADER_VALUE : WORD);
    if (text.slice(begin, end) !== REDACTED) {
      const quote = /^\\*["']/.exec(text.slice(begin, begin + 8))?.[0] ?? '';
      shown += text.slice(copied, begin) + quote + REDACTED + quote;
      copied = end;
    }
    NAME.lastIndex = Math.max(end, NAME.lastIndex);
  }
  return shown + text.slice(copied);
}

/** The end of the value that begins at an index: a quoted text, a text in brackets, or a word. */
function endOfValue(text: string, begin: number, word = WORD): number {
  const quote = /^\\*["']/.exec(text.slice(begin, begin + 8))?.[0];
  if (quote !== undefined) {
    // A text in three quotes (GraphQL, Python) may contain quotes.
    const whole = text.startsWith(quote.repeat(3), begin) ? quote.repeat(3) : quote;
    return endOfQuoted(text, begin + whole.length, whole);
  }
  if (text[begin] === '{' || text[begin] === '[') return endOfBrackets(text, begin);
  word.lastIndex = begin;
  const end = begin + (word.exec(text)?.[0].length ?? 0);
  // The default of a variable: `$password: String = "x"`.
  return text[end - 1] === '=' && /^\\*["']/.test(text.slice(end, end + 8)) ? endOfValue(text, end) : end;
}

/** Headers whose value may have several words. */
const HEADER = /^(?:(?:set-)?cookie2?|(?:[\w-]+-)?authorization):/i;

/** The value of a header ends with its line, or with the quotes around it. */
const HEADER_VALUE = /[^\r\n"'<>\\]*/y;

/** A word. After the name of a scheme, a credential may contain spaces and commas until the end of the line. */
const WORD =
  /(?:(?:bearer|basic|digest|token|negotiate|aws4-hmac-sha256|apikey|signature)\s+[^\r\n"'<>\\]*|[^\s&;"'<>\\,]+)/iy;

function endOfQuoted(text: string, from: number, quote: string): number {
  let end = text.indexOf(quote, from);
  // An escaped quote is part of the text, unless the opening quote is escaped as well.
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

/** Removes the end of a cut text if it may be the beginning of a URL's password. */
export function redactCutEnd(text: string): string {
  return text.replace(/(:(?:\\?\/){2}|%3A%2F%2F)[^\s/?#"'<>\\]+$/i, `$1${REDACTED}`);
}
