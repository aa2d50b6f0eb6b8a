import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createPathMatcher, shapeOf } from '../../../src/contract/match/path-matcher.ts';

const templates = [
  '/books',
  '/books/{id}',
  '/books/{id}.json',
  '/books/{from}...{to}',
  '/books/latest',
  '/books/latest/pages/{page}',
  '/books/{id}/pages/{page}',
  '/{owner}/compare/{base}...{head}',
  '/files/{name}.{ext}',
];
const matcher = createPathMatcher(new Map(templates.map((template) => [template, template])));

describe('the path matcher', () => {
  test.for([
    ['/books/7', '/books/{id}', ['7']],
    ['/books/7.json', '/books/{id}.json', ['7']],
    ['/books/.json', '/books/{id}', ['.json']],
    ['/books/1...2', '/books/{from}...{to}', ['1', '2']],
    ['/books/1...2.json', '/books/{id}.json', ['1...2']],
    ['/books/latest', '/books/latest', []],
    ['/books/lat%65st', '/books/latest', []],
    ['/books/a+b', '/books/{id}', ['a+b']],
    ['/books/a%2Fb%20c', '/books/{id}', ['a/b c']],
    ['/books/latest/pages/3', '/books/latest/pages/{page}', ['3']],
    ['/books/a%2Fb/pages/3', '/books/{id}/pages/{page}', ['a/b', '3']],
    ['/me/compare/a...b...c', '/{owner}/compare/{base}...{head}', ['me', 'a', 'b...c']],
    ['/files/a.b.c', '/files/{name}.{ext}', ['a', 'b.c']],
  ] as const)('%s matches %s', ([path, target, values]) => {
    expect(matcher.match(path)).toEqual({ kind: 'found', target, values });
  });

  test.for(['/', '/book', '/books/', '/books/1/2', '/me/compare/a', '/files/a', '//', '/files/.x'])(
    '%s matches no template',
    (path) => expect(matcher.match(path)).toEqual({ kind: 'unknown' }),
  );

  test('looks for another template if the first one is not accepted', () => {
    expect(matcher.match('/books/latest', (target) => target !== '/books/latest')).toEqual({
      kind: 'found',
      target: '/books/{id}',
      values: ['latest'],
    });
    expect(matcher.match('/books/latest', () => false)).toEqual({ kind: 'unknown' });
  });

  test('reports an invalid escape as malformed', () => {
    expect(matcher.match('/books/%ff')).toEqual({ kind: 'malformed', target: '/books/{id}' });
  });

  test('finds a matching template for each path that is made of one', () => {
    const segment = fc.array(fc.oneof(fc.stringMatching(/^[a-z.-]{1,4}$/), fc.stringMatching(/^\{[a-z]{1,3}\}$/)), {
      minLength: 1,
      maxLength: 4,
    });
    const template = fc
      .array(segment, { minLength: 1, maxLength: 4 })
      .map((parts) => `/${parts.map((part) => part.join('')).join('/')}`);
    fc.assert(
      fc.property(
        fc.uniqueArray(template, { selector: shapeOf, maxLength: 30, minLength: 1 }),
        fc.nat(),
        fc.stringMatching(/^[a-z0-9]{1,5}$/),
        (all, pick, value) => {
          const chosen = all[pick % all.length] ?? '/';
          const path = chosen.replaceAll(/\{[^}]*\}/g, value);
          const found = createPathMatcher(new Map(all.map((each) => [each, each]))).match(path);
          // It may find another template, but that must match as well.
          const target = found.kind === 'found' ? found.target : '';
          const pattern = shapeOf(target)
            .split('{}')
            .map((text) => text.replaceAll('.', String.raw`\.`))
            .join('[^/]+');
          expect(path).toMatch(new RegExp(`^${pattern}$`));
        },
      ),
    );
  });

  test('does not slow down for a path that almost matches in many ways', () => {
    const hostile = createPathMatcher(new Map([['/{a}-{b}-{c}-{d}-{e}.end', 'x']]));
    const startedAt = performance.now();
    expect(hostile.match(`/${'-a'.repeat(100_000)}`)).toEqual({ kind: 'unknown' });
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});
