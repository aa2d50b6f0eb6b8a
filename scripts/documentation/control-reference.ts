import { readFileSync } from 'node:fs';
import type { OpenAPIV3_1 } from 'openapi-types';
import { parse } from 'yaml';

import { specFileOf } from '../../src/config/contracts.ts';
import { createDocumentReader } from '../../src/contract/document-reader.ts';
import type { DocumentReader } from '../../src/contract/document.ts';
import { METHODS } from '../../src/contract/operation.ts';
import type { Parts } from './documents.ts';
import { code, table } from './markdown.ts';

type Schema = OpenAPIV3_1.SchemaObject;
type Node<T> = T | OpenAPIV3_1.ReferenceObject;

/** Statuses that each operation has. The page describes them once. */
const COMMON_STATUSES = new Set(['400', '401', '403']);

/** The operations of specs/control.yaml by tag, and what their bodies look like. */
export function controlParts(): Parts {
  const document: OpenAPIV3_1.Document = parse(readFileSync(specFileOf('control'), 'utf8'));
  const reader = createDocumentReader('control', document);
  const operations = operationsOf(document);
  const tags = document.tags ?? [];
  return {
    list: tags
      .map(({ name, description = '' }) => {
        const rows = operations
          .filter(({ tag }) => tag === name)
          .map(({ title, operation }) => [`[${code(title)}](#${anchorOf(title)})`, operation.summary ?? '']);
        return [`**${name}**: ${description}`, table(['request', 'effect'], rows)].join('\n\n');
      })
      .join('\n\n'),
    operations: operations.map((one) => operationText(reader, one)).join('\n\n'),
    schemas: schemaText(reader, document),
  };
}

interface Described {
  /** `GET /__mock/health`. */
  readonly title: string;
  readonly tag: string;
  readonly operation: OpenAPIV3_1.OperationObject;
}

function operationsOf({ paths = {} }: OpenAPIV3_1.Document): readonly Described[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation: OpenAPIV3_1.OperationObject | undefined = Reflect.get(item ?? {}, method.toLowerCase());
      return operation === undefined
        ? []
        : [{ title: `${method.toUpperCase()} ${path}`, tag: operation.tags?.[0] ?? '', operation }];
    }),
  );
}

/** The anchor that GitHub gives a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

function operationText(reader: DocumentReader, { title, operation }: Described): string {
  const parameters = (operation.parameters ?? [])
    .map((parameter) => reader.resolve<OpenAPIV3_1.ParameterObject>(parameter, '#').value)
    .filter(({ name, in: place }) => place !== 'path' || name !== 'id')
    .map(({ name, in: place, description = '', schema = {} }) => [code(name), place, typeOf(schema), description]);
  return [
    `### ${code(title)}`,
    operation.summary ?? '',
    ...(parameters.length === 0 ? [] : [table(['parameter', 'in', 'type', 'description'], parameters)]),
    ...bodyText(reader, operation),
    answersText(reader, operation),
  ].join('\n\n');
}

function bodyText(reader: DocumentReader, { requestBody }: OpenAPIV3_1.OperationObject): readonly string[] {
  if (requestBody === undefined) return [];
  const { content, required = false } = reader.resolve<OpenAPIV3_1.RequestBodyObject>(requestBody, '#').value;
  return Object.entries(content).map(
    ([mediaType, { schema = {} }]) =>
      `Body (${code(mediaType)}, ${required ? 'required' : 'optional'}): ${typeOf(schema)}.`,
  );
}

function answersText(reader: DocumentReader, { responses = {} }: OpenAPIV3_1.OperationObject): string {
  const answers = Object.entries(responses)
    .filter(([status]) => !COMMON_STATUSES.has(status))
    .map(([status, node]) => {
      const { description, content = {} } = reader.resolve<OpenAPIV3_1.ResponseObject>(node, '#').value;
      const types = Object.entries(content).map(([mediaType, { schema = {} }]) =>
        mediaType === 'application/json' ? typeOf(schema) : code(mediaType),
      );
      const isProblem = types.includes(code('application/problem+json'));
      const shown = types.length === 0 || isProblem ? description.replace(/\.$/, '') : types.join(', ');
      return `${code(status)} (${shown})`;
    });
  return `Answers: ${answers.join(', ')}.`;
}

/** A schema in a few words; a component by a link to its table. */
function typeOf(node: Node<Schema>): string {
  if ('$ref' in node && node.$ref !== undefined) {
    const name = node.$ref.split('/').at(-1) ?? '';
    return `[${name}](#${name.toLowerCase()})`;
  }
  const schema: Schema = 'type' in node || 'const' in node || 'enum' in node ? node : {};
  if (schema.enum !== undefined)
    return schema.enum.map((value) => code(String(value))).join(', ') + defaultText(schema);
  if ('const' in schema) return code(String(schema.const));
  if (schema.type === 'array' && 'items' in schema) return `list of ${typeOf(schema.items)}`;
  const types = [schema.type ?? 'any'].flat().join(' or ');
  return [schema.format ?? types, rangeOf(schema)].filter((text) => text !== '').join(', ') + defaultText(schema);
}

function defaultText({ default: byDefault }: Schema): string {
  return byDefault === undefined ? '' : `, default ${code(String(byDefault))}`;
}

function rangeOf({ minimum, maximum }: Schema): string {
  if (minimum === undefined) return '';
  return maximum === undefined ? `at least ${minimum}` : `${minimum} to ${maximum}`;
}

/** The components that are objects with members. Others are described where they are used. */
function schemaText(reader: DocumentReader, { components = {} }: OpenAPIV3_1.Document): string {
  return Object.entries(components.schemas ?? {})
    .map(([name, schema]) => {
      const list = schema.type === 'array' && 'items' in schema ? schema.items : undefined;
      const owner: Schema = list === undefined ? schema : reader.resolve<Schema>(list, '#').value;
      const required = new Set(owner.required ?? []);
      const rows = Object.entries(owner.properties ?? {}).map(([member, one]) => [
        code(member),
        typeOf(one),
        required.has(member) ? 'yes' : '',
        'description' in one ? (one.description ?? '') : '',
      ]);
      return [
        `### ${name}`,
        ...(schema.description === undefined ? [] : [schema.description]),
        ...(schema.enum === undefined ? [] : [`One of ${typeOf(schema)}.`]),
        ...(list === undefined ? [] : [`A list of objects${rows.length === 0 ? '.' : ' with these members:'}`]),
        ...(rows.length === 0 ? [] : [table(['member', 'type', 'required', 'description'], rows)]),
        ...(typeof schema.additionalProperties === 'object' ? ['An object of objects with string members.'] : []),
      ].join('\n\n');
    })
    .join('\n\n');
}
