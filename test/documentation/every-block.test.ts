import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { root } from '../support/processes/server-process.ts';
import { kindOf, placeOf } from './kinds.ts';
import { blocks, pages } from './pages.ts';

test('each code block of README and docs is tested, or has a reason why not', () => {
  const untested = blocks.filter((block) => kindOf(block) === undefined);
  expect(untested.map(({ path, line }) => `${path}:${line}`)).toEqual([]);
  const places = blocks.flatMap((block) => placeOf(block) ?? []);
  expect(places.filter((place) => !place.startsWith('not run: ') && !existsSync(join(root, place)))).toEqual([]);
});

test('each message in docs/troubleshooting.md is a message of lms-mock', () => {
  const source = globSync(join(root, 'src/**/*.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const messages = Array.from(
    (pages.get('docs/troubleshooting.md') ?? '').matchAll(/^\| `([^`]+)` \|/gm),
    ([, message = '']) => message,
  );
  expect(messages.length).toBeGreaterThan(8);
  const parts = messages.flatMap((message) => message.split(' … '));
  expect(parts.filter((part) => !source.includes(part))).toEqual([]);
});
