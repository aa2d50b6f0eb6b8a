import request from 'supertest';
import { expect, test } from 'vitest';

import { patchAnswer } from '../../../src/engine/rules/patch-answer.ts';
import { RuleBreach } from '../../../src/engine/rules/rule.ts';
import { THINGS, thing } from '../../support/cases/awkward-things.ts';
import { createSmallApp } from '../../support/small-app.ts';

test('the first few hundred rows are checked before any is sent, later rows as they are read', () => {
  let made = 0;
  function* rows(): Iterable<unknown> {
    for (; made < 1_000_000; made += 1) yield { made };
  }
  const checks = {
    body: undefined,
    row: (row: unknown) => (JSON.stringify(row).includes('500') ? 'it has 500' : undefined),
  };
  const answer = patchAnswer({ kind: 'rows', status: 200, rows: rows() }, { added: true }, checks);
  expect(made).toBeLessThan(1000);
  const read: unknown[] = [];
  expect(() => {
    if (answer.kind === 'rows') for (const row of answer.rows) read.push(row);
  }).toThrow(RuleBreach);
  expect(read).toHaveLength(500);
  expect(read[499]).toEqual({ made: 499, added: true });
});

test('a patched answer that violates the contract is refused with 409', async () => {
  const rows = [{ ...thing(0), price: 'free' }];
  const { app } = createSmallApp({ schema: THINGS, answer: () => ({ kind: 'rows', status: 200, rows }) });
  const patch = (options: object): request.Test =>
    request(app)
      .post('/__mock/sessions/patched/rules')
      .set('Host', '127.0.0.1')
      .send({ match: { operation: 'listThings', times: 1 }, answer: { patch: { name: 'patched' } }, ...options });
  const { body: strict } = await patch({}).expect(201);
  await patch({ offContract: true }).expect(201);
  const ask = (): request.Test => request(app).get('/sessions/patched/small/things');
  const refused = await ask();
  expect([refused.status, refused.type, refused.body.rule]).toEqual([409, 'application/problem+json', strict.id]);
  expect(refused.body.detail).toMatch(/row 0 breaks the contract: \/price must be number.* "offContract": true/);
  expect((await ask()).body).toMatchObject([{ name: 'patched', price: 'free' }]);
});
