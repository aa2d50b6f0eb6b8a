import { join } from 'node:path';
import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { createSmallApp } from '../support/small-app.ts';

const root = join(import.meta.dirname, '../..');

test('an API whose path begins with its own name is an error at start', () => {
  const start = (): unknown =>
    createSmallApp({ name: 'things', schema: {}, answer: () => ({ kind: 'value', status: 200, value: 1 }) });
  expect(start).toThrow("The contract things can't be served: the path /things must not begin with things");
});

test('a mounted document with the name of the first segment of an API is an error at start', () => {
  const start = (): unknown => createMock({ specs: { api: join(root, 'specs/control.yaml') } });
  expect(start).toThrow(/the path \/api\/\S+ must not begin with api/);
});
