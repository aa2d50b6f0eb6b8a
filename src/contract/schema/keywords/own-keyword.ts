import type { ErrorObject, KeywordDefinition } from 'ajv/dist/2020.js';
import type { DataValidationCxt } from 'ajv/dist/types/index.js';

/** A keyword of JSON Schema that Ajv is given another implementation of. */
export type OwnKeyword = KeywordDefinition & { readonly keyword: string };

/** What Ajv compiles of a schema. */
export interface Validate {
  (value: unknown, context?: DataValidationCxt): boolean;
  errors?: readonly ErrorObject[] | null;
}
