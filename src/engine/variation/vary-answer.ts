import { BATCH_SIZE, Walk, grouped, walkOver } from '../../walk.ts';
import { writeJson } from '../../contract/body/to-json.ts';
import type { MediaType } from '../../contract/reply/media-type.ts';
import { drawBelow, keyFor, shuffle } from './draw.ts';
import type { Answer } from '../outcome.ts';
import { possibleVariations } from './possible-variations.ts';
import { isValueVariation } from './variation-values.ts';
import type { Place } from './variation-values.ts';
import { variationNames } from './variation.ts';
import type { Variation, VariationName } from './variation.ts';
import { varyValue } from './vary-value.ts';

/** A varied answer, and the variations of its text. */
export interface VariedAnswer {
  readonly answer: Answer;
  /** The variations of the answer. Each one changes something. */
  readonly names: readonly VariationName[];
  /** Changes the form of numbers. Called after the check of the answer, because a schema doesn't see the form. */
  reform(answer: Answer): Answer;
  /** Adds whitespace to a piece of the text. */
  respace(text: string): string;
  /** The body is sent in chunks that end inside a character. */
  readonly isCut: boolean;
}

/** Number of rows that are reordered together. The first ones determine the variations. */
const WINDOW = 64;

/** A variation, and whether it is applied in every place or in every second one. */
interface Chosen {
  readonly name: VariationName;
  readonly everywhere: boolean;
}

/** The content of an answer: rows, or one value. */
interface Subject {
  readonly mediaType: MediaType;
  readonly place: Place | undefined;
  readonly isList: boolean;
  readonly key: number;
}

/**
 * Makes an answer awkward within its contract. The variations and their places are a pure function of the seed, the
 * operation and the answer. The first 64 rows (fewer if they are rare) determine the variations of all rows. A value that
 * would break its schema is not changed. Rows are made while they are sent, in blocks of 64.
 */
export function varyAnswer(
  answer: Answer,
  mediaType: MediaType,
  { variation, operationId }: { readonly variation: Variation; readonly operationId: string },
): VariedAnswer {
  const { schema, syntax } = mediaType;
  const rows = answer.kind === 'rows' ? answer.rows : Array.isArray(answer.value) ? answer.value : undefined;
  const isList = rows !== undefined && schema?.row !== undefined;
  const at = isList ? schema.row : schema?.root;
  const candidates = possibleVariations(mediaType).filter((name) => name !== 'whitespace' || !hasForm(answer));
  const subject: Subject = {
    mediaType,
    place: schema === undefined || at === undefined ? undefined : { schema: at, reply: schema, syntax },
    isList,
    key: keyFor(variation.seed, operationId),
  };
  const blocks = grouped(walkOver(isList ? rows : answer.kind === 'rows' ? [] : [answer.value]).batches(), WINDOW);
  const first = blocks.next();
  const sample = first.done === true ? [] : first.value;
  const chosen = choose(subject, candidates, sample, variation);
  const names = chosen.map(({ name }) => name);
  const isChosen = (name: VariationName): boolean => names.includes(name);

  function* varied(): Generator<readonly unknown[]> {
    yield varyBlock(subject, chosen, sample, 0);
    let index = sample.length;
    for (const block of blocks) {
      yield varyBlock(subject, chosen, block, index);
      index += block.length;
    }
  }

  const reformer = chosen.find(({ name }) => name === 'number-form');
  return {
    answer: isList || answer.kind === 'value' ? answerOf(answer, isList, varied()) : answer,
    names,
    reform: reformer === undefined ? same : (given) => reformAnswer(subject, reformer, given),
    respace: isChosen('whitespace') ? (text) => respace(text, syntax, keyFor(subject.key, 'whitespace')) : same,
    isCut: isChosen('chunk-split'),
  };
}

/** Whether rows are written in another form than an array. That form has its own texts, which must not get whitespace. */
function hasForm(answer: Answer): boolean {
  return answer.kind === 'rows' && answer.form !== undefined;
}

function answerOf(answer: Answer, isList: boolean, varied: IteratorObject<readonly unknown[]>): Answer {
  if (answer.kind === 'rows') return { ...answer, rows: ungrouped(varied) };
  const values = varied.toArray().flat();
  return { ...answer, value: isList ? values : values[0] };
}

function same<T>(value: T): T {
  return value;
}

/**
 * Chooses those of `only` that change something, or one to three others. Each is tried on the first rows. It is chosen only
 * if the rows would differ without it.
 */
