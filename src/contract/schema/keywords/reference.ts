import { _ } from 'ajv/dist/2020.js';
import type { KeywordCxt } from 'ajv/dist/2020.js';
import { callRef } from 'ajv/dist/vocabularies/core/ref.js';

import type { OwnKeyword, Validate } from './own-keyword.ts';

/** The target of a reference. */
export interface ReferenceTarget {
  /** The schema for Ajv. */
  schema(): object;
  /** Replaced with another function when the schema is compiled. */
  readonly validate: Validate;
}

/**
 * Ajv compiles all referenced schemas before it checks the first value, which takes seconds for a large document.
 * This compiles a schema when a value reaches it.
 */
export function referenceKeyword(targetOf: (reference: string) => ReferenceTarget): OwnKeyword {
  return {
    keyword: '$ref',
    schemaType: 'string',
    code(cxt: KeywordCxt) {
      const target = cxt.gen.scopeValue('wrapper', { ref: targetOf(String(cxt.schema)) });
      callRef(cxt, _`${target}.validate`);
    },
  };
}
