import { METHODS } from '../../contract/operation.ts';
import { pointerTo } from '../../contract/document.ts';
import { isTree, nodesOf, resolveIn, treesIn } from './document-nodes.ts';
import type { Tree } from './document-nodes.ts';
import { formBody, schemaOf, toParameter } from './swagger-parameter.ts';

/** A parameter in the original document, with references followed. */
interface Parameter {
  readonly value: Tree;
  /** Its place in the original document. */
  readonly pointer: string;
}

/** The original places of the parts of the upgraded document, by their new pointers. */
type Places = Map<string, string>;

/**
 * Converts a document of Swagger 2.0 to OpenAPI 3.0, in place. Definitions keep their places.
 *
 * @returns Converts a pointer into the new document to the original place.
 */
export function upgradeSwagger(document: Tree): (pointer: string) => string {
  const places: Places = new Map([
    ['#/components/schemas', '#/definitions'],
    ['#/components/securitySchemes', '#/securityDefinitions'],
    ['#/servers', '#/basePath'],
  ]);
  for (const { kind, value } of nodesOf(document)) if (kind === 'schema') upgradeSwaggerSchema(value);
  for (const [path, item] of treesIn(document['paths'])) {
    for (const method of METHODS) {
      const operation = item[method];
      const pointer = pointerTo('#/paths', path);
      if (isTree(operation)) upgradeOperation({ document, item, operation, pointer, method, places });
    }
    delete item['parameters'];
  }
  const { definitions, securityDefinitions } = document;
  document['components'] = {
    schemas: isTree(definitions) ? definitions : {},
    securitySchemes: Object.fromEntries(treesIn(securityDefinitions).map(([name, each]) => [name, toScheme(each)])),
  };
  document['servers'] = serversOf(document);
  delete document['swagger'];
  return (pointer) => originalOf(places, pointer);
}

function originalOf(places: Places, pointer: string): string {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const place = places.get(pointer.slice(0, end));
    if (place !== undefined) return place + pointer.slice(end);
  }
  return pointer;
}

function upgradeSwaggerSchema(schema: Tree): void {
  if (typeof schema['discriminator'] === 'string') schema['discriminator'] = { propertyName: schema['discriminator'] };
  if (schema['type'] === 'file') Object.assign(schema, { type: 'string', format: 'binary' });
  if (schema['x-nullable'] === true) schema['nullable'] = true;
}

interface Place {
  readonly document: Tree;
  readonly item: Tree;
  readonly operation: Tree;
  /** The pointer of the path. */
  readonly pointer: string;
  readonly method: string;
  readonly places: Places;
}

function upgradeOperation(place: Place): void {
  const { document, operation, pointer, method, places } = place;
  const at = pointerTo(pointer, method);
  const all = parametersOf(place);
  const consumes = namesIn(operation['consumes'] ?? document['consumes']);
  const produces = namesIn(operation['produces'] ?? document['produces']);
  const body = all.find(({ value }) => value['in'] === 'body');
  const fields = all.filter(({ value }) => value['in'] === 'formData');
  if (body !== undefined) {
    const types = consumes.length === 0 ? ['application/json'] : consumes;
    const { schema = {}, description, required, 'x-example': example } = body.value;
    const media = example === undefined ? { schema } : { schema, example };
    operation['requestBody'] = { ...textOf(description), required: required === true, content: inEach(types, media) };
    places.set(pointerTo(at, 'requestBody'), body.pointer);
    for (const type of types) keepSchema(places, pointerTo(at, 'requestBody', 'content', type), body.pointer);
  } else if (fields.length > 0) {
    operation['requestBody'] = formBody(
      fields.map(({ value }) => value),
      consumes,
    );
    places.set(pointerTo(at, 'requestBody'), pointerTo(at, 'parameters'));
  }
  const others = all.filter(({ value }) => value['in'] !== 'body' && value['in'] !== 'formData');
  operation['parameters'] = others.map(({ value }) => toParameter(value));
  for (const [index, each] of others.entries()) {
    places.set(pointerTo(at, 'parameters', index), each.pointer);
    places.set(pointerTo(at, 'parameters', index, 'schema'), each.pointer);
  }
  const responses = Object.entries(Object(operation['responses'])).map(([status, node]) => {
    const responsePointer = pointerTo(at, 'responses', status);
    const found = resolveIn(document, node);
    if (found === undefined) return [status, node] as const;
    if (found.pointer !== undefined) places.set(responsePointer, found.pointer);
    const response = toResponse(found.value, produces);
    for (const type of Object.keys(Object(response['content'])))
      keepSchema(places, pointerTo(responsePointer, 'content', type), found.pointer ?? responsePointer);
    return [status, response] as const;
  });
  operation['responses'] = Object.fromEntries(responses);
}

