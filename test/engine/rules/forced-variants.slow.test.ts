import request from 'supertest';
import type { Response } from 'supertest';
import { expect, test } from 'vitest';

import { apiNames } from '../../../src/apis/index.ts';
import type { ApiName } from '../../../src/apis/index.ts';
import { singleChoices } from '../../../src/engine/variant.ts';
import type { VariantChoices } from '../../../src/engine/variant.ts';
import { createMock } from '../../support/create-mock.ts';
import { send } from '../../support/send.ts';

const mock = createMock({ learners: 5, courses: 1 });

interface Forced {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
  readonly challenge: string | undefined;
}

/** Checks the shape of a forced answer: by the choices of the variants, however its status was forced. */
const SHAPES: Readonly<Record<ApiName, (choices: VariantChoices, forced: Forced, operationId: string) => void>> = {
  moocit: (choices, { status, text, challenge }, operationId) => {
    if (operationId === 'bulkEnroll' && [200, 400, 404].includes(status)) return;
    if (status < 400) {
      expect(text.startsWith('[')).toBe(choices['list-form'] !== 'sequence');
      return;
    }
    const isWithinMessage = choices['error-family'] === 'developer-message';
    const keys = Object.keys(JSON.parse(text));
    expect(keys.includes('developer_message')).toBe(isWithinMessage);
    expect(keys.includes('detail')).toBe(!isWithinMessage);
    expect(challenge === undefined).toBe(status !== 401 || isWithinMessage);
  },
  ispring: (choices, { status, type, text }, operationId) => {
    if (status !== 404 || operationId !== 'listFinalStatuses') return;
    const isText = choices['unknown-content-item'] !== 'code-and-message';
    expect(type).toMatch(isText ? /^text\/plain/ : /^application\/xml/);
    expect(text.includes('<code>404</code>')).toBe(!isText);
  },
  // The variants of StackOne and Helsinki don't change the shape of these answers.
  stackone: (_, { status, text }) => {
    if (status >= 400) expect(JSON.parse(text)).toMatchObject({ statusCode: status, message: expect.any(String) });
  },
  helsinki: (_, { status, text }) => {
    if (status === 403) expect(Object.keys(JSON.parse(text))).toEqual(['title', 'message', 'source', 'data']);
    if (status === 429) expect(Object.keys(JSON.parse(text))).toEqual(['error', 'retry_after_seconds']);
  },
};

test.for(apiNames)('a forced status has the shape that the variants of %s give it', async (api) => {
  const service = mock.services.find((one) => one.name === api);
  if (service === undefined) throw new Error(`${api} is not served`);
  for (const given of [{}, ...singleChoices(service.variants)]) {
    const { choices } = service.choose(given);
    const seen = new Set<unknown>();
    for (const { operationId, method, path, responses } of service.contract.operations.values()) {
      for (const [status, declared] of responses) {
        // Operations share most of their refusals.
        if (seen.has(declared)) continue;
        seen.add(declared);
        const session = mock.session();
        session.setVariants({ [api]: given });
        const url = session.apis[api].path + path.replaceAll(/\{[^}]+\}/g, 'x');
        const ask = async (prefer: string): Promise<Forced> => {
          const response: Response = await send(mock, method, url)
            .set(prefer === '' ? {} : { prefer })
            .buffer(true)
            .parse((from, done) => {
              let text = '';
              from.on('data', (piece: Buffer) => (text += piece.toString())).on('end', () => done(null, text));
            });
          const { 'content-type': type, 'www-authenticate': challenge } = response.headers;
          return { status: response.status, type, text: String(response.body), challenge };
        };
        const preferred = await ask(`code=${status}`);
        session.rules.add({ match: { operation: operationId }, answer: { status } });
        const ruled = await ask('');
        for (const [way, forced] of Object.entries({ preferred, ruled })) {
          const title = `${way} ${operationId} ${status} ${JSON.stringify(given)}: ${forced.text.slice(0, 80)}`;
          expect(forced.status, title).toBe(status);
          try {
            SHAPES[api](choices, forced, operationId);
          } catch (error) {
            throw new Error(title, { cause: error });
          }
        }
        session.delete();
      }
    }
  }
});

test('the body of a rule is sent unchanged with every variant', async () => {
  const session = mock.session();
  session.setVariants({ moocit: { 'list-form': 'sequence', 'error-family': 'developer-message' } });
  session.rules.add({ match: { operation: 'listGrades' }, answer: { status: 200, body: [] } });
  const { text } = await request(mock.app).get(`${session.apis.moocit.path}/api/so2/v1/grades`);
  expect(text).toBe('[]');
});
