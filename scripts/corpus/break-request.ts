import type { OperationParts, SentParameter } from './operation-parts.ts';
import { isTree } from './standalone-schema.ts';

type Parts = Extract<OperationParts, { kind: 'parts' }>;

/** A request with one fault. */
export interface BrokenParts {
  readonly parts: Parts;
  /** `query.limit: type`, `body: minItems at /tags`. */
  readonly fault: string;
}

/** Maximum number of invalid requests for an operation. */
const MAX_FAULTS = 8;

/** Invalid requests. An independent validator finds one fault in each, with another keyword or place for every request. */
export function breakRequest({ parameters, body, ...parts }: Parts): readonly BrokenParts[] {
  const broken = new Map<string, BrokenParts>();
  const add = (fault: string, changed: Omit<Parts, 'kind'>): void => {
    if (!broken.has(fault)) broken.set(fault, { fault, parts: { ...parts, ...changed } });
  };
  for (const [index, parameter] of parameters.entries()) {
    const others = parameters.filter((each) => each !== parameter);
    if (parameter.in !== 'path') add(`${parameter.in}.${parameter.name}: required`, { parameters: others, body });
    for (const { value, keyword } of brokenTexts(parameter))
      add(`${parameter.in}.${parameter.name}: ${keyword}`, {
        parameters: parameters.with(index, { ...parameter, value }),
        body,
      });
  }
  if (body?.isRequired === true) add('body: absent', { parameters, body: undefined });
  // Members of other bodies are texts, which take almost any value.
  if (body !== undefined && /json/i.test(body.mediaType))
    for (const value of mutationsOf(body.value)) {
      const verdict = body.judge(value);
      const [error] = verdict.kind === 'invalid' ? verdict.errors : [];
      // A value with several faults tests each of them less.
      if (error !== undefined)
        add(`body: ${error.keyword} at ${error.at || '/'}`, { parameters, body: { ...body, value } });
    }
  else if (body !== undefined && /form/i.test(body.mediaType))
    for (const name of Object.keys(Object(body.value))) {
      const { [name]: _, ...value } = Object(body.value);
      // A form without fields is an empty body, which may be allowed.
      if (Object.keys(value).length === 0) continue;
      if (body.judge(value).kind === 'invalid')
        add(`body: required at /${name}`, { parameters, body: { ...body, value } });
    }
  return [...broken.values()].slice(0, MAX_FAULTS);
}

/** Invalid texts of a parameter. Lists and objects are left out, since their texts depend on the style. */
function brokenTexts({
  value,
  judge,
  node,
}: SentParameter): readonly { readonly value: string; readonly keyword: string }[] {
  if (typeof value === 'object' || node['content'] !== undefined) return [];
  return ['no-value!', '9'.repeat(400), '-1', '1.5'].flatMap((text) => {
    const readings = [text, ...(Number.isNaN(Number(text)) ? [] : [Number(text)])];
    const verdicts = readings.map((each) => judge(each));
    const [first] = verdicts;
    if (first?.kind !== 'invalid' || verdicts.some(({ kind }) => kind !== 'invalid')) return [];
    return [{ value: text, keyword: first.errors[0]?.keyword ?? 'schema' }];
  });
}

/** Variants of a value with one change: another type, a missing or additional member, longer, shorter or larger. */
function* mutationsOf(value: unknown): Iterable<unknown> {
  for (const other of [7, 'text', null, true, [], {}])
    if (typeof other !== typeof value || Array.isArray(other) !== Array.isArray(value)) yield other;
  if (typeof value === 'number') yield* [value + 0.345_678, -1e9, 1e12];
  if (typeof value === 'string') yield* ['', 'x'.repeat(5000), `${value}~`, '!'];
  if (Array.isArray(value)) {
    yield [...value, ...value];
    yield Array.from({ length: 200 }, () => value[0]);
    yield value.slice(1);
    for (const [index, each] of value.slice(0, 3).entries())
      for (const changed of mutationsOf(each)) yield value.with(index, changed);
  } else if (isTree(value)) {
    for (const name of Object.keys(value)) {
      const { [name]: _, ...others } = value;
      yield others;
    }
    yield { ...value, 'lms-mock-extra': 1 };
    yield Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`extra${index}`, index]));
    for (const [name, each] of Object.entries(value).slice(0, 30))
      for (const changed of mutationsOf(each)) yield { ...value, [name]: changed };
  }
}
