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
import { createDocumentReader } from '../src/contract/document.ts';
import type { DocumentReader } from '../src/contract/document.ts';

/** The beginning of the names of an API's types, where that is not its name with a capital. */
const PREFIXES: ReadonlyMap<string, string> = new Map([['stackone', 'StackOne']]);

const PLACES = ['path', 'query', 'header', 'cookie'] as const;

/** The file of an API's generated types. */
export function typesFileOf(api: ApiName): string {
  return fileURLToPath(new URL(`../src/apis/${api}/contract-types.ts`, import.meta.url));
}

/**
 * The types of an API's contract as TypeScript: an exported type per schema (`MoocitCompletion`) and one per operation
 * with the values of its parameters and body (`ListCompletionsValues`).
 */
export async function contractTypesOf(api: ApiName): Promise<string> {
  const prefix = PREFIXES.get(api) ?? capitalised(api);
  const document: OpenAPIV3_1.Document = parse(await readFile(specFileOf(api), 'utf8'));
  const reader = createDocumentReader(api, document);
  const schemas = Object.entries(document.components?.schemas ?? {}).map(([name, schema]): [string, object] => [
    prefix + name,
    schema,
  ]);
  const values = operationsOf(document).map((operation): [string, object] => [
    `${capitalised(operation.operationId ?? '')}Values`,
    valuesOf(reader, operation),
  ]);
  const $defs: unknown = JSON.parse(
    JSON.stringify(Object.fromEntries([...schemas, ...values]))
      .replaceAll('"#/components/schemas/', `"#/$defs/${prefix}`)
      .replaceAll(/"(?:example|examples|default)":/g, '"x-ignored":'),
  );
  const operations = operationsOf(document).map(
    ({ operationId = '' }) => `  readonly ${operationId}: ${capitalised(operationId)}Values;\n`,
  );
  const root: JSONSchema = { title: 'Unused', type: 'object', additionalProperties: false, ...Object({ $defs }) };
  const text = await compile(root, 'Unused', {
    additionalProperties: false,
    bannerComment: `// Made from specs/${api}.yaml by npm run generate. Do not edit.`,
    style: { printWidth: 120, singleQuote: true },
    unreachableDefinitions: true,
  });
  return text
    .replaceAll(
      /( \*\n)? \* This interface was referenced by `Unused`'s JSON-Schema\n \* via the `definition` "\w+"\.\n/g,
      '',
    )
    .replaceAll(/\/\*\*\n \*\/\n/g, '')
    .replace(/export interface Unused \{\s*\}\n/, '')
    .trimEnd()
    .concat(
      `\n/**\n * The values of each operation, by operationId.\n */\nexport interface ${prefix}Operations {\n${operations.join('')}}\n`,
    );
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

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The file that exports the generated types of all APIs. */
export const allTypesFile: string = fileURLToPath(new URL('../src/apis/contract-types.ts', import.meta.url));

export function allTypesText(): string {
  const lines = apiNames
    .toSorted((one, other) => (one < other ? -1 : 1))
    .map((name) => `export type * from './${name}/contract-types.ts';\n`);
  return `// Made by npm run generate. Do not edit.\n${lines.join('')}`;
}
