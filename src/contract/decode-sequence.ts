import { decodeJson } from './decode-json.ts';
import type { DecodeText } from './decode-scalar.ts';
import { pointerTo } from './document.ts';
import { Unreadable } from './unreadable.ts';

/** How the items of a sequential media type are read (OpenAPI 3.2, "Sequential Media Types"). */
const SEQUENCES: ReadonlyMap<string, DecodeText> = new Map([
  ['application/jsonl', (text: string) => decodeItems(text.split('\n'))],
  ['application/x-ndjson', (text: string) => decodeItems(text.split('\n'))],
  // RFC 7464: a record separator stands before each item.
  ['application/json-seq', (text: string) => decodeItems(text.split('\u001E'))],
  ['text/event-stream', decodeEvents],
]);

/** Reads a sequence as the list of its items; undefined where the media type is no sequence. */
export function sequenceDecoderOf(mediaType: string): DecodeText | undefined {
  return SEQUENCES.get(mediaType);
}

function decodeItems(texts: readonly string[]): unknown {
  const items = texts.filter((text) => text.trim() !== '').map((text) => decodeJson(text));
  const broken = items.findIndex((item) => item instanceof Unreadable);
  return broken === -1 ? items : new Unreadable('', 'it is not JSON', pointerTo('', broken));
}

/** Events as the HTML standard reads them. An event without any field is none. */
function decodeEvents(text: string): unknown {
  const blocks = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n{2,}/);
  return blocks.map(decodeEvent).filter((event) => Object.keys(event).length > 0);
}

const FIELDS: ReadonlySet<string> = new Set(['data', 'event', 'id', 'retry']);

function decodeEvent(block: string): Readonly<Record<string, unknown>> {
  const event: Record<string, string> = {};
  for (const line of block.split('\n')) {
    const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (!FIELDS.has(name)) continue;
    event[name] = name === 'data' && event['data'] !== undefined ? `${event['data']}\n${value}` : value;
  }
  const { retry, ...others } = event;
  return retry !== undefined && /^\d+$/.test(retry) ? { ...others, retry: Number(retry) } : others;
}
