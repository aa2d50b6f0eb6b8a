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
  if (!hasPassword(reader.document, new Set())) return [];
  const found = new Set<string>();
  const seen = new Set<unknown>();
  const todo: unknown[] = [reader.document];
  while (todo.length > 0) {
    const node = todo.pop();
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    const { properties, name, schema, content }: Readonly<Record<string, unknown>> = Object(node);
    for (const [property, value] of Object.entries(Object(properties)))
      if (isPassword(reader, value, MAX_DEPTH)) found.add(property);
    const ofParameter = [schema, ...Object.values(Object(content))];
    if (typeof name === 'string' && ofParameter.some((each) => isPassword(reader, each, MAX_DEPTH))) found.add(name);
    todo.push(...Object.values(node));
  }
  return [...found];
}

function hasPassword(node: object, seen: Set<object>): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  if ('format' in node && node.format === 'password') return true;
  for (const value of Object.values(node))
    if (typeof value === 'object' && value !== null && hasPassword(value, seen)) return true;
  return false;
}

/** Whether a schema describes a password, or a list of passwords. */
function isPassword(reader: DocumentReader, node: unknown, depth: number): boolean {
  if (typeof node !== 'object' || node === null || depth === 0) return false;
  const schema: Readonly<Record<string, unknown>> = Object(reader.resolve<object>(node, '#').value);
  if (schema['format'] === 'password') return true;
  const inner = ['items', 'allOf', 'anyOf', 'oneOf', 'schema'].flatMap((keyword) => schema[keyword] ?? []);
  return inner.some((each) => isPassword(reader, each, depth - 1));
}
