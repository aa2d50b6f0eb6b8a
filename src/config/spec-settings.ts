import { apiNames } from '../apis/index.ts';
import { NO_API } from '../contract/match/unmatched.ts';
import { OptionError } from './option-readers.ts';

/** The documents to mount: the file of each, by its name in the path. */
export type SpecSettings = Readonly<Record<string, string>>;

const FORM = 'documents as name=file, such as shop=shop.openapi.yaml';

/** Names with another meaning in a path or a report. */
const TAKEN: readonly string[] = [...apiNames, 'sessions', '__mock', NO_API];

/**
 * Reads the documents to mount: texts such as `shop=shop.yaml`, in a list or separated by commas, or an object by name,
 * `{ shop: 'shop.yaml' }`.
 *
 * @throws {OptionError} if a name is invalid, taken or used twice.
 */
export function readSpecs(value: unknown, option: string): SpecSettings {
  const specs = new Map<string, string>();
  for (const [name, file] of pairsOf(value, option)) {
    if (TAKEN.includes(name)) throw new OptionError(option, `a name other than ${TAKEN.join(', ')}`, name);
    if (!/^[a-z][a-z0-9-]{0,63}$/.test(name))
      throw new OptionError(option, 'a name of lower-case letters, digits and dashes that starts with a letter', name);
    if (specs.has(name)) throw new OptionError(`${option} ${name}`, 'given once', file);
    if (typeof file !== 'string' || file === '') throw new OptionError(`${option} ${name}`, 'a file', file);
    specs.set(name, file);
  }
  return Object.fromEntries(specs);
}

function pairsOf(value: unknown, option: string): readonly (readonly [string, unknown])[] {
  if (typeof value === 'string') return value.split(',').map((text) => parsePair(text.trim(), option));
  if (Array.isArray(value)) return value.map((text) => parsePair(text, option));
  if (typeof value === 'object' && value !== null) return Object.entries(value);
  throw new OptionError(option, FORM, value);
}

function parsePair(text: unknown, option: string): readonly [string, string] {
  const equals = typeof text === 'string' ? text.indexOf('=') : -1;
  if (typeof text !== 'string' || equals < 1) throw new OptionError(option, FORM, text);
  return [text.slice(0, equals), text.slice(equals + 1)];
}
