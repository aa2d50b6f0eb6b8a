import type { DocumentReader, Located } from '../document.ts';
import { placeKey } from '../schema/dynamic-scope.ts';
import { entryOf } from '../schema/entry-of.ts';
import { copySchema } from '../schema/schema-copy.ts';
import type { CopyOptions } from '../schema/schema-copy.ts';

/** A schema and all that it refers to in one. */
export function bundleSchema(
  reader: DocumentReader,
  root: Located<object>,
  { isExample }: { readonly isExample: boolean },
): { readonly schema: object; readonly bundle: Readonly<Record<string, object>> } {
  const names = new Map<string, string>();
  const bundle: Record<string, object> = {};
  const options: CopyOptions = {
    direction: 'answer',
    sample: isExample ? 'example' : 'bare',
    idOf: (place) => `#/__bundled__/${entryOf(names, placeKey(place), () => `s${names.size}`)}`,
  };
  const { schema, references } = copySchema(reader, root, options);
  const todo = [...references];
  for (let place = todo.pop(); place !== undefined; place = todo.pop()) {
    const name = names.get(placeKey(place)) ?? '';
    if (name in bundle) continue;
    const { pointer } = place;
    const copied = copySchema(reader, { value: reader.locate(pointer).value, pointer }, { ...options, ...place });
    bundle[name] = schemaObject(copied.schema);
    todo.push(...copied.references);
  }
  return { schema: schemaObject(schema), bundle };
}

function schemaObject(schema: object | boolean): object {
  if (typeof schema === 'object') return schema;
  return schema ? {} : { not: {} };
}
