import { isApiName } from '../apis/names.ts';
import { OptionError } from './option-readers.ts';

const FORM = 'documents as name=path, such as shop=shop.yaml';

/** Names that stand for something else at the beginning of a path. */
const TAKEN: ReadonlySet<string> = new Set(['sessions']);

/**
 * Reads which documents are to be mounted: texts such as `shop=shop.yaml`, in a list or with commas between them, or an
 * object by name.
 *
 * @throws {OptionError} where a name can't stand in a path, is an API's, or stands twice.
 */
export function readSpecs(value: unknown, option: string): Readonly<Record<string, string>> {
  const specs = new Map<string, string>();
  for (const [name, path] of pairsOf(value, option)) {
    if (!/^[a-z][a-z0-9-]{0,63}$/.test(name))
      throw new OptionError(option, 'a name of small letters, digits and dashes, with a letter first', name);
    if (isApiName(name) || TAKEN.has(name)) throw new OptionError(option, 'a name that is not taken', name);
    if (specs.has(name)) throw new OptionError(`${option} ${name}`, 'one document, not two', path);
    specs.set(name, path);
  }
  return Object.fromEntries(specs);
}

function pairsOf(value: unknown, option: string): readonly (readonly [string, string])[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).map(([name, path]: [string, unknown]) => {
      if (typeof path !== 'string' || path === '')
        throw new OptionError(`${option} ${name}`, 'the path of a file', path);
      return [name, path] as const;
    });
  }
  const texts: unknown = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(texts)) throw new OptionError(option, FORM, value);
  return texts.map((text: unknown) => {
    const [, name, path] = typeof text === 'string' ? (/^([^=]*)=(.+)$/.exec(text.trim()) ?? []) : [];
    if (name === undefined || path === undefined) throw new OptionError(option, FORM, text);
    return [name, path] as const;
  });
}
