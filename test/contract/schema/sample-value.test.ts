import { expect, test } from 'vitest';

import { createDocumentReader } from '../../../src/contract/document-reader.ts';
import { sampleOf } from '../../../src/contract/schema/sample-value.ts';

test('a sampled list has an item that matches contains', () => {
  const document = { openapi: '3.1.1', info: { title: 'T', version: '1' }, paths: {} };
  const reader = createDocumentReader('t', document, { isLenient: true });
  const member = { type: 'object' as const, required: ['name'], properties: { name: { type: 'string' as const } } };
  const lead = { required: ['role'], properties: { role: { const: 'lead' } } };
  const schema = { type: 'array' as const, items: member, contains: lead };
  expect(sampleOf({ reader }, schema)).toEqual([{ name: 'any', role: 'lead' }]);
});
