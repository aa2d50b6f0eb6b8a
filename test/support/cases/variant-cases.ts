import request from 'supertest';
import type { Response } from 'supertest';
import { expect, test } from 'vitest';

import { apis } from '../../../src/apis/index.ts';
import type { ApiName } from '../../../src/apis/index.ts';
import type { Mock } from '../../../src/index.ts';
import { parseLeniently } from './lenient-json.ts';
import { expectInContract } from '../judges/prove.ts';

/** The part of an answer that a case compares. A text is compared as it is, another value as JSON. */
export interface SeenAnswer {
  readonly status: number;
  readonly type?: string;
  readonly body?: unknown;
}

/** A request with its default answer, and its answer with a choice of variants. */
export interface VariantCase {
  /** For example `error-family=developer-message`. Several are separated by a space. */
  readonly choices: string;
  readonly path: string;
  /** Replace the headers of the first persona. An empty header is not sent. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly byDefault: SeenAnswer;
  readonly want: SeenAnswer;
}

/** Tests each case with sessions of the mock. Also tests that each choice has a case. */
export function testVariants(
  mock: Mock,
  name: ApiName,
  cases: readonly VariantCase[],
  elsewhere: readonly string[] = [],
): void {
  const service = mock.services.find((one) => one.name === name);
  if (service === undefined) throw new Error(`${name} is not served`);

  async function ask(choices: string, { path, headers }: VariantCase): Promise<Response> {
    const session = mock.session();
    if (choices !== '') session.setVariants({ [name]: choicesOf(choices) });
    const { personas, path: base } = session.apis[name];
    const all = Object.entries({ ...Object.values(personas)[0]?.headers, ...headers });
    const sent = Object.fromEntries(all.filter(([, value]) => value !== ''));
    return request(mock.app)
      .get(base + path)
      .set(sent)
      .buffer(true)
      .parse(parseLeniently);
  }

  function seen(response: Response, { type, body }: SeenAnswer): SeenAnswer {
    const read: unknown = typeof body === 'string' ? response.text : response.body;
    return {
      status: response.status,
      ...(type === undefined ? {} : { type: response.type }),
      ...(body === undefined ? {} : { body: read }),
    };
  }

  test.for(cases.map((one) => ({ ...one, title: `${one.choices} changes ${one.path}` })))('$title', async (one) => {
    const [before, after] = [await ask('', one), await ask(one.choices, one)];
    expect(seen(before, one.byDefault)).toEqual(one.byDefault);
    expect(seen(after, one.want)).toEqual(one.want);
    expect([after.status, after.type, after.text]).not.toEqual([before.status, before.type, before.text]);
    const match = service.contract.match('GET', one.path.split('?')[0] ?? '');
    const choices = service.choose(choicesOf(one.choices));
    if ('operation' in match) await expectInContract({ ...service, ...choices }, match.operation, after);
  });

  test(`every choice of ${name} except the default has a case`, () => {
    const tried = new Set([...cases.flatMap(({ choices }) => choices.split(' ')), ...elsewhere]);
    const all = apis[name].variants.flatMap((variant) =>
      variant.choices
        .filter((choice) => choice.name !== variant.default)
        .map((choice) => `${variant.name}=${choice.name}`),
    );
    expect(all.filter((choice) => !tried.has(choice))).toEqual([]);
    expect([...tried].filter((choice) => !all.includes(choice))).toEqual([]);
  });
}

function choicesOf(choices: string): Readonly<Record<string, string>> {
  return Object.fromEntries(choices.split(' ').map((choice) => choice.split('=')));
}
