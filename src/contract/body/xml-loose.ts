import type { OpenAPIV3_1 } from 'openapi-types';
import { loadPackage } from '../../late-packages.ts';

import { keysOf } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { toJson } from './to-json.ts';
import { createXmlWriter } from './xml-writer.ts';

/**
 * Writes values of any schema as XML. If the value can't be written by its schema, it is written without it, or as JSON
 * if XML can't hold it at all. A text is sent unchanged.
 */
export function createLooseXmlWriter(
  reader: DocumentReader,
  schema: Located<OpenAPIV3_1.SchemaObject> | undefined,
): (value: unknown) => string {
  const [components, schemas, key = 'root', ...deeper] = keysOf(schema?.pointer ?? '');
  const isComponent = components === 'components' && schemas === 'schemas' && deeper.length === 0;
  // Without an own name, the root is named after its schema.
  const name = schema?.value.xml?.name ?? (isComponent ? key : 'root');
  let write: ((value: unknown) => string) | undefined;
  const attempts: readonly ((value: unknown) => string)[] = [
    ...(schema === undefined
      ? []
      : [(value: unknown) => (write ??= createXmlWriter(reader, schema, name).write)(value)]),
    (value) =>
      loadPackage('xmlbuilder2')
        .create({ encoding: 'UTF-8' })
        .ele({ [name]: value })
        .end(),
  ];
  return (value) => {
    if (typeof value === 'string') return value;
    for (const attempt of attempts) {
      try {
        return attempt(value);
      } catch {
        // The next attempt doesn't need the schema.
      }
    }
    return toJson(value);
  };
}
