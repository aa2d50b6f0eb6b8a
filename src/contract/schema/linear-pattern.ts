/** Maximum number of steps of a pattern that is matched only from the beginning of the text. */
const MAX_STEPS = 10_000;
/** Maximum number of steps of a pattern that is matched from each place of the text, or has an unbounded repetition. */
const MAX_STEPS_EACH = 500;
const MAX_LENGTH = 2_000;

/** A part of a pattern: the number of ways to match, and the number of characters. */
interface Part {
  readonly ways: number;
  /** Without the unbounded repetition. */
  readonly length: number;
  /** Whether it has an unbounded repetition. */
  readonly isOpen: boolean;
}

/**
 * Whether a backtracking engine always matches a pattern in linear time. The pattern must have a bounded number of ways to
 * match. It may have one unbounded repetition, of one character, and only if it begins with `^`, because otherwise it is
 * matched from each place of the text. Some linear patterns are not recognised, which only costs time (time-limit.ts).
 */
export function isLinearPattern(pattern: string): boolean {
  if (pattern.length > MAX_LENGTH) return false;
  const reader = { tokens: tokensOf(pattern), at: 0, isSimple: true };
  const part = readChoice(reader);
  if (!reader.isSimple || reader.at < reader.tokens.length) return false;
  const isAnchored = pattern.startsWith('^') && !hasTopLevelChoice(reader.tokens);
  if (part.isOpen && !isAnchored) return false;
  return part.ways * part.length <= (isAnchored && !part.isOpen ? MAX_STEPS : MAX_STEPS_EACH);
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
  /** False if the pattern has a back reference, a look-around, or a repetition that may take long. */
  isSimple: boolean;
}

/** Characters, escapes, whole classes, quantifiers, and the beginnings of groups. */
const TOKEN =
  /\\(?:u\{[\dA-Fa-f]+\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|[pP]\{[^}]*\}|c[A-Za-z]|k<[^>]*>|[^])|\[(?:\\[^]|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|[*+?]\??|\{\d+(?:,\d*)?\}\??|[^]/gu;

function tokensOf(pattern: string): readonly string[] {
  return pattern.match(TOKEN) ?? [];
}

function readChoice(reader: Reader): Part {
  let { ways, length, isOpen } = readSequence(reader);
  while (reader.tokens[reader.at] === '|') {
    reader.at += 1;
    const next = readSequence(reader);
    ways += next.ways;
    length = Math.max(length, next.length);
    if (isOpen && next.isOpen) reader.isSimple = false;
    isOpen ||= next.isOpen;
  }
  return { ways, length, isOpen };
}

function readSequence(reader: Reader): Part {
  let ways = 1;
  let length = 0;
  let isOpen = false;
  for (let token = reader.tokens[reader.at]; token !== undefined; token = reader.tokens[reader.at]) {
    if (token === '|' || token === ')') break;
    const part = readRepeated(reader, token);
    ways *= part.ways;
    length += part.length;
    if (isOpen && part.isOpen) reader.isSimple = false;
    isOpen ||= part.isOpen;
  }
  return { ways, length, isOpen };
}

function readRepeated(reader: Reader, token: string): Part {
  reader.at += 1;
  const isGroup = token.startsWith('(');
  if (/^\(\?<?[=!]|^\\[1-9k]/.test(token)) reader.isSimple = false;
  const part = isGroup ? readChoice(reader) : { ways: 1, length: 1, isOpen: false };
  if (isGroup) reader.at += 1;
  const bounds = boundsOf(reader.tokens[reader.at]);
  if (bounds === undefined) return part;
  reader.at += 1;
  const [least, most] = bounds;
  if (most === Infinity) {
    if (isGroup) reader.isSimple = false;
    return { ways: 1, length: Math.max(1, least), isOpen: true };
  }
  if (part.isOpen && most > 1) reader.isSimple = false;
  return { ways: (most - least + 1) * part.ways ** most, length: part.length * most, isOpen: part.isOpen };
}

function boundsOf(token: string | undefined): readonly [number, number] | undefined {
  const [sign] = token ?? '';
  if (token === undefined || sign === undefined) return undefined;
  if (sign === '?') return [0, 1];
  if (sign === '*' || sign === '+') return [0, Infinity];
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(token) ?? [];
  if (least === undefined) return undefined;
  return [Number(least), comma === '' ? Number(least) : most === '' ? Infinity : Number(most)];
}

/** In `^a*|b` the second choice is matched from each place. */
function hasTopLevelChoice(tokens: readonly string[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    if (token.startsWith('(')) depth += 1;
    else if (token === ')') depth -= 1;
    else if (token === '|' && depth === 0) return true;
  }
  return false;
}
