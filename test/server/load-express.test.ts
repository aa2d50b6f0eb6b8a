import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';

function isExpressLoaded(): boolean {
  return Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('/node_modules/express/'));
}

test('a mock loads Express when it is first used as a server', async () => {
  await using mock = createMock();
  expect(mock.session().campus.truth('moocit', 'admin')).toBeDefined();
  expect(isExpressLoaded()).toBe(false);
  expect((await mock.fetch('http://localhost/')).status).toBe(200);
  expect(isExpressLoaded()).toBe(true);
});

test('middleware that Express refuses is an error of createMock', () => {
  const middleware: unknown = ['not a function'];
  expect(() => Reflect.apply(createMock, undefined, [{ middleware }])).toThrow('middleware');
});
