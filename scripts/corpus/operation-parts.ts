import type { OpenAPIV3_1 } from 'openapi-types';

import { createDocumentReader } from '../../src/contract/document-reader.ts';
import type { DocumentReader } from '../../src/contract/document.ts';
import { sampleOf } from '../../src/contract/schema/sample-value.ts';
import { createJudge } from './judge.ts';
import type { Judge } from './judge.ts';
import { fromPattern, repairsOf } from './repair-value.ts';
import { isTree, resolved } from './standalone-schema.ts';

type Tree = Record<string, unknown>;

/** A parameter with a value that an independent validator accepts. */
export interface SentParameter {
  readonly name: string;
  readonly in: string;
  readonly node: Tree;
  readonly value: unknown;
  readonly judge: Judge;
}

/** The body of a request. */
export interface SentBody {
  readonly mediaType: string;
  readonly isRequired: boolean;
  readonly node: Tree;
  readonly value: unknown;
  readonly judge: Judge;
}

/** The parts of a valid request to an operation, or why there is none. */
export type OperationParts =
  | { readonly kind: 'parts'; readonly parameters: readonly SentParameter[]; readonly body: SentBody | undefined }
  | { readonly kind: 'none'; readonly reason: string };

export type OperationNode = OpenAPIV3_1.OperationObject;

/** The needed members of an operation of a mounted document. */
export interface TriedOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly node: { readonly value: OperationNode };
}

/** The required parameters and the body of an operation, from examples if possible, else from the schemas. */
export async function partsOf(document: object, operation: TriedOperation): Promise<OperationParts> {
  // The document is an OpenAPI document: it has been mounted.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const reader = createDocumentReader('corpus', document as OpenAPIV3_1.Document, { isLenient: true });
  if (operation.path.includes('#'))
    return { kind: 'none', reason: 'no request reaches a path with a fragment of its own' };
  const parameters: SentParameter[] = [];
  for (const node of requiredParameters(document, operation)) {
    const [, media] = isTree(node['content']) ? (Object.entries(node['content'])[0] ?? []) : [];
    const holder = isTree(media) ? media : node;
    const judge = await createJudge(document, holder['schema'] ?? {}, 'request');
    const value = validValue(reader, { holder, judge, direction: 'parameter' });
    const name = String(node['name']);
    if (value === undefined) return { kind: 'none', reason: `no valid value for ${String(node['in'])}.${name}` };
    parameters.push({ name, in: String(node['in']), node, value: value.value, judge });
  }
  // In OpenAPI bodies of these methods are ignored.
  if (/^(GET|HEAD)$/.test(operation.method)) return { kind: 'parts', parameters, body: undefined };
  const requestBody = resolved(document, operation.node.value.requestBody);
  const content = resolved(document, requestBody?.['content']);
  const [mediaType, media] = preferred(content ?? {});
  if (mediaType === undefined || !isTree(media)) return { kind: 'parts', parameters, body: undefined };
  const judge = await createJudge(document, media['schema'] ?? {}, 'request');
  const direction = /urlencoded/i.test(mediaType) ? 'form' : 'body';
  const value = validValue(reader, { holder: media, judge, direction });
  if (value === undefined) return { kind: 'none', reason: `no valid value for the body ${mediaType}` };
  return {
    kind: 'parts',
    parameters,
    body: { mediaType, isRequired: requestBody?.['required'] === true, node: media, value: value.value, judge },
  };
}

function requiredParameters(document: object, { node, path }: TriedOperation): readonly Tree[] {
  const item = resolved(document, Object(Reflect.get(document, 'paths'))[path]) ?? {};
  const found = new Map<string, Tree>();
  for (const owner of [item, Object(node.value)]) {
    for (const each of Array.isArray(owner.parameters) ? owner.parameters : []) {
      const parameter = resolved(document, each);
      if (parameter !== undefined) found.set(`${String(parameter['in'])} ${String(parameter['name'])}`, parameter);
    }
  }
  return [...found.values()].filter((each) => {
    if (each['in'] === 'header' && /^(accept|content-type|authorization)$/i.test(String(each['name']))) return false;
    return each['in'] === 'path' ? path.includes(`{${String(each['name'])}}`) : each['required'] === true;
  });
}

/** JSON first, then forms, since both can be validated. */
function preferred(content: Tree): readonly [string, unknown] | readonly [] {
  const entries = Object.entries(content);
  const rank = ([name]: readonly [string, unknown]): number =>
    [/^application\/([^;]+\+)?json\b|^\*\/\*/i, /urlencoded/i, /multipart/i, /^text\//i].findIndex((each) =>
      each.test(name),
    );
  return entries.toSorted((a, b) => ((rank(a) + 9) % 9) - ((rank(b) + 9) % 9))[0] ?? [];
}

interface ValueSource {
  readonly holder: Tree;
  readonly judge: Judge;
  readonly direction: 'parameter' | 'form' | 'body';
}

/** The first value of the examples, else of the schema, that the independent validator accepts. */
function validValue(
  reader: DocumentReader,
  { holder, judge, direction }: ValueSource,
): { readonly value: unknown } | undefined {
  const named = Object.values(Object(holder['examples'])).map((each) => resolved(reader.document, each)?.['value']);
  const schema = isTree(holder['schema']) ? holder['schema'] : {};
  const made = sampleOf({ reader, fromPattern }, schema);
  const candidates = [holder['example'], ...named, made, ...repairsOf(reader.document, schema, made)].filter(
    (each) =>
      each !== undefined &&
      !(direction === 'parameter' && isEmpty(each)) &&
      !(direction === 'form' && Object.values(Object(each)).some(isEmpty)),
  );
  const isFine = (value: unknown): boolean => judge(value).kind !== 'invalid';
  for (const value of candidates) {
    if (isFine(value)) return { value };
    const number = direction === 'parameter' && typeof value === 'string' ? Number(value) : Number.NaN;
    if (!Number.isNaN(number) && isFine(number)) return { value: number };
  }
  return undefined;
}

/** A list or an object without members can't be written in a path, a header or a form. */
function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
