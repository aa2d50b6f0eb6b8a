import type { DocumentReader } from './document.ts';

/** Maximum depth of the search for the format in a schema. */
const MAX_DEPTH = 6;

/** The names of each document: mocks and reloads share the documents. */
const known = new WeakMap<DocumentReader, readonly string[]>();

/** The names of the properties and parameters that a document marks as secrets, with `format: password`. */
export function passwordNames(reader: DocumentReader): readonly string[] {
  const names = known.get(reader) ?? findPasswordNames(reader);
  known.set(reader, names);
  return names;
}

function findPasswordNames(reader: DocumentReader): readonly string[] {
  // Few documents have one, and it is found much faster than its names.
  if (!objectsIn(reader.document).some((node) => Reflect.get(node, 'format') === 'password')) return [];
  const found = new Set<string>();
  for (const node of objectsIn(reader.document)) {
    const { properties, name, schema, content }: Readonly<Record<string, unknown>> = Object(node);
    for (const [property, value] of Object.entries(Object(properties)))
      if (isPassword(reader, value, MAX_DEPTH)) found.add(property);
    const ofParameter = [schema, ...Object.values(Object(content))];
    if (typeof name === 'string' && ofParameter.some((each) => isPassword(reader, each, MAX_DEPTH))) found.add(name);
  }
  return [...found];
}

/** All objects and lists of a document, each once. */
function* objectsIn(document: object): Generator<object, undefined> {
  const seen = new Set<unknown>();
  const todo: unknown[] = [document];
  while (todo.length > 0) {
    const node = todo.pop();
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    yield node;
    for (const value of Object.values(node)) todo.push(value);
  }
}

/** Whether a schema describes a password, or a list of passwords. */
function isPassword(reader: DocumentReader, node: unknown, depth: number): boolean {
  if (typeof node !== 'object' || node === null || depth === 0) return false;
  const schema: Readonly<Record<string, unknown>> = Object(reader.resolve<object>(node, '#').value);
  if (schema['format'] === 'password') return true;
  const inner = ['items', 'allOf', 'anyOf', 'oneOf', 'schema'].flatMap((keyword) => schema[keyword] ?? []);
  return inner.some((each) => isPassword(reader, each, depth - 1));
}
