import * as fc from 'fast-check';
import request from 'supertest';
import { expect, test } from 'vitest';

import { exampleRequestOf } from '../../src/inspect/explain/example-request.ts';
import type { Service } from '../../src/engine/service.ts';
import type { Mock, MockSession } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';
import { contractRule, ruleLike } from '../support/generate/rules.ts';
import { RUNS, runs } from '../support/generate/runs.ts';
import { expectInContract } from '../support/judges/prove.ts';
import { send } from '../support/send.ts';

const acceptable = fc.constantFrom('application/json', 'application/xml', 'text/csv', '*/*');

/** Posts a rule to a session without rules. Returns whether it was accepted. A refusal must have a reason. */
async function isTaken(mock: Mock, session: MockSession, rule: unknown): Promise<boolean> {
  session.reset();
  const text = JSON.stringify(rule) ?? '';
  const made = await request(mock.app)
    .post(`/__mock/sessions/${session.id}/rules`)
    .set({ Host: '127.0.0.1', 'Content-Type': 'application/json' })
    .send(text);
  expect([201, 400], `${text}: ${made.text}`).toContain(made.status);
  expect(made.body.id ?? made.body.detail).toMatch(/^rule-1$|.{10}/);
  return made.status === 201;
}

function ask(
  mock: Mock,
  session: MockSession,
  { service: { name, api }, path, accept }: { service: Service; path: string; accept: string },
): request.Test {
  const call = request(mock.app).get(`/sessions/${session.id}/${name}${path}`);
  return call.set({ ...api.personas[0]?.headers, ...api.showcase.headers, accept }).buffer(true);
}

test('an accepted rule never causes a defect', RUNS.test, async () => {
  const defects: unknown[] = [];
  const mock = createMock({ learners: 5, courses: 1, onDefect: (error) => defects.push(error) });
  const session = mock.session();
  const [numRuns, usable] = [runs(250, 20_000), runs(50, 50)];
  let taken = 0;
  const property = fc.asyncProperty(ruleLike, acceptable, async (rule, accept) => {
    defects.length = 0;
    if (!(await isTaken(mock, session, rule))) return;
    taken += 1;
    for (const service of mock.services) {
      const { path } = service.api.showcase;
      for (let call = 0; call < 2; call += 1)
        await ask(mock, session, { service, path, accept }).catch(() => 'broken on purpose');
    }
    expect(defects, JSON.stringify(rule)).toEqual([]);
  });
  await fc.assert(property, { ...RUNS.parameters, numRuns });
  // The property must not pass because most rules were refused.
  expect(taken).toBeGreaterThan(usable);
});

test('the answer of a rule conforms to the contract, unless the rule allows violations', RUNS.test, async () => {
  const mock = createMock({ learners: 5, courses: 1 });
  const session = mock.session();
  const [numRuns, usable] = [runs(250, 1_000), runs(50, 50)];
  let taken = 0;
  const property = fc.asyncProperty(contractRule, acceptable, async (rule, accept) => {
    if (!(await isTaken(mock, session, rule))) return;
    taken += 1;
    for (const service of mock.services) {
      const { name, api, contract } = service;
      for (const operation of contract.operations.values()) {
        const { method, path, headers, body } = exampleRequestOf(service, operation);
        const call = send(mock, method, `/sessions/${session.id}/${name}${path}`);
        const response = await call
          .set({ ...api.personas[0]?.headers, ...headers, accept })
          .buffer(true)
          .send(body);
        await expectInContract(service, operation, response);
      }
    }
  });
  await fc.assert(property, { ...RUNS.parameters, numRuns });
  expect(taken).toBeGreaterThan(usable);
});
