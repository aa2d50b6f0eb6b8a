import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, pointerTo } from './document.ts';
import type { DocumentReader, Located } from './document.ts';
import { decodeScalar } from './decode-scalar.ts';
import type { SchemaCompiler } from './schema.ts';

/** What of a reply's headers breaks the contract: which header and how; undefined where nothing does. */
export type HeaderCheck = (
  headers: Readonly<Record<string, string>>,
) => { readonly name: string; readonly message: string; readonly value: string | undefined } | undefined;

interface ExpectedHeader {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Located<OpenAPIV3_1.SchemaObject>;
}

/** The headers of a response: those whose value the contract fixes, and a check of them all, compiled when it is first used. */
export function compileResponseHeaders(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  response: Located<OpenAPIV3_1.ResponseObject>,
): { readonly fixed: Readonly<Record<string, string>>; readonly check: HeaderCheck } {
  const expected = Object.entries(response.value.headers ?? {}).map(([name, node]): ExpectedHeader => {
    const header = reader.resolve<OpenAPIV3_1.HeaderObject>(node, pointerTo(response.pointer, 'headers', name));
    if (header.value.schema === undefined)
      throw new ContractError(reader.name, header.pointer, 'a header needs a schema');
    const schema = reader.resolve<OpenAPIV3_1.SchemaObject>(header.value.schema, pointerTo(header.pointer, 'schema'));
    return { name, required: header.value.required === true, schema };
  });
  const fixed: Record<string, string> = {};
  for (const { name, schema } of expected) {
    if (typeof schema.value.const === 'string') fixed[name] = schema.value.const;
  }
  let checks: readonly HeaderCheck[] | undefined;
  return {
    fixed,
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

function compileCheck(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  { name, required, schema }: ExpectedHeader,
): HeaderCheck {
  const decode = decodeScalar(reader, schema);
  const { breachOf } = compileSchema(schema.pointer);
  return (headers) => {
    const [, value] = Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase()) ?? [];
    if (value === undefined) return required ? { name, message: 'required, but absent', value } : undefined;
    const breach = breachOf(decode(value));
    return breach === undefined ? undefined : { name, message: breach.message, value };
  };
}
