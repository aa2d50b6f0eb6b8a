import { _ } from 'ajv/dist/2020.js';
import type { KeywordCxt } from 'ajv/dist/2020.js';
import { callRef } from 'ajv/dist/vocabularies/core/ref.js';

import type { OwnKeyword, Validate } from './own-keyword.ts';

/** What a reference leads to. */
export interface ReferenceTarget {
  /** The schema as Ajv takes it. */
  schema(): object;
  /** Is another function once the schema is compiled. */
  readonly validate: Validate;
}

/**
 * Ajv compiles all that a schema refers to before the first value is checked, which takes seconds for a large document.
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
