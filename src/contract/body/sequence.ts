import { decodeJson } from '../text/decode-json.ts';
import type { DecodeText } from '../text/decode-scalar.ts';
import { pointerTo } from '../document.ts';
import { toJson } from './to-json.ts';
import { Unreadable } from '../text/unreadable.ts';

/** A sequential media type: a body is a list of items (OpenAPI 3.2, "Sequential Media Types"). */
interface Sequence {
  /** Reads a body as the list of its items. */
  readonly decode: DecodeText;
  readonly writeItem: (item: unknown) => string;
}

const LINES: Sequence = {
  decode: (text) => decodeItems(text.split('\n')),
  writeItem: (item) => `${toJson(item)}\n`,
};

const SEQUENCES: ReadonlyMap<string, Sequence> = new Map([
  ['application/jsonl', LINES],
  ['application/x-ndjson', LINES],
  [
    'application/json-seq',
    {
      // RFC 7464: each item begins with a record separator.
      decode: (text: string) => decodeItems(text.split('\u001E')),
      writeItem: (item: unknown) => `\u001E${toJson(item)}\n`,
    },
  ],
  ['text/event-stream', { decode: decodeEvents, writeItem: writeEvent }],
]);

/** The decoder and writer of a sequential media type. Undefined if the media type is not sequential. */
export function sequenceOf(mediaType: string): Sequence | undefined {
  return SEQUENCES.get(mediaType);
}

function decodeItems(texts: readonly string[]): unknown {
  const items = texts.filter((text) => text.trim() !== '').map((text) => decodeJson(text));
  const broken = items.findIndex((item) => item instanceof Unreadable);
  return broken === -1 ? items : new Unreadable('', 'must be JSON', pointerTo('', broken));
}

/** Reads events as the HTML standard does. A block without any field is not an event. */
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

/** Writes an event in the syntax of the HTML standard. A value that is not an object is the data of an event. */
function writeEvent(item: unknown): string {
  const isEvent = typeof item === 'object' && item !== null && !Array.isArray(item);
  const { event, id, retry, data }: Readonly<Record<string, unknown>> = isEvent ? { ...item } : { data: item };
  const lines = Object.entries({ event, id, retry }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${textOf(value).replaceAll(/[\r\n]+/g, ' ')}\n`],
  );
  const ofData = data === undefined ? [] : textOf(data).split(/\r\n|\r|\n/);
  return `${[...lines, ...ofData.map((line) => `data: ${line}\n`)].join('')}\n`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : toJson(value);
}
