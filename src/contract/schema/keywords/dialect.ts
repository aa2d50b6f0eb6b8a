import type { DocumentReader, Located } from '../../document.ts';

/** The dialects without checks beyond JSON Schema 2020-12. */
const READ =
  /^https:\/\/(json-schema\.org\/draft\/2020-12\/schema|spec\.openapis\.org\/oas\/3\.[12]\/dialect\/[^#]*)#?$/;

/** Reports a dialect (`$schema`, `jsonSchemaDialect`) whose keywords may have another meaning. */
export function checkDialect(reader: DocumentReader, { value, pointer }: Located<unknown>): void {
  if (value === undefined || (typeof value === 'string' && READ.test(value))) return;
  reader.reject(pointer, `the dialect ${JSON.stringify(value)} is read as JSON Schema 2020-12`);
}
