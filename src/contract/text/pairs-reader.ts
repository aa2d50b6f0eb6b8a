import type { Provenance, Severity } from '../document.ts';
import { entryOf } from '../schema/entry-of.ts';
import { nearestName } from '../match/nearest.ts';
import { parseQuery } from './query.ts';
import type { QueryPair } from './query.ts';
import type { TextForm } from './text-form.ts';
import { quote } from '../violation.ts';
import type { Violation } from '../violation.ts';

/** A field of a query string or of a form. */
export interface PairsField extends TextForm {
  readonly name: string;
  /** Other readings of the same pairs, for values that the schema refuses. */
  readonly others: readonly TextForm[];
  readonly severity: Severity;
  readonly provenance: Provenance;
  /** An object that may also be sent without brackets, so that a name that no other field has is one of its keys. */
  readonly alsoExploded: boolean;
}

/** The received pairs of a field, or the pairs of its members by their keys. */
export type ReceivedField = readonly QueryPair[] | ReadonlyMap<string, readonly QueryPair[]>;

/** The received pairs of all fields, by the names of the fields. */
export type ReceivedPairs = ReadonlyMap<string, ReceivedField>;

/** The pairs that were sorted into fields so far. */
interface PairsBeingRead {
  readonly pairs: Map<string, QueryPair[]>;
  readonly members: Map<string, Map<string, QueryPair[]>>;
}

export interface PairsReaderOptions {
  /** The provenance of violations for unknown names. */
  readonly provenance: Provenance;
  /** The location of a name in violations. */
  locate(name: string): string;
  /** Names that are not fields, but are known. Default none. */
  readonly ignored?: readonly string[];
}

/** Called with each pair that has no field. Without this callback, such a pair is a violation. */
type OnUnknownPair = (pair: QueryPair) => void;

/** Maximum number of violations of one request. */
export const MAX_VIOLATIONS = 50;

/** Sorts the pairs of a text into fields, and adds their violations to the list. */
export type PairsReader = (text: string, violations: Violation[], onUnknown?: OnUnknownPair) => ReceivedPairs;

/** The result for an empty text. */
const NOTHING: ReceivedPairs = new Map();

/** The reading by the first form that the text or the pairs have. Undefined if they have none. */
export function likeliestReading(
  field: TextForm & Pick<PairsField, 'others'>,
  decode: (form: TextForm) => unknown,
): unknown {
  const value = decode(field);
  return value === undefined ? field.others.map(decode).find((each) => each !== undefined) : value;
}

/** Decodes a field in one of its forms. Undefined if the pairs have another form. */
export function decodeField(form: TextForm, received: ReceivedField): unknown {
  if (received instanceof Map) return decodeMembers(form, received);
  const pairs = [...received.values()].flat();
  const last = pairs.at(-1);
  switch (form.shape) {
    case 'single':
      return last === undefined ? undefined : form.decode(form.readsEscaped ? last.escaped : last.value);
    case 'several':
      return pairs.map(({ value }) => form.decode(value));
    case 'brackets':
    case 'members':
      return undefined;
  }
}

function decodeMembers(form: TextForm, received: ReadonlyMap<string, readonly QueryPair[]>): unknown {
  if (form.readBrackets !== undefined)
    return form.readBrackets(new Map(Array.from(received, ([key, pairs]) => [key, pairs.map(({ value }) => value)])));
  if (form.shape === 'single' || form.shape === 'several') return undefined;
  const members: Record<string, unknown> = Object.create(null);
  for (const [key, pairs] of received) members[key] = form.decode(pairs.at(-1)?.value ?? '', key);
  return members;
}

