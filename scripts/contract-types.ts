import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import type { JSONSchema } from 'json-schema-to-typescript';
import type { OpenAPIV3_1 } from 'openapi-types';
import { parse } from 'yaml';

import { apiNames } from '../src/apis/index.ts';
import type { ApiName } from '../src/apis/index.ts';
import { specFileOf } from '../src/config/contracts.ts';
import { METHODS } from '../src/contract/operation.ts';
import { createDocumentReader } from '../src/contract/document-reader.ts';
import type { DocumentReader } from '../src/contract/document.ts';

/** Prefixes of the types of APIs, if they differ from the capitalised name. */
const PREFIXES: ReadonlyMap<string, string> = new Map([['stackone', 'StackOne']]);

const PLACES = ['path', 'query', 'header', 'cookie'] as const;

/** The file of an API's generated types. */
export function typesFileOf(api: ApiName): string {
  return fileURLToPath(new URL(`../src/apis/${api}/contract-types.ts`, import.meta.url));
}

/**
 * The types of an API's contract as TypeScript: an exported type for each schema (`MoocitCompletion`), and two for each operation:
 * the values of its parameters and body (`ListCompletionsValues`), and the body of each of its replies
 * (`ListCompletionsReplies`).
 */
export async function contractTypesOf(api: ApiName): Promise<string> {
  const prefix = prefixOf(api);
  const document: OpenAPIV3_1.Document = parse(await readFile(specFileOf(api), 'utf8'));
  const reader = createDocumentReader(api, document);
  const schemas = Object.entries(document.components?.schemas ?? {}).map(([name, schema]): [string, object] => [
    prefix + name,
    schema,
  ]);
  const operations = operationsOf(document).map((operation): Described => {
    const { operationId = '' } = operation;
    const type = capitalised(operationId);
    return { operationId, type, values: valuesOf(reader, operation), replies: repliesOf(reader, operation) };
  });
  const types = operations.flatMap((operation): readonly [string, object][] => {
    const { operationId, type, values, replies } = operation;
    return [
      [`${type}Values`, { description: `The parameters and the body of a request of ${operationId}.`, ...values }],
      [`${type}Replies`, { description: `The bodies of the replies of ${operationId}, by status.`, ...replies }],
    ];
  });
  const $defs: unknown = JSON.parse(
    JSON.stringify(Object.fromEntries([...schemas, ...types]))
      .replaceAll('"#/components/schemas/', `"#/$defs/${prefix}`)
      .replaceAll(/"(?:example|examples|default)":/g, '"x-ignored":'),
  );
  const root: JSONSchema = { title: 'Unused', type: 'object', additionalProperties: false, ...Object({ $defs }) };
  const text = await compile(root, 'Unused', {
    additionalProperties: false,
    bannerComment: `// Made from specs/${api}.yaml by npm run generate. Do not edit.`,
    style: { printWidth: 120, singleQuote: true },
    unreachableDefinitions: true,
  });
  return (
    text
      .replaceAll(
        /( \*\n)? \* This interface was referenced by `Unused`'s JSON-Schema\n \* via the `definition` "\w+"\.\n/g,
        '',
      )
      .replaceAll(/\/\*\*\n \*\/\n/g, '')
      .replace(/export interface Unused \{\s*\}\n/, '')
      // Code compares statuses as numbers.
      .replaceAll(/^ {2}'(\d{3})': /gm, '  $1: ')
      .trimEnd()
      .concat(
        byOperation('The values of each operation', `${prefix}Operations`, 'Values', operations),
        byOperation('The replies of each operation', `${prefix}Replies`, 'Replies', operations),
      )
  );
}

/** An operation with the schemas of its types, whose names begin with `type`. */
interface Described {
  readonly operationId: string;
  readonly type: string;
  readonly values: object;
  readonly replies: object;
}

function byOperation(what: string, name: string, suffix: string, operations: readonly Described[]): string {
  const members = operations.map(({ operationId, type }) => `  readonly ${operationId}: ${type}${suffix};\n`);
  return `\n/**\n * ${what}, by operationId.\n */\nexport interface ${name} {\n${members.join('')}}\n`;
}