function keepSchema(places: Places, mediaType: string, original: string): void {
  places.set(mediaType, original);
  places.set(pointerTo(mediaType, 'schema'), pointerTo(original, 'schema'));
}

/** The parameters of an operation and its path. Those of the operation have precedence. */
function parametersOf({ document, item, operation, pointer, method }: Place): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const [owner, at] of [
    [item, pointer],
    [operation, pointerTo(pointer, method)],
  ] as const) {
    const list: unknown = owner['parameters'];
    for (const [index, node] of (Array.isArray(list) ? list : []).entries()) {
      const target = resolveIn(document, node);
      if (target === undefined) continue;
      const { value, pointer: place = pointerTo(at, 'parameters', index) } = target;
      // An operation has only one body, so its name is ignored.
      const key = value['in'] === 'body' ? 'body' : `${String(value['in'])} ${String(value['name'])}`;
      found.set(key, { value, pointer: place });
    }
  }
  return [...found.values()];
}

function toResponse(response: Tree, produces: readonly string[]): Tree {
  const { schema, examples, headers, ...others } = response;
  const shown = isTree(examples) ? examples : {};
  const isFile = isTree(schema) && schema['format'] === 'binary';
  const fallback = isFile ? 'application/octet-stream' : 'application/json';
  // A response without a schema has no body, unless it has an example.
  const declared = schema === undefined ? [] : produces.length === 0 ? [fallback] : produces;
  const types = [...new Set([...declared, ...Object.keys(shown).filter(isMediaType)])];
  const content = types.map((type) => {
    const described = schema === undefined ? {} : { schema };
    return [type, Object.hasOwn(shown, type) ? { ...described, example: shown[type] } : described];
  });
  return {
    ...others,
    ...(isTree(headers)
      ? { headers: Object.fromEntries(treesIn(headers).map(([name, each]) => [name, toHeader(each)])) }
      : {}),
    ...(content.length === 0 ? {} : { content: Object.fromEntries(content) }),
  };
}

function isMediaType(name: string): boolean {
  return /^[\w.+*-]+\/[\w.+*-]+/.test(name);
}

function toHeader(header: Tree): Tree {
  if (typeof header['$ref'] === 'string') return header;
  return { ...textOf(header['description']), schema: schemaOf(header) };
}

const FLOWS: Readonly<Record<string, string>> = {
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
};

function toScheme(scheme: Tree): Tree {
  const { type, flow, authorizationUrl, tokenUrl, scopes = {}, ...others } = scheme;
  if (type === 'basic') return { ...others, type: 'http', scheme: 'basic' };
  if (type !== 'oauth2') return scheme;
  const name = typeof flow === 'string' ? (FLOWS[flow] ?? flow) : 'implicit';
  const urls = Object.fromEntries(
    Object.entries({ authorizationUrl, tokenUrl }).filter(([, url]) => url !== undefined),
  );
  return { ...others, type, flows: { [name]: { ...urls, scopes } } };
}

function serversOf({ host, basePath = '', schemes }: Tree): readonly Tree[] {
  const path = String(basePath).replace(/^(?=[^/])/, '/');
  if (typeof host !== 'string') return path === '' ? [] : [{ url: path }];
  const names = namesIn(schemes);
  return (names.length === 0 ? ['https'] : names).map((scheme) => ({ url: `${scheme}://${host}${path}` }));
}

function inEach(types: readonly string[], media: Tree): Tree {
  return Object.fromEntries(types.map((type) => [type, media]));
}

function namesIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
}

function textOf(description: unknown): Tree {
  return typeof description === 'string' ? { description } : {};
}