/** Compiles a reader of query strings or form bodies with these fields. */
export function createPairsReader(
  fields: readonly PairsField[],
  { provenance, locate, ignored = [] }: PairsReaderOptions,
): PairsReader {
  const byName = new Map(fields.filter(({ shape }) => shape !== 'members').map((field) => [field.name, field]));
  const byKey = new Map(fields.flatMap((field) => field.keys.map((key) => [key, field] as const)));
  const absorber = fields.find(({ alsoExploded, isOpen }) => alsoExploded || isOpen);

  return (text, violations, onUnknown) => {
    if (text === '') return NOTHING;
    const received: PairsBeingRead = { pairs: new Map(), members: new Map() };
    for (const pair of parseQuery(text)) readPair(pair, received, violations, onUnknown);
    if (received.members.size === 0) return received.pairs;
    return new Map<string, ReceivedField>([...received.pairs, ...received.members]);
  };

  function readPair(
    pair: QueryPair,
    received: PairsBeingRead,
    violations: Violation[],
    onUnknown: OnUnknownPair | undefined,
  ): void {
    const field = byName.get(pair.name);
    if (pair.malformed && violations.length < MAX_VIOLATIONS) {
      const message = `a percent-escape in ${quote(pair.value)} can't be decoded`;
      violations.push({
        location: locate(pair.name),
        rule: 'malformed',
        message,
        severity: field?.severity ?? 'warning',
        provenance: 'assumed',
      });
    }
    if (field === undefined || formsOf(field).every(({ shape }) => shape === 'brackets')) {
      readKey(pair, received, violations, onUnknown);
    } else {
      const pairs = entryOf(received.pairs, field.name, () => []);
      if (field.shape === 'single' && pairs.length > 0) reportRepeated(pair, field, violations);
      pairs.push(pair);
    }
  }

  /** Reads a key of an object, with brackets (`proxy[page]=2`) or without. Any other name is unknown. */
  function readKey(
    pair: QueryPair,
    received: PairsBeingRead,
    violations: Violation[],
    onUnknown: OnUnknownPair | undefined,
  ): void {
    const bracket = pair.name.indexOf('[');
    const named = bracket > 0 && pair.name.endsWith(']') ? byName.get(pair.name.slice(0, bracket)) : undefined;
    const isNested = named !== undefined && formsOf(named).some(({ shape }) => shape === 'brackets');
    const owner = isNested ? named : (byKey.get(pair.name) ?? absorber);
    if (owner !== undefined) {
      const key = owner === named ? keyWithin(pair.name.slice(bracket + 1, -1)) : pair.name;
      const pairs = entryOf(
        entryOf(received.members, owner.name, () => new Map<string, QueryPair[]>()),
        key,
        () => [],
      );
      const isOfSeveral = formsOf(owner).some(({ readBrackets }) => readBrackets !== undefined);
      if (pairs.length > 0 && !isOfSeveral) reportRepeated(pair, owner, violations);
      pairs.push(pair);
    } else if (onUnknown !== undefined) {
      onUnknown(pair);
    } else if (violations.length < MAX_VIOLATIONS && !ignored.includes(pair.name)) {
      violations.push({
        location: locate(pair.name),
        rule: 'unknown',
        message: unknownMessage(pair.name),
        severity: 'warning',
        provenance,
      });
    }
  }

  function unknownMessage(name: string): string {
    if (byName.has(name)) return `its keys must be in brackets, ${name}[key]=value`;
    const known = [...byName.keys(), ...byKey.keys()];
    if (known.length === 0) return 'unknown parameter; the operation has no query parameters';
    const nearest = nearestName(name, known);
    return nearest !== undefined
      ? `unknown parameter; did you mean "${nearest}"?`
      : `unknown parameter; the parameters are ${known.join(', ')}`;
  }

  function reportRepeated({ name, value }: QueryPair, field: PairsField, violations: Violation[]): void {
    if (violations.length >= MAX_VIOLATIONS) return;
    const { severity, provenance: source } = field;
    const message = `must be sent only once; the last value, ${quote(value)}, is used`;
    violations.push({ location: locate(name), rule: 'repeated', message, severity, provenance: source });
  }
}

function formsOf(field: PairsField): readonly TextForm[] {
  return [field, ...field.others];
}

/** The key of `proxy[filter][age]` is `filter[age]`, as is that of `proxy[filter[age]]`. */
function keyWithin(brackets: string): string {
  const [first = '', ...nested] = brackets.split('][');
  return first.includes('[') ? brackets : first + nested.map((key) => `[${key}]`).join('');
}