/** The bodies of the replies, by status. A reply of several media types has the body of any of them. */
function repliesOf(reader: DocumentReader, { responses = {} }: OpenAPIV3_1.OperationObject): object {
  const properties = Object.entries(responses).map(([status, response]): [string, object] => {
    const { description, content = {} } = reader.resolve<OpenAPIV3_1.ResponseObject>(response, '#').value;
    const schemas = new Map(
      Object.values(content).map(({ schema = {} }): [string, object] => [JSON.stringify(schema), schema]),
    );
    const [first = { tsType: 'undefined' }, ...others] = schemas.values();
    const schema = others.length === 0 ? first : { anyOf: [first, ...others] };
    // A named schema with its own description would become another type.
    return [status, '$ref' in schema ? schema : { description, ...schema }];
  });
  const required = properties.map(([status]) => status);
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties), required };
}

function operationsOf({ paths = {} }: OpenAPIV3_1.Document): readonly OpenAPIV3_1.OperationObject[] {
  return Object.values(paths).flatMap((path = {}) =>
    METHODS.flatMap((method) => {
      const operation: unknown = Reflect.get(path, method.toLowerCase());
      return isOperation(operation)
        ? [{ ...operation, parameters: [...(path.parameters ?? []), ...(operation.parameters ?? [])] }]
        : [];
    }),
  );
}

function isOperation(value: unknown): value is OpenAPIV3_1.OperationObject {
  return typeof value === 'object' && value !== null && 'responses' in value;
}

/** A value that breaks the contract is left out, so only parameters of the path are always present. */
function valuesOf(reader: DocumentReader, { parameters = [], requestBody }: OpenAPIV3_1.OperationObject): object {
  const all = parameters.map((parameter) => reader.resolve<OpenAPIV3_1.ParameterObject>(parameter, '#').value);
  const places = PLACES.map((place) => {
    const here = all.filter((parameter) => parameter.in === place);
    const properties = Object.fromEntries(
      here.map(({ name, schema = {}, description }) => [
        place === 'header' ? name.toLowerCase() : name,
        { description, ...schema },
      ]),
    );
    return [
      place,
      {
        type: 'object',
        additionalProperties: false,
        properties,
        required: place === 'path' ? Object.keys(properties) : [],
      },
    ];
  });
  const body =
    requestBody === undefined ? undefined : reader.resolve<OpenAPIV3_1.RequestBodyObject>(requestBody, '#').value;
  const [content] = Object.values(body?.content ?? {});
  const properties = {
    ...Object.fromEntries(places),
    ...(body === undefined ? {} : { body: content?.schema ?? {}, bodyType: { type: 'string' } }),
  };
  return { type: 'object', additionalProperties: false, properties, required: PLACES };
}

/** The prefix of an API's types. */
function prefixOf(api: ApiName): string {
  return PREFIXES.get(api) ?? capitalised(api);
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The file that exports the generated types of all APIs. */
export const allTypesFile: string = fileURLToPath(new URL('../src/apis/contract-types.ts', import.meta.url));

export function allTypesText(): string {
  const names = apiNames.toSorted((one, other) => (one < other ? -1 : 1));
  const fileOf = (name: ApiName): string => `'./${name}/contract-types.ts'`;
  const imports = names.map((name) => `import type { ${prefixOf(name)}Replies } from ${fileOf(name)};\n`);
  const exports = names.map((name) => `export type * from ${fileOf(name)};\n`);
  const members = names.map((name) => `  readonly ${name}: ${prefixOf(name)}Replies;\n`);
  return [
    '// Made by npm run generate. Do not edit.\n',
    ...imports,
    '\n',
    ...exports,
    '\n/** The bodies of all replies, by API, operationId and status. */\nexport interface RepliesByApi {\n',
    ...members,
    '}\n',
  ].join('');
}
