// The validator checks formats only if this is loaded.
// oxlint-disable-next-line import/no-unassigned-import
import '@hyperjump/json-schema/formats';
import {
  registerSchema,
  setShouldValidateFormat,
  unregisterSchema,
  validate,
} from '@hyperjump/json-schema/draft-2020-12';

import { standaloneSchema } from './standalone-schema.ts';
import type { Direction } from './standalone-schema.ts';

/** The result of an independent validator for a value. */
export type Verdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly errors: readonly Breach[] }
  /** Why the validator can't read the schema. */
  | { readonly kind: 'unjudged'; readonly reason: string };

/** A violated keyword, and the place in the value. */
export interface Breach {
  readonly keyword: string;
  /** A JSON pointer. */
  readonly at: string;
}

export type Judge = (value: unknown) => Verdict;

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
setShouldValidateFormat(true);
let count = 0;

/** Reads a schema of an OpenAPI 3.1 document for `@hyperjump/json-schema`. */
export async function createJudge(document: object, schema: unknown, direction: Direction): Promise<Judge> {
  const uri = `https://corpus.example/${(count += 1)}`;
  try {
    registerSchema({ $schema: DIALECT, ...standaloneSchema(document, schema, direction) }, uri);
    const isValid = await validate(uri);
    return (value) => {
      try {
        const output = isValid(JSON.parse(JSON.stringify(value)), 'BASIC');
        if (output.valid) return { kind: 'valid' };
        const errors = (output.errors ?? []).map(({ keyword, instanceLocation }) => ({
          keyword: keyword.replace(/.*\//, ''),
          at: decodeURIComponent(instanceLocation.replace(/^#/, '')),
        }));
        return { kind: 'invalid', errors };
      } catch (error) {
        return { kind: 'unjudged', reason: reasonOf(error) };
      }
    };
  } catch (error) {
    return () => ({ kind: 'unjudged', reason: reasonOf(error) });
  } finally {
    unregisterSchema(uri);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : String(error);
}
