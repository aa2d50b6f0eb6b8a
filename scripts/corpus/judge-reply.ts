import { toJson } from '../../src/contract/body/to-json.ts';
import { createJudge } from './judge.ts';
import type { TriedOperation } from './operation-parts.ts';
import type { Answer } from './send.ts';
import { resolved } from './standalone-schema.ts';

/** The result of a check of a reply. */
export type ReplyFinding =
  | { readonly kind: 'valid' | 'no-schema' }
  | { readonly kind: 'unjudged'; readonly reason: string }
  | {
      readonly kind: 'off-schema';
      readonly reason: string;
      /** Whether the invalid value is an example or a default of the document itself. */
      readonly isOwnExample: boolean;
      /** Whether the reply has the header `x-lms-mock-note`. */
      readonly isMarked: boolean;
    };

/** Validates a reply against the schema of its status and media type. Only JSON is validated. */
export async function judgeReply(document: object, { node }: TriedOperation, answer: Answer): Promise<ReplyFinding> {
  const responses = resolved(document, node.value.responses) ?? {};
  const { status, headers, text } = answer;
  const range = `${Math.floor(status / 100)}XX`;
  const key =
    Object.keys(responses).find((each) => each === String(status)) ??
    Object.keys(responses).find((each) => each.toUpperCase() === range) ??
    'default';
  const content = resolved(document, resolved(document, responses[key])?.['content']) ?? {};
  const type = essenceOf(headers['content-type'] ?? '');
  const entry = Object.entries(content).find(([name]) => covers(essenceOf(name), type));
  const media = resolved(document, entry?.[1]);
  if (media?.['schema'] === undefined) return { kind: 'no-schema' };
  if (!/^application\/([^;]+\+)?json$/i.test(type))
    return { kind: 'unjudged', reason: `a reply of ${type} is not judged` };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'off-schema', reason: 'the reply is not JSON', isOwnExample: false, isMarked: false };
  }
  const verdict = (await createJudge(document, media['schema'], 'reply'))(value);
  if (verdict.kind !== 'invalid') return verdict;
  const shown = shownIn(document, media);
  const own = verdict.errors.some(({ at }) =>
    placesUp(at).some((place) => shown.has(JSON.stringify(valueAt(value, place)))),
  );
  const [{ keyword, at } = { keyword: 'schema', at: '' }] = verdict.errors;
  return {
    kind: 'off-schema',
    reason: `${keyword} at ${at || '/'}: ${(JSON.stringify(valueAt(value, at)) ?? 'nothing').slice(0, 120)}`,
    isOwnExample: own,
    isMarked: headers['x-lms-mock-note'] !== undefined,
  };
}

function essenceOf(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

function covers(range: string, type: string): boolean {
  return range === type || range === '*/*' || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));
}

/** A place and its parent, since a missing member is an error of the parent. */
function placesUp(at: string): readonly string[] {
  return [at, at.replace(/\/[^/]*$/, '')];
}

function valueAt(value: unknown, pointer: string): unknown {
  let node = value;
  for (const key of pointer.split('/').slice(1))
    node =
      typeof node === 'object' && node !== null
        ? Reflect.get(node, key.replaceAll('~1', '/').replaceAll('~0', '~'))
        : undefined;
  return node;
}

/** All examples and defaults of a media type and its schemas, with the values in them. */
function shownIn(document: object, media: object): ReadonlySet<string> {
  const shown = new Set<string>();
  const seen = new Set<unknown>();
  const show = (value: unknown): void => {
    // A `$ref` in an example is data.
    shown.add(toJson(value));
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(show);
  };
  const todo: unknown[] = [media];
  for (let node = todo.pop(); todo.length > 0 || node !== undefined; node = todo.pop()) {
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    for (const [key, below] of Object.entries<unknown>(Object(node))) {
      if (['example', 'default', 'value'].includes(key)) show(below);
      if (key === 'examples') Object.values(Object(below)).forEach(show);
      if (key === '$ref') todo.push(resolved(document, node));
      todo.push(below);
    }
  }
  return shown;
}
