import { ContractError } from '../document.ts';
import type { DocumentReader } from '../document.ts';
import type { MediaType } from './media-type.ts';
import type { ReplySchema } from './reply-schema.ts';
import type * as PrismModule from '../prism.ts';
import type { FromPattern } from '../schema/sample-scalar.ts';
import { samplesOf } from '../schema/sample-value.ts';
import { bundleSchema } from '../schema/schema-copy.ts';
import { withoutWriteOnly } from './without-write-only.ts';
import { findPatternText } from '../schema/pattern-text.ts';
import { OutOfTimeError, withinTime } from '../schema/time-limit.ts';

/** What is asked of a body that a document makes. */
export interface BodyWish {
  /** A named example of the document. */
  readonly example?: string | undefined;
  /** Made up from the schema, whatever examples there are. */
  readonly dynamic: boolean;
  /** Decides what is left to chance. */
  readonly seed: string;
}

/** A body that a document makes. */
export interface MadeBody {
  readonly value: unknown;
  /** Why it doesn't conform to its schema; absent where it does, and for examples, which the document answers for. */
  readonly note?: string;
}

/** The bodies that don't depend on a request, once made. */
const shown = new WeakMap<MediaType, MadeBody>();

/** Makes a body of the document's examples, or else of its schema. */
export async function makeBody(mediaType: MediaType, wish: BodyWish): Promise<MadeBody> {
  const { examples, schema } = mediaType;
  if (wish.example !== undefined && examples.has(wish.example)) return { value: examples.get(wish.example) };
  if (!wish.dynamic && mediaType.shown !== undefined) return mediaType.shown;
  if (schema === undefined) return mediaType.shown ?? { value: mediaType.syntax === 'text' ? '' : {} };
  if (wish.dynamic) return fromSchema(schema, wish);
  const known = shown.get(mediaType);
  if (known !== undefined) return known;
  const made = await fromSchema(schema, wish);
  // A body that was made up depends on the request.
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

/** A value to try. One that is shown is the same for every request. */
interface Attempt {
  readonly value: unknown;
  readonly isShown: boolean;
}

/** Tries one way after another to make a value that conforms; the last resort is the first value, with a note. */
async function fromSchema(schema: ReplySchema, wish: BodyWish): Promise<MadeBody & { isShown: boolean }> {
  // Prism takes a while to load: only a document without examples pays for it.
  const prism = await import('../prism.ts');
  let first: Attempt | undefined;
  let problem = 'nothing can be made of the schema';
  for (const tried of attemptsOf(prism, schema, wish)) {
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

function* attemptsOf(prism: Prism, schema: ReplySchema, { dynamic, seed }: BodyWish): Iterable<Attempt> {
  if (dynamic) yield* madeUpOf(prism, schema, seed);
  yield { value: prism.showValue(bundlesOf(schema).whole), isShown: true };
  for (const value of samplesOf(schema.reader, schema.root, patternTextsOf(prism, schema)))
    yield { value, isShown: true };
  if (!dynamic) yield* madeUpOf(prism, schema, seed);
}

const patternTexts = new WeakMap<DocumentReader, Map<string, string | undefined>>();

/** Texts for the patterns of a document, each found once: a large schema has many, and finding one takes a while. */
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

/** What of a made value breaks its schema; undefined where nothing does. */
export function breachOfMade(schema: ReplySchema, value: unknown): string | undefined {
  try {
    const breach = withinTime(MAX_CHECK_MS, () => schema.breachOf(value));
    return breach === undefined ? undefined : `${breach.pointer} ${breach.message}`.trim();
  } catch (error) {
    if (error instanceof OutOfTimeError) return `it was not checked, which took longer than ${MAX_CHECK_MS} ms`;
    if (error instanceof ContractError) return error.problem;
    throw error;
  }
}
