/** Reads a member of a body as a field of Django REST framework (`fields.py`): its value, or the problem in its words. */
export type Field = (sent: unknown) => { readonly value: unknown } | { readonly problem: string };

const NOT_A_STRING = { problem: 'Not a valid string.' } as const;

/** `CharField` takes numbers, too, and trims white space. */
export function asText(sent: unknown): ReturnType<Field> {
  if (typeof sent !== 'string' && typeof sent !== 'number') return NOT_A_STRING;
  const value = String(sent).trim();
  return value === '' ? { problem: 'This field may not be blank.' } : { value };
}

/**
 * Open edX's `StringListField`: a text with commas. Of an array, it takes the first text only. Other types make the platform
 * fail with a 500; here they are not strings.
 */
export function asStringList(sent: unknown): ReturnType<Field> {
  const isEmpty = sent === '' || sent === 0 || sent === false || isEmptyCollection(sent);
  const value: unknown = Array.isArray(sent) ? sent[0] : sent;
  if (isEmpty) return { value: '' };
  return typeof value === 'string' ? { value } : NOT_A_STRING;
}

export function asChoice(choices: readonly string[]): Field {
  return (sent) => {
    const value = typeof sent === 'string' ? sent : JSON.stringify(sent);
    return choices.includes(value) ? { value } : { problem: `"${value}" is not a valid choice.` };
  };
}

const TRUE: ReadonlySet<unknown> = new Set(['t', 'y', 'yes', 'true', 'on', '1', 1, true]);
const FALSE: ReadonlySet<unknown> = new Set(['f', 'n', 'no', 'false', 'off', '0', 0, false]);

/** `BooleanField` takes each of its words in lower case, in upper case, and with a capital. */
export function asBoolean(sent: unknown): ReturnType<Field> {
  const word = typeof sent === 'string' && isInOneCase(sent) ? sent.toLowerCase() : sent;
  if (TRUE.has(word)) return { value: true };
  return FALSE.has(word) ? { value: false } : { problem: 'Must be a valid boolean.' };
}

function isInOneCase(word: string): boolean {
  const [first = '', ...others] = word;
  const rest = others.join('');
  return rest === rest.toLowerCase() || word === `${first}${rest}`.toUpperCase();
}

function isEmptyCollection(sent: unknown): boolean {
  return typeof sent === 'object' && sent !== null && Object.keys(sent).length === 0;
}
