import { once } from 'node:events';
import { stringify } from 'yaml';

/** Characters written at once: enough to notice that a stream can't keep up, and little to hold. */
const CHUNK_CHARACTERS = 65_536;

/**
 * Writes a list row by row, as JSON or YAML, at the speed of the stream. Writes nothing if the first row fails.
 */
export async function writeList(
  rows: Iterable<object>,
  { json }: { readonly json: boolean },
  stream: NodeJS.WritableStream,
): Promise<void> {
  let held = '';
  for (const text of json ? jsonOf(rows) : yamlOf(rows)) {
    held += text;
    if (held.length < CHUNK_CHARACTERS) continue;
    if (!stream.write(held)) await once(stream, 'drain');
    held = '';
  }
  stream.write(held);
}

/** The text of `JSON.stringify(rows, null, 2)`, in parts. */
function* jsonOf(rows: Iterable<object>): Iterable<string> {
  let isFirst = true;
  for (const row of rows) {
    // Line breaks within strings are escaped, so the others are those between lines.
    yield `${isFirst ? '[' : ','}\n  ${JSON.stringify(row, null, 2).replaceAll('\n', '\n  ')}`;
    isFirst = false;
  }
  yield isFirst ? '[]\n' : '\n]\n';
}

function* yamlOf(rows: Iterable<object>): Iterable<string> {
  let isEmpty = true;
  for (const row of rows) {
    yield stringify([row], { lineWidth: 0 });
    isEmpty = false;
  }
  if (isEmpty) yield '[]\n';
}
