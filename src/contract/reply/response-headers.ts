import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { decodeScalar } from '../text/decode-scalar.ts';
import { sampleOf } from '../schema/sample-value.ts';
import { createFindBreach } from './reply-schema.ts';
import type { FindBreach } from './reply-schema.ts';
import type { SchemaCompiler } from '../schema/schema.ts';
import type { TextForm } from '../text/text-form.ts';
import { compileTextForms } from '../text/text-forms.ts';

/** Finds the first header of a reply that breaks the contract. Undefined if all conform. */
export type HeaderCheck = (
  headers: Readonly<Record<string, string>>,
) => { readonly name: string; readonly message: string; readonly value: string | undefined } | undefined;

/** A header of a response in the contract. */
export interface ContractHeader {
  readonly name: string;
  readonly isRequired: boolean;
  /** The example of the document. Undefined if there is none. */
  readonly example: string | undefined;
  readonly breachOf: FindBreach;
}

interface ExpectedHeader {
  readonly name: string;
  readonly required: boolean;
  readonly header: Located<OpenAPIV3_1.HeaderObject>;
  readonly schema: Located<OpenAPIV3_1.SchemaObject>;
}

interface ResponseHeaders {
  readonly fixed: Readonly<Record<string, string>>;
  readonly shown: () => Readonly<Record<string, string>>;
  readonly check: HeaderCheck;
  readonly named: () => ReadonlyMap<string, ContractHeader>;
}

/** Compiles the headers of a response: their fixed values and examples, and a check, which is compiled when it is first used. */
export function compileResponseHeaders(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  response: Located<OpenAPIV3_1.ResponseObject>,
): ResponseHeaders {
  const expected = Object.entries(Object(response.value.headers)).flatMap(([name, node]): ExpectedHeader[] => {
    const at = pointerTo(response.pointer, 'headers', name);
    const header = reader.resolve<OpenAPIV3_1.HeaderObject>(Object(node), at);
    // OpenAPI ignores Content-Type here (3.1, Response Object).
    if (reader.isLenient && name.toLowerCase() === 'content-type') return [];
    const [inContent] = Object.values(Object(header.value.content));
    const written: unknown = header.value.schema ?? Reflect.get(Object(inContent), 'schema');
    if (typeof written !== 'object' || written === null) {
      reader.reject(header.pointer, 'a header must have a schema');
      return [];
    }
    const schema = reader.resolveSchema(written, pointerTo(header.pointer, 'schema'));
    return [{ name, required: header.value.required === true, header, schema }];
  });
  const fixed: Record<string, string> = {};
  for (const { name, schema } of expected) {
    if (typeof schema.value.const === 'string') fixed[name] = schema.value.const;
  }
  let checks: readonly HeaderCheck[] | undefined;
  let shown: Readonly<Record<string, string>> | undefined;
  let named: ReadonlyMap<string, ContractHeader> | undefined;
  return {
    fixed,
    shown: () => (shown ??= Object.fromEntries(expected.flatMap((header) => shownHeader(reader, header)))),
    named: () => (named ??= nameHeaders(reader, compileSchema, response)),
    check(headers) {
      checks ??= expected.map((header) => compileCheck(reader, compileSchema, header));
      for (const check of checks) {
        const breach = check(headers);
        if (breach !== undefined) return breach;
      }
      return undefined;
    },
  };
}

/** Headers for framing and CORS, which the server sets itself. */
const NOT_SENT =
  /^(content-(length|encoding)|transfer-encoding|connection|keep-alive|trailer|upgrade|date|access-control-.*|x-lms-mock-.*)$/i;

function shownHeader(reader: DocumentReader, { name, header, schema }: ExpectedHeader): (readonly [string, string])[] {
  const { example, examples } = header.value;
  const [named] = Object.values(Object(examples));
  const inExamples =
    named === undefined
      ? undefined
      : reader.resolve<OpenAPIV3_1.ExampleObject>(Object(named), header.pointer).value.value;
  const value: unknown = example ?? inExamples ?? sampleOf({ reader }, schema.value);
  const text = writeSimple(value, header.value.explode === true);
  const isHeader = /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && /^[\t\u0020-\u007E\u0080-\u00FF]*$/.test(text);
  return value === null || value === undefined || !isHeader || NOT_SENT.test(name) ? [] : [[name, text]];
}

/** Writes a value in the style `simple`, the only style of headers. */
function writeSimple(value: unknown, explode: boolean): string {
  if (Array.isArray(value)) return value.map(String).join(',');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, each]) => `${key}${explode ? '=' : ','}${String(each)}`)
    .join(',');
}

function compileCheck(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  { name, required, header, schema }: ExpectedHeader,
): HeaderCheck {
  const options = { name, place: 'header', style: 'simple', explode: header.value.explode } as const;
  const forms = reader.attempt<readonly Pick<TextForm, 'decode'>[]>(
    schema.pointer,
    () => (reader.isLenient ? compileTextForms(reader, schema, options) : [{ decode: decodeScalar(reader, schema) }]),
    () => [],
  );
  const { breachOf, accepts } = compileSchema(schema.pointer);
  return (headers) => {
    const [, value] = Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase()) ?? [];
    if (value === undefined) return required ? { name, message: 'required, but absent', value } : undefined;
    const values = forms.map(({ decode }) => decode(value));
    const breach = values.some(accepts) || values.length === 0 ? undefined : breachOf(values[0]);
    return breach === undefined ? undefined : { name, message: breach.message, value };
  };
}

function nameHeaders(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  response: Located<OpenAPIV3_1.ResponseObject>,
): ReadonlyMap<string, ContractHeader> {
  const headers = Object.entries<OpenAPIV3_1.HeaderObject>(Object(response.value.headers)).map(
    ([name, node]): [string, ContractHeader] => {
      const header = reader.resolve<OpenAPIV3_1.HeaderObject>(node, pointerTo(response.pointer, 'headers', name));
      const example: unknown = header.value.example;
      return [
        name.toLowerCase(),
        {
          name,
          isRequired: header.value.required === true,
          example: typeof example === 'string' ? example : undefined,
          breachOf: breachOfHeader(reader, compileSchema, header),
        },
      ];
    },
  );
  return new Map(headers);
}

/** Headers are texts. If the schema has another type, one of the readings must conform. */
function breachOfHeader(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  { value, pointer }: Located<OpenAPIV3_1.HeaderObject>,
): FindBreach {
  const at = pointerTo(pointer, 'schema');
  const breachOf = createFindBreach(reader, compileSchema, at);
  if (!reader.isLenient || value.schema === undefined) return breachOf;
  const schema = reader.resolve<OpenAPIV3_1.SchemaObject>(value.schema, at);
  const options = { name: '', place: 'header', style: 'simple', explode: value.explode } as const;
  const forms = reader.attempt<readonly { decode(text: string): unknown }[]>(
    at,
    () => compileTextForms(reader, schema, options),
    () => [],
  );
  return (text) => {
    const breaches = forms.map(({ decode }) => breachOf(decode(String(text))));
    return breaches.includes(undefined) ? undefined : breaches[0];
  };
}
