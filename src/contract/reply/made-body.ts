import { ContractError } from '../document.ts';
import type { DocumentReader } from '../document.ts';
import type { MediaType } from './media-type.ts';
import type { ReplySchema } from './reply-schema.ts';
import type * as PrismModule from '../prism.ts';
import type { FromPattern } from '../schema/sample-scalar.ts';
import { samplesOf } from '../schema/sample-value.ts';
import { bundleSchema } from './bundle-schema.ts';
import { withoutWriteOnly } from './without-write-only.ts';
import { findPatternText } from '../schema/pattern-text.ts';
import { OutOfTimeError, withinTime } from '../schema/time-limit.ts';

/** How a body is made from a document. */
export interface BodyOptions {
  /** A named example of the document. */
  readonly example?: string | undefined;
  /** Makes a random body of the schema, even if there are examples. */
  readonly dynamic: boolean;
  /** The seed of random values. */
  readonly seed: string;
}

/** A body that was made from a document. */
export interface MadeBody {
  readonly value: unknown;
  /** Why it doesn't conform to its schema. Absent if it does. Examples of the document are not checked. */
  readonly note?: string;
}

/** The made bodies that don't depend on a request. */
const shown = new WeakMap<MediaType, MadeBody>();

/** Makes a body from the document's examples, or from its schema if there are none. */
export async function makeBody(mediaType: MediaType, options: BodyOptions): Promise<MadeBody> {
  const { examples, schema } = mediaType;
  if (options.example !== undefined && examples.has(options.example)) return { value: examples.get(options.example) };
  if (!options.dynamic && mediaType.shown !== undefined) return mediaType.shown;
  if (schema === undefined) return mediaType.shown ?? { value: mediaType.syntax === 'text' ? '' : {} };
  if (options.dynamic) return fromSchema(schema, options);
  const known = shown.get(mediaType);
  if (known !== undefined) return known;
  const made = await fromSchema(schema, options);
  // A random body depends on the request.
  if (made.isShown) shown.set(mediaType, made);
  return made;
}

type Bundle = ReturnType<typeof bundleSchema>;

const bundles = new WeakMap<ReplySchema, { readonly whole: Bundle; readonly bare: Bundle }>();

function bundlesOf(schema: ReplySchema): { readonly whole: Bundle; readonly bare: Bundle } {
  const known = bundles.get(schema);
  if (known !== undefined) return known;
  const { reader, root } = schema;
  const made = {
    whole: bundleSchema(reader, root, { isExample: true }),
    bare: bundleSchema(reader, root, { isExample: false }),
  };
  bundles.set(schema, made);
  return made;
}

/** A possible value. If `isShown`, it is the same for every request. */
interface Attempt {
  readonly value: unknown;
  readonly isShown: boolean;
}

/** Tries several ways to make a value that conforms. If none does, the first value gets a note. */
async function fromSchema(schema: ReplySchema, options: BodyOptions): Promise<MadeBody & { isShown: boolean }> {
  // Prism loads slowly, so it is loaded only for documents without examples.
  const prism = await import('../prism.ts');
  let first: Attempt | undefined;
  let problem = 'no value could be made from the schema';
  for (const tried of attemptsOf(prism, schema, options)) {
    if (tried.value === undefined) continue;
    const made = { ...tried, value: withoutWriteOnly(schema.reader, schema.root, tried.value) };
    const breach = breachOfMade(schema, made.value);
    if (breach === undefined) return made;
    if (first === undefined) [first, problem] = [made, breach];
  }
  const { value = null, isShown = false } = first ?? {};
  return { value, isShown, note: `The body doesn't conform to its schema: ${problem}.` };
}

type Prism = Pick<typeof PrismModule, 'showValue' | 'makeUpValue'>;

function* attemptsOf(prism: Prism, schema: ReplySchema, { dynamic, seed }: BodyOptions): Iterable<Attempt> {
  if (dynamic) yield* madeUpOf(prism, schema, seed);
  yield { value: prism.showValue(bundlesOf(schema).whole), isShown: true };
  for (const value of samplesOf(schema.reader, schema.root, patternTextsOf(prism, schema)))
    yield { value, isShown: true };
  if (!dynamic) yield* madeUpOf(prism, schema, seed);
}

const patternTexts = new WeakMap<DocumentReader, Map<string, string | undefined>>();

/** Texts for the patterns of a document. They are cached, because a large schema has many and finding one is slow. */
function patternTextsOf({ makeUpValue }: Prism, { reader }: ReplySchema): FromPattern {
  const known = patternTexts.get(reader) ?? new Map<string, string | undefined>();
  patternTexts.set(reader, known);
  return (text) => {
    const key = JSON.stringify([text.pattern, text.minLength, text.maxLength]);
    if (!known.has(key)) {
      const make = (pattern: string, seed: string): unknown =>
        makeUpValue({ schema: { type: 'string', pattern }, bundle: {} }, seed);
      known.set(key, findPatternText(text, make));
    }
    return known.get(key);
  };
}

function* madeUpOf({ makeUpValue }: Prism, schema: ReplySchema, seed: string): Iterable<Attempt> {
  for (const each of [seed, `${seed}/1`, `${seed}/2`])
    yield { value: makeUpValue(bundlesOf(schema).bare, each), isShown: false };
}

/** Maximum time of a check of a made value. */
const MAX_CHECK_MS = 1_000;

/** How a made value breaks its schema. Undefined if it conforms. */
export function breachOfMade(schema: ReplySchema, value: unknown): string | undefined {
  try {
    const breach = withinTime(MAX_CHECK_MS, () => schema.breachOf(value));
    return breach === undefined ? undefined : `${breach.pointer} ${breach.message}`.trim();
  } catch (error) {
    if (error instanceof OutOfTimeError)
      return `it was not checked, because the check took longer than ${MAX_CHECK_MS} ms`;
    if (error instanceof ContractError) return error.problem;
    throw error;
  }
}
