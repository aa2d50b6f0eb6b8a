import { once } from 'node:events';
import { stringify } from 'yaml';

/** So much goes out at once: enough that a stream which can't keep up says so, and little to hold. */
const CHUNK_CHARACTERS = 65_536;

/**
 * Writes a list, JSON for a program or YAML for a person, while it is walked: no faster than the stream takes it. Nothing
 * is written of a list that fails at its first row.
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

/** What `JSON.stringify(rows, null, 2)` makes, in parts. */
function* jsonOf(rows: Iterable<object>): Iterable<string> {
  let isFirst = true;
  for (const row of rows) {
    // A line break within a text is escaped: what is left are those between lines.
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
