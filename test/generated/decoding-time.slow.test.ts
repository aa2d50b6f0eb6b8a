import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { DecoderName } from '../support/processes/decode-process.ts';
import { RUNS, runs } from '../support/generate/runs.ts';

/** The time to decode a text of up to 1 MB must grow no faster than its length. */

const MAX_CHARACTERS = 1_048_576;
/** Many times the time of the slowest text on an idle machine. Quadratic time would take minutes. */
const BASE_MS = 5000;
const MS_PER_CHARACTER = 0.03;

/** The fragments of texts. A number sign is replaced by the index of the repetition, so that names can differ. */
const FRAGMENTS: Readonly<Record<DecoderName, readonly string[]>> = {
  json: ['[', ']', '{', '}', ',', ':', '"', '\\', '\\u', '/*', '*/', '//', '\n', ' ', '1', '-', 'e', 'null', '"#":1,'],
  form: [
    'a',
    '=',
    '&',
    '%',
    '%25',
    '%zz',
    '+',
    '[',
    ']',
    ',',
    'ids=',
    'home=',
    'filter[#]=',
    'tags=',
    'a#=1&',
    '"',
    '{',
  ],
  xml: [
    '<',
    '>',
    '/',
    '<a>',
    '</a>',
    '<a#/>',
    ' b#="1"',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?a',
    '?>',
    '&',
    '&lt;',
    '&#',
    ';',
  ],
  multipart: [
    '--x',
    '\r\n',
    '--',
    '\r',
    '-',
    'a',
    ';',
    '"',
    '\\',
    '%',
    "'",
    'Content-Disposition: form-data; name="a#"',
    ': ',
  ],
  yaml: [
    '[',
    ']',
    '{',
    '}',
    ',',
    ': ',
    '- ',
    '? ',
    '\n',
    ' ',
    '"',
    "'",
    '&a# ',
    '*a# ',
    '!a ',
    '|',
    '>',
    '#:',
    'a#: 1\n',
    '---\n',
  ],
};

/** Texts around a repeated part, so that a decoder reads its content. */
const FRAMES: Readonly<Record<DecoderName, readonly (readonly [before: string, after: string])[]>> = {
  json: [
    ['[', '0]'],
    ['{', '"x":1}'],
    ['{"user":{', '"x":1}}'],
    ['"', '"'],
  ],
  form: [
    ['ids=', ''],
    ['home=', ''],
    ['name=', ''],
  ],
  xml: [
    ['<person>', '</person>'],
    ['<person', '/>'],
    ['<person><tags>', '</tags></person>'],
    ['<person><!--', '--></person>'],
  ],
  multipart: [
    ['--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n', '\r\n--x--'],
    ['--x\r\nContent-Disposition: form-data', '\r\n\r\n\r\n--x--'],
    ['--x\r\n', '\r\n\r\n\r\n--x--'],
  ],
  yaml: [
    ['[', ']'],
    ['{', '}'],
    ['- &a x\n', ''],
  ],
};

function repeat(part: string, characters: number): string {
  const count = Math.floor(characters / (part.length + 5));
  return part.includes('#')
    ? Array.from({ length: count }, (_, index) => part.replaceAll('#', index.toString(36))).join('')
    : part.repeat(count);
}

/** A description of a text, short enough to be printed in a failure. */
interface Recipe {
  readonly before: string;
  readonly part: string;
  readonly after: string;
  readonly length: number;
}

function recipesFor(decoder: DecoderName): fc.Arbitrary<Recipe> {
  const parts = fc.array(fc.constantFrom(...FRAGMENTS[decoder]), { minLength: 1, maxLength: 4 });
  const frames = fc.constantFrom(['', ''] as const, ...FRAMES[decoder]);
  const lengths = fc.constantFrom(1000, 100_000, MAX_CHARACTERS);
  return fc
    .tuple(parts, frames, lengths)
    .map(([part, [before, after], length]) => ({ before, part: part.join(''), after, length }));
}

function textOf({ before, part, after, length }: Recipe): string {
  return before + repeat(part, length - 200) + after;
}

/** A process that decodes one text at a time. If it takes too long, a new process replaces it. */
class Decoder implements AsyncDisposable {
  #process: ChildProcess | undefined;

  async isInTime(decoder: DecoderName, text: string): Promise<boolean> {
    this.#process ??= fork(fileURLToPath(new URL('../support/processes/decode-process.ts', import.meta.url)));
    this.#process.send({ decoder, text });
    const signal = AbortSignal.timeout(BASE_MS + Math.ceil(MS_PER_CHARACTER * text.length));
    try {
      await once(this.#process, 'message', { signal });
      return true;
    } catch (error) {
      if (!signal.aborted) throw error;
      this.#process.kill('SIGKILL');
      this.#process = undefined;
      return false;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const decoding = this.#process;
    if (decoding === undefined) return;
    const ended = once(decoding, 'exit');
    decoding.kill('SIGKILL');
    await ended;
  }
}

test.for(['json', 'form', 'xml', 'multipart', 'yaml'] as const)(
  'the time to decode a text grows no faster than its length: %s',
  { ...RUNS.test, concurrent: false },
  async (decoder) => {
    await using decoding = new Decoder();
    await fc.assert(
      fc.asyncProperty(recipesFor(decoder), async (recipe) => {
        expect(await decoding.isInTime(decoder, textOf(recipe))).toBe(true);
      }),
      { ...RUNS.parameters, numRuns: runs(10, 2000) },
    );
  },
);

/** Texts that took forever or quadratic time in the past. */
test.for<{ decoder: DecoderName; title: string; text: string }>([
  { decoder: 'json', title: 'a comment that never ends', text: '/*' },
  { decoder: 'json', title: 'many comments', text: repeat('/*', MAX_CHARACTERS) },
  { decoder: 'json', title: 'deep lists', text: repeat('[', MAX_CHARACTERS) },
  { decoder: 'json', title: 'many names', text: `{"user":{${repeat('"#":1,', MAX_CHARACTERS)}"x":1}}` },
  { decoder: 'xml', title: 'many attributes', text: `<person${repeat(' a#=""', MAX_CHARACTERS)}/>` },
  {
    decoder: 'multipart',
    title: 'a large part without a name',
    text: `--x\r\nContent-Type: text/plain\r\n\r\n${repeat('a\r\n', MAX_CHARACTERS)}\r\n--x--`,
  },
  { decoder: 'yaml', title: 'many keys', text: repeat('a#: 1\n', MAX_CHARACTERS) },
  { decoder: 'yaml', title: 'many aliases', text: repeat('- &x#  1\n- *x#\n', MAX_CHARACTERS) },
])('$decoder, $title: decoded in time', { ...RUNS.test, concurrent: false }, async ({ decoder, text }) => {
  await using decoding = new Decoder();
  expect(await decoding.isInTime(decoder, text)).toBe(true);
});
