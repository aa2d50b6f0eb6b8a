import type { ErrorObject, KeywordDefinition } from 'ajv/dist/2020.js';
import type { DataValidationCxt } from 'ajv/dist/types/index.js';

/** Our implementation of a keyword of JSON Schema, which replaces that of Ajv. */
export type OwnKeyword = KeywordDefinition & { readonly keyword: string };

/** A schema compiled by Ajv. */
export interface Validate {
  (value: unknown, context?: DataValidationCxt): boolean;
  errors?: readonly ErrorObject[] | null;
}
