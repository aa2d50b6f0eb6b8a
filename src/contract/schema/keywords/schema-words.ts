/** The type of a keyword's value. `place` identifies a schema or its dialect. `note` is an annotation. */
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

/** The schemas in a keyword's value, by their keys. */
export function schemasBelow(keyword: string, value: unknown): readonly (readonly [string | undefined, object])[] {
  if (typeof value !== 'object' || value === null) return [];
  if (ONE.has(keyword)) return [[undefined, value]];
  if (!LIST.has(keyword) && !NAMED.has(keyword)) return [];
  return Object.entries(value).flatMap(([key, schema]) =>
    typeof schema === 'object' && schema !== null ? [[key, Object(schema)] as const] : [],
  );
}

/** Whether a keyword's value is one schema, a list of schemas, or schemas by name. Undefined if it contains none. */
export function holdsSchemas(keyword: string): 'one' | 'list' | 'named' | undefined {
  if (ONE.has(keyword)) return 'one';
  if (LIST.has(keyword)) return 'list';
  return NAMED.has(keyword) ? 'named' : undefined;
}

/** Whether a keyword is an annotation, which checks nothing. */
export function isNote(keyword: string): boolean {
  return NOTES.has(keyword);
}

/** Whether a keyword identifies a schema. References to it are replaced when a document is bundled. */
export function isPlace(keyword: string): boolean {
  return PLACES.has(keyword);
}

const TYPES: ReadonlySet<unknown> = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

/** The expected value of a keyword, for a message. Undefined if the value is valid. */
type CheckWord = (value: unknown) => string | undefined;

const CHECKS: Readonly<Record<Exclude<WordKind, 'place' | 'note'>, CheckWord>> = {
  schema: mustBe('a schema', isSchema),
  schemas: mustBe('a list of schemas', (value) => Array.isArray(value) && value.length > 0 && value.every(isSchema)),
  named: mustBe('schemas by name', (value) => isObject(value) && Object.values(value).every(isSchema)),
  number: mustBe('a number', isNumber),
  count: mustBe('a whole number', (value) => isNumber(value) && Number(value) >= 0 && Number.isInteger(Number(value))),
  text: mustBe('a string', (value) => typeof value === 'string'),
  flag: mustBe('true or false', (value) => typeof value === 'boolean'),
  names: mustBe('a list of names', isNames),
  'names-by-name': mustBe('lists of names by name', (value) => isObject(value) && Object.values(value).every(isNames)),
  list: mustBe('a list', Array.isArray),
  types: mustBe(
    'a type or a list of types',
    (value) => value !== undefined && [value].flat().every((one) => TYPES.has(one)),
  ),
  any: () => undefined,
};

const CHECK_OF_KEYWORD: ReadonlyMap<string, CheckWord> = new Map(
  Object.entries(CHECKS).flatMap(([kind, check]) =>
    (Object.entries(WORDS).find(([name]) => name === kind)?.[1] ?? '').split(' ').map((word) => [word, check] as const),
  ),
);

/** Why the engine doesn't understand a keyword with its value. Undefined if it does. */
export function problemOf(keyword: string, value: unknown): string | undefined {
  if (NOTES.has(keyword)) return undefined;
  const check = CHECK_OF_KEYWORD.get(keyword);
  if (check === undefined) return `strict mode: unknown keyword: "${keyword}"`;
  const expected = check(value);
  return expected === undefined ? undefined : `"${keyword}" must be ${expected}`;
}

function mustBe(expected: string, isValid: (value: unknown) => boolean): CheckWord {
  return (value) => (isValid(value) ? undefined : expected);
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
