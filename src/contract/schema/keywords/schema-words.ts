/** What the value of a keyword must be. `place` names a schema or its dialect, `note` is for people. */
type WordKind =
  | 'schema'
  | 'schemas'
  | 'named'
  | 'number'
  | 'count'
  | 'text'
  | 'flag'
  | 'names'
  | 'names-by-name'
  | 'list'
  | 'types'
  | 'any'
  | 'place'
  | 'note';

/** The keywords of JSON Schema 2020-12, and the annotations of OpenAPI and ours. */
const WORDS = {
  schema:
    'items additionalProperties unevaluatedItems unevaluatedProperties not if then else contains propertyNames contentSchema',
  schemas: 'allOf anyOf oneOf prefixItems',
  named: 'properties patternProperties $defs definitions dependentSchemas',
  number: 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf',
  count: 'minLength maxLength minProperties maxProperties minItems maxItems minContains maxContains',
  text: 'format pattern $ref $dynamicRef',
  flag: 'readOnly writeOnly uniqueItems',
  names: 'required',
  'names-by-name': 'dependentRequired',
  list: 'enum',
  types: 'type',
  any: 'const',
  place: '$schema $id $anchor $dynamicAnchor $vocabulary',
  note:
    '$comment title description default deprecated example examples contentMediaType contentEncoding xml externalDocs ' +
    'discriminator x-provenance x-source x-severity x-known-values x-variant',
} satisfies Record<WordKind, string>;

function wordsOf(kind: WordKind): ReadonlySet<string> {
  return new Set(WORDS[kind].split(' '));
}

const ONE = wordsOf('schema');
const LIST = wordsOf('schemas');
const NAMED = wordsOf('named');
const NOTES = wordsOf('note');
const PLACES = wordsOf('place');

/** The schemas that a keyword's value holds, each by its key there. */
export function schemasBelow(keyword: string, value: unknown): readonly (readonly [string | undefined, object])[] {
  if (typeof value !== 'object' || value === null) return [];
  if (ONE.has(keyword)) return [[undefined, value]];
  if (!LIST.has(keyword) && !NAMED.has(keyword)) return [];
  return Object.entries(value).flatMap(([key, schema]) =>
    typeof schema === 'object' && schema !== null ? [[key, Object(schema)] as const] : [],
  );
}

/** Whether a keyword's value is one schema, several in a list, or several by name; undefined where it holds none. */
export function holdsSchemas(keyword: string): 'one' | 'list' | 'named' | undefined {
  if (ONE.has(keyword)) return 'one';
  if (LIST.has(keyword)) return 'list';
  return NAMED.has(keyword) ? 'named' : undefined;
}

/** Whether a keyword checks nothing. */
export function isNote(keyword: string): boolean {
  return NOTES.has(keyword);
}

/** Whether a keyword says where a schema is found. References to it are replaced when a document is bundled. */
export function isPlace(keyword: string): boolean {
  return PLACES.has(keyword);
}

const TYPES: ReadonlySet<unknown> = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

/** What a keyword wants as its value, for a message; undefined where the value is that. */
type Wants = (value: unknown) => string | undefined;

const WANTS: Readonly<Record<Exclude<WordKind, 'place' | 'note'>, Wants>> = {
  schema: wants('a schema', isSchema),
  schemas: wants('a list of schemas', (value) => Array.isArray(value) && value.length > 0 && value.every(isSchema)),
  named: wants('schemas by name', (value) => isObject(value) && Object.values(value).every(isSchema)),
  number: wants('a number', isNumber),
  count: wants('a whole number', (value) => isNumber(value) && Number(value) >= 0 && Number.isInteger(Number(value))),
  text: wants('a text', (value) => typeof value === 'string'),
  flag: wants('true or false', (value) => typeof value === 'boolean'),
  names: wants('a list of names', isNames),
  'names-by-name': wants('lists of names by name', (value) => isObject(value) && Object.values(value).every(isNames)),
  list: wants('a list', Array.isArray),
  types: wants(
    'a type or a list of types',
    (value) => value !== undefined && [value].flat().every((one) => TYPES.has(one)),
  ),
  any: () => undefined,
};

const WANTED: ReadonlyMap<string, Wants> = new Map(
  Object.entries(WANTS).flatMap(([kind, want]) =>
    (Object.entries(WORDS).find(([name]) => name === kind)?.[1] ?? '').split(' ').map((word) => [word, want] as const),
  ),
);

/** Why the engine doesn't understand a keyword with its value; undefined where it does. */
export function problemOf(keyword: string, value: unknown): string | undefined {
  if (NOTES.has(keyword)) return undefined;
  const want = WANTED.get(keyword);
  if (want === undefined) return `strict mode: unknown keyword: "${keyword}"`;
  const wanted = want(value);
  return wanted === undefined ? undefined : `"${keyword}" must be ${wanted}`;
}

function wants(what: string, holds: (value: unknown) => boolean): Wants {
  return (value) => (holds(value) ? undefined : what);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSchema(value: unknown): boolean {
  return typeof value === 'boolean' || isObject(value);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
