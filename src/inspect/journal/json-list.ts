/**
 * Writes an object with a long list as indented JSON, one item of the list in each step. The object must contain the list
 * as an empty one, and no other empty list with the same name.
 */
export function* writeJsonList(object: object, name: string, items: Iterable<unknown>): Generator<void, string> {
  const empty = `"${name}": []`;
  const text = `${JSON.stringify(object, null, 2)}\n`;
  const at = text.indexOf(empty);
  const indent = text.slice(text.lastIndexOf('\n', at), at);
  const written: string[] = [];
  for (const item of items) {
    written.push(`${indent}  ${JSON.stringify(item, null, 2).replaceAll('\n', `${indent}  `)}`);
    yield;
  }
  if (written.length === 0) return text;
  return `${text.slice(0, at)}"${name}": [${written.join(',')}${indent}]${text.slice(at + empty.length)}`;
}