function choose(
  subject: Subject,
  possible: readonly VariationName[],
  sample: readonly unknown[],
  { only, seed }: Variation,
): readonly Chosen[] {
  const candidates = possible.filter((name) => only?.includes(name) !== false);
  const key = keyFor(subject.key, seed);
  const count = only === undefined ? (COUNTS[drawBelow(key, COUNTS.length)] ?? 1) : candidates.length;
  let chosen: readonly Chosen[] = [];
  for (const name of only === undefined ? shuffle(key, candidates) : candidates) {
    if (chosen.length >= count) break;
    chosen = [false, true].map((everywhere) => inOrder([...chosen, { name, everywhere }])).find(hasEffect) ?? chosen;
  }
  return chosen;

  function hasEffect(trial: readonly Chosen[]): boolean {
    const whole = show(subject, trial, sample);
    return trial.every(({ name }) => {
      if (name === 'whitespace' || name === 'chunk-split') return true;
      return (
        show(
          subject,
          trial.filter((other) => other.name !== name),
          sample,
        ) !== whole
      );
    });
  }
}

/** Most answers have one variation, so that the cause of a failure is clear. */
const COUNTS = [1, 1, 1, 1, 2, 2, 3] as const;

function inOrder(chosen: readonly Chosen[]): readonly Chosen[] {
  return variationNames.flatMap((name) => chosen.filter((one) => one.name === name));
}

function show(subject: Subject, chosen: readonly Chosen[], sample: readonly unknown[]): string {
  const reformer = chosen.find(({ name }) => name === 'number-form');
  const varied = varyBlock(subject, chosen, sample, 0);
  return writeJson(reformer === undefined ? varied : varied.map((row) => reformRow(subject, reformer, row)));
}

/** Varies a block of rows that begins at the index `from`. */
function varyBlock(
  subject: Subject,
  chosen: readonly Chosen[],
  block: readonly unknown[],
  from: number,
): readonly unknown[] {
  const varied = block.map((row, index) => {
    let current = row;
    for (const one of chosen) current = varyRow(subject, one, current, from + index);
    return current;
  });
  const isShuffled = subject.isList && chosen.some(({ name }) => name === 'row-order');
  return isShuffled ? reorder(keyFor(subject.key, from), varied) : varied;
}

function reorder(key: number, rows: readonly unknown[]): readonly unknown[] {
  const shuffled = shuffle(key, rows);
  return shuffled.every((row, index) => row === rows[index]) ? shuffled.toReversed() : shuffled;
}

/** Varies a row. If the whole row would break its schema, it is not changed. */
function varyRow({ place, key }: Subject, { name, everywhere }: Chosen, row: unknown, index: number): unknown {
  if (place === undefined || !isValueVariation(name) || name === 'number-form') return row;
  const varied = varyValue({ name, everywhere }, place, row, keyFor(keyFor(key, name), index));
  return varied === row || place.reply.at(place.schema.pointer).accepts(varied) ? varied : row;
}

function reformAnswer(subject: Subject, reformer: Chosen, answer: Answer): Answer {
  const reform = (row: unknown): unknown => reformRow(subject, reformer, row);
  if (answer.kind === 'rows') return { ...answer, rows: walkOver(answer.rows).map(reform) };
  const { value } = answer;
  return { ...answer, value: subject.isList && Array.isArray(value) ? value.map(reform) : reform(value) };
}

function reformRow({ place, key }: Subject, { everywhere }: Chosen, row: unknown): unknown {
  if (place === undefined) return row;
  return varyValue({ name: 'number-form', everywhere }, place, row, keyFor(key, writeJson(row)));
}

/** The rows of blocks, in batches of the usual size. */
function ungrouped(blocks: IteratorObject<readonly unknown[]>): Walk<unknown> {
  return new Walk(
    () => grouped(blocks, BATCH_SIZE),
    () => blocks.flatMap((block) => block),
  );
}

const SPACES = [' ', '\n', '\r\n\t', '   '] as const;

/**
 * Adds insignificant whitespace to a piece of JSON or XML. A piece ends with a token. In our XML, adjacent tags have no
 * text between them.
 */
function respace(text: string, syntax: MediaType['syntax'], key: number): string {
  const space = SPACES[drawBelow(key, SPACES.length)] ?? ' ';
  if (syntax === 'xml') return text.replaceAll('><', `>${space}<`);
  // Strings are matched so that they are left unchanged.
  return text.replaceAll(/"(?:[^"\\]+|\\.)*"|[[\]{},:]/gs, (token) =>
    token.startsWith('"') ? token : space + token + space,
  );
}
