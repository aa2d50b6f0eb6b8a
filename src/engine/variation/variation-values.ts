import { rawNumber } from '../../contract/body/to-json.ts';
import type { OpenAPIV3_1 } from 'openapi-types';

import { extensionOf } from '../../contract/document.ts';
import type { Located } from '../../contract/document.ts';
import type { MediaType } from '../../contract/reply/media-type.ts';
import type { ReplySchema } from '../../contract/reply/reply-schema.ts';
import { drawBelow, keyFor, shuffle } from './draw.ts';
import type { VariationName } from './variation.ts';
import { otherOffsets, otherPrecisions, takesOtherForms } from './variation-texts.ts';

/** A place in a schema, and the syntax of its values. */
export interface Place {
  readonly schema: Located<OpenAPIV3_1.SchemaObject>;
  readonly reply: ReplySchema;
  readonly syntax: MediaType['syntax'];
}

/** A variation of one value. `change` is called only if `isPossible`. */
interface ValueVariation {
  isPossible(place: Place): boolean;
  change(place: Place, value: unknown, key: number): unknown;
}

/** The names of the variations of values. Those of whole answers are in vary-answer.ts. */
export type ValueVariationName = Exclude<VariationName, 'row-order' | 'whitespace' | 'chunk-split'>;

const variations: Readonly<Record<ValueVariationName, ValueVariation>> = {
  // XML has no common form of null.
  null: {
    isPossible: ({ schema, reply, syntax }) =>
      syntax === 'json' && schema.value.type !== 'null' && reply.at(schema.pointer).accepts(null),
    change: () => null,
  },
  'optional-absent': {
    isPossible: ({ schema }) => optionalOf(schema).length > 0,
    change: leaveOut,
  },
  'unknown-enum-value': {
    isPossible: (place) => unknownValueOf(place) !== undefined,
    change: (place, value) => (typeof value === 'string' ? (unknownValueOf(place) ?? value) : value),
  },
  offset: {
    isPossible: (place) => isWrittenAs('offset', place),
    change: (place, value, key) => rewrite('offset', place, value, key),
  },
  precision: {
    isPossible: (place) => isWrittenAs('precision', place),
    change: (place, value, key) => rewrite('precision', place, value, key),
  },
  // XML can only be written with the properties of the document.
  'extra-property': {
    isPossible: ({ schema, syntax }) => syntax === 'json' && allows(schema, 'object') && !isClosed(schema),
    change: (place, value) => addExtra(place, value),
  },
  'number-form': {
    isPossible: ({ schema, syntax }) =>
      syntax !== 'text' && (allows(schema, 'number') || (syntax === 'json' && allows(schema, 'integer'))),
    change: ({ syntax }, value, key) => writeOtherwise(value, syntax, key),
  },
};

/** Cached results, by schema and place. */
const answers = new WeakMap<ReplySchema, Map<string, boolean>>();

export function isValueVariation(name: VariationName): name is ValueVariationName {
  return Object.hasOwn(variations, name);
}

/** Whether values of the place can have the variation. */
export function isPossibleAt(name: ValueVariationName, place: Place): boolean {
  const ofSchema = answers.get(place.reply) ?? new Map<string, boolean>();
  answers.set(place.reply, ofSchema);
  const key = `${name} ${place.syntax} ${place.schema.pointer}`;
  const isPossible = ofSchema.get(key) ?? variations[name].isPossible(place);
  ofSchema.set(key, isPossible);
  return isPossible;
}

/** The varied value, or the same value if it can't be varied. It may break the schema of the place. */
export function changeAt(name: ValueVariationName, place: Place, value: unknown, key: number): unknown {
  return variations[name].change(place, value, key);
}

function typesOf({ value }: Place['schema']): readonly string[] {
  return [value.type ?? []].flat();
}

function allows(schema: Place['schema'], type: string): boolean {
  return typesOf(schema).includes(type) || (type === 'object' && schema.value.properties !== undefined);
}

function isClosed({ value }: Place['schema']): boolean {
  return value.additionalProperties === false;
}

function optionalOf({ value }: Place['schema']): readonly string[] {
  return Object.keys(value.properties ?? {}).filter((name) => value.required?.includes(name) !== true);
}

/** Leaves out a random number of optional properties, at least one. */
function leaveOut({ schema }: Place, value: unknown, key: number): unknown {
  if (!isObject(value)) return value;
  const present = optionalOf(schema).filter((name) => Object.hasOwn(value, name));
  const left = new Set(
    shuffle(key, present).slice(0, Math.max(1, drawBelow(keyFor(key, 'count'), present.length + 1))),
  );
  if (left.size === 0) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !left.has(name)));
}

const WORDS = ['lms-mock-unheard-of', 'unheard-of', 'Unheard', 'X', 'x', '99'] as const;

function unknownValueOf({ schema, reply }: Place): string | undefined {
  const known = extensionOf(schema.value, 'x-known-values');
  if (!Array.isArray(known)) return undefined;
  return WORDS.find((word) => !known.includes(word) && reply.at(schema.pointer).accepts(word));
}

/** A schema must accept such texts and refuse others, so that its values are known to be of this kind. */
function isWrittenAs(kind: 'offset' | 'precision', { schema, reply }: Place): boolean {
  if (!allows(schema, 'string')) return false;
  if (schema.value.format !== 'date-time' && schema.value.pattern === undefined) return false;
  const { accepts } = reply.at(schema.pointer);
  return !WORDS.slice(0, -1).some(accepts) && takesOtherForms(kind, accepts);
}

function rewrite(kind: 'offset' | 'precision', place: Place, value: unknown, key: number): unknown {
  if (typeof value !== 'string') return value;
  const forms = kind === 'offset' ? otherOffsets(value) : otherPrecisions(value);
  return shuffle(key, forms).find(place.reply.at(place.schema.pointer).accepts) ?? value;
}

const EXTRA = 'lmsMockExtra';

function addExtra({ schema, reply }: Place, value: unknown): unknown {
  if (!isObject(value)) return value;
  const { accepts } = reply.at(schema.pointer);
  const extras: readonly unknown[] = ['a property that the document does not name', 1, true, null, {}, []];
  return extras.map((extra) => ({ ...value, [EXTRA]: extra })).find(accepts) ?? value;
}

/** 20.0 or 20e0 for 20, 90.910 for 90.91. Decimals of XML have no exponent, and its integers have no point. */
function writeOtherwise(value: unknown, syntax: MediaType['syntax'], key: number): unknown {
  if (typeof value !== 'number') return value;
  const text = String(value);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return value;
  const longer = text.includes('.') ? `${text}0` : `${text}.0`;
  const forms = syntax === 'json' ? [longer, `${text}e0`, `${text}E+0`] : [longer];
  return rawNumber(forms[drawBelow(key, forms.length)] ?? longer);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
