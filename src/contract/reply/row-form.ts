import { ContractError, extensionOf, pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { writeJson } from '../body/to-json.ts';
import { walkOver } from '../../walk.ts';

/**
 * A form of a list of JSON rows that is not an array: the texts around the rows. The whole body may be invalid JSON, but
 * each row is JSON. So the form is in the contract (`x-row-forms`), and each row is checked.
 */
export interface RowForm {
  readonly open: string;
  /** A comma, with or without white space around it. */
  readonly separator: string;
  readonly close: string;
  /** The body of an empty list. */
  readonly empty: string;
}

const PARTS = ['open', 'separator', 'close', 'empty'] as const;

/**
 * The forms of a media type, by name.
 *
 * @throws {ContractError} if a text is missing, or the separator has no comma, because the rows could not be parsed.
 */
export function readRowForms(reader: DocumentReader, node: Located<object>): ReadonlyMap<string, RowForm> {
  const forms: unknown = extensionOf(node.value, 'x-row-forms') ?? {};
  return new Map(
    Object.entries(Object(forms)).map(([name, form]): [string, RowForm] => {
      if (isRowForm(form)) return [name, form];
      const pointer = pointerTo(node.pointer, 'x-row-forms', name);
      throw new ContractError(
        reader.name,
        pointer,
        `a row form must have the texts ${PARTS.join(', ')}; separator must be a comma`,
      );
    }),
  );
}

function isRowForm(form: unknown): form is RowForm {
  if (typeof form !== 'object' || form === null) return false;
  if (!PARTS.every((part) => typeof Reflect.get(form, part) === 'string')) return false;
  return /^\s*,\s*$/.test(String(Reflect.get(form, 'separator')));
}

/** Writes rows in a form, in pieces, without collecting them. */
export function* writeRowsIn({ open, separator, close, empty }: RowForm, rows: Iterable<unknown>): Iterable<string> {
  let before = open;
  let isEmpty = true;
  for (const batch of walkOver(rows).batches()) {
    if (batch.length === 0) {
      yield '';
      continue;
    }
    yield before + batch.map((row) => writeJson(row)).join(separator);
    before = separator;
    isEmpty = false;
  }
  yield isEmpty ? empty : close;
}
