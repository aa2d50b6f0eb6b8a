import type { Provenance, Severity } from '../document.ts';
import { entryOf } from '../schema/entry-of.ts';
import { nearestName } from '../match/nearest.ts';
import { parseQuery } from './query.ts';
import type { QueryPair } from './query.ts';
import type { TextForm } from './text-form.ts';
import { quote } from '../violation.ts';
import type { Violation } from '../violation.ts';

/** A value that names and texts of a query string, or of a form, make up. */
export interface PairsField extends TextForm {
  readonly name: string;
  /** Other readings of the same pairs, for values that the schema refuses. */
  readonly others: readonly TextForm[];
  readonly severity: Severity;
  readonly provenance: Provenance;
  /** An object that may also arrive without brackets, so that a name no other field has is a key of it. */
  readonly alsoExploded: boolean;
}

/** What came of one field: its pair, its pairs, or the pairs of its members by their keys. */
export type ReceivedField = readonly QueryPair[] | ReadonlyMap<string, readonly QueryPair[]>;

/** What a query string brought, by the name of its field. */
export type ReceivedPairs = ReadonlyMap<string, ReceivedField>;

/** The same, while it is being sorted. */
interface PairsBeingRead {
  readonly pairs: Map<string, QueryPair[]>;
  readonly members: Map<string, Map<string, QueryPair[]>>;
}

export interface PairsReaderOptions {
  /** Who says that a name that nobody knows is a breach. */
  readonly provenance: Provenance;
  /** Where a pair stands, as a violation says it. */
  locate(name: string): string;
  /** Names that are no field's, yet nothing unknown. */
  readonly passedOver?: readonly string[];
}

/** Takes a pair that is no field's, where that is no violation. */
type Keep = (pair: QueryPair) => void;

/** So many violations are told of one request; a client that makes more has been told enough. */
export const MAX_VIOLATIONS = 50;

/** Sorts the pairs of a text into fields, and adds what is wrong with them to the violations. */
export type PairsReader = (text: string, violations: Violation[], keep?: Keep) => ReceivedPairs;

/** What an empty text brings. */
const NOTHING: ReceivedPairs = new Map();

/** The value of a field in one of its forms; undefined where the pairs have another form. */
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

/** Compiles what reads a query string, or the body of a form, by the fields that there are. */
export function createPairsReader(
  fields: readonly PairsField[],
  { provenance, locate, passedOver = [] }: PairsReaderOptions,
): PairsReader {
  const byName = new Map(fields.filter(({ shape }) => shape !== 'members').map((field) => [field.name, field]));
  const byKey = new Map(fields.flatMap((field) => field.keys.map((key) => [key, field] as const)));
  const absorber = fields.find(({ alsoExploded, isOpen }) => alsoExploded || isOpen);

  return (text, violations, keep) => {
    if (text === '') return NOTHING;
    const received: PairsBeingRead = { pairs: new Map(), members: new Map() };
    for (const pair of parseQuery(text)) readPair(pair, received, violations, keep);
    if (received.members.size === 0) return received.pairs;
    return new Map<string, ReceivedField>([...received.pairs, ...received.members]);
  };

  function readPair(pair: QueryPair, received: PairsBeingRead, violations: Violation[], keep: Keep | undefined): void {
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
    if (field === undefined || field.shape === 'brackets') {
      readKey(pair, received, violations, keep);
    } else {
      const pairs = entryOf(received.pairs, field.name, () => []);
      if (field.shape === 'single' && pairs.length > 0) reportRepeated(pair, field, violations);
      pairs.push(pair);
    }
  }

  /** Reads `proxy[page]=2`, or a key without brackets of an object that arrives so; else it is unknown. */
  function readKey(pair: QueryPair, received: PairsBeingRead, violations: Violation[], keep: Keep | undefined): void {
    const bracket = pair.name.indexOf('[');
    const named = bracket > 0 && pair.name.endsWith(']') ? byName.get(pair.name.slice(0, bracket)) : undefined;
    const owner = named?.shape === 'brackets' ? named : (byKey.get(pair.name) ?? absorber);
    if (owner !== undefined) {
      const key = owner === named ? keyWithin(pair.name.slice(bracket + 1, -1)) : pair.name;
      const pairs = entryOf(
        entryOf(received.members, owner.name, () => new Map<string, QueryPair[]>()),
        key,
        () => [],
      );
      if (pairs.length > 0 && owner.readBrackets === undefined) reportRepeated(pair, owner, violations);
      pairs.push(pair);
    } else if (keep !== undefined) {
      keep(pair);
    } else if (violations.length < MAX_VIOLATIONS && !passedOver.includes(pair.name)) {
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
    if (known.length === 0) return 'unknown parameter; the operation has none in the query';
    const nearest = nearestName(name, known);
    return nearest !== undefined
      ? `unknown parameter; did you mean "${nearest}"?`
      : `unknown parameter; known are ${known.join(', ')}`;
  }

  function reportRepeated({ name, value }: QueryPair, field: PairsField, violations: Violation[]): void {
    if (violations.length >= MAX_VIOLATIONS) return;
    const { severity, provenance: source } = field;
    const message = `sent more than once, but takes one value; the last one, ${quote(value)}, is read`;
    violations.push({ location: locate(name), rule: 'repeated', message, severity, provenance: source });
  }
}

/** The key of `proxy[filter][age]` is `filter[age]`, as is that of `proxy[filter[age]]`. */
function keyWithin(brackets: string): string {
  const [first = '', ...nested] = brackets.split('][');
  return first.includes('[') ? brackets : first + nested.map((key) => `[${key}]`).join('');
}
