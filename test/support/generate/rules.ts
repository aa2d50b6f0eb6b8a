import * as fc from 'fast-check';

import type { FaultInput } from '../../../src/index.ts';

// Rules that a careless program could send: mostly known words, in any combination, sometimes with valid values.

const word = fc.constantFrom(
  'x',
  'johndoe',
  'admin',
  '__proto__',
  'constructor',
  'é\u0000',
  '\uD800',
  '../../etc/passwd',
);
const number = fc.constantFrom(-1, 0, 1, 2, 3.5, 256, 1e300);
const value = fc.oneof(word, number, fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 3 }));

function sometimes<T>(likely: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 40, arbitrary: likely }, { weight: 1, arbitrary: value });
}

function record(members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> {
  return fc.record(members, { requiredKeys: [] });
}

const texts = fc.dictionary(word, fc.oneof(word, number, fc.record({ prefix: word }), fc.record({ contains: word })), {
  maxKeys: 2,
});

const operation = fc.constantFrom(
  'listCompletions',
  'listGrades',
  'getCompletion',
  'listFinalStatuses',
  'streamCompletions',
);

const match = fc
  .tuple(
    fc.oneof(record({ operation: sometimes(operation) }), record({ api: fc.constantFrom('stackone', 'ispring', 'x') })),
    fc.oneof(
      fc.constant({}),
      record({ persona: fc.constantFrom('admin', 'owner', 'x') }),
      record({ query: texts }),
      record({ headers: texts }),
      record({ path: texts }),
      record({ after: sometimes(fc.constantFrom(0, 1)), times: sometimes(fc.constantFrom(1, 2)) }),
    ),
  )
  .map((parts): unknown => Object.assign({}, ...parts));

const rows = fc.constantFrom(0, 1, 2, 1000);

/** Without the faults that delay an answer for long. Each of those has its own test. */
const faults = {
  latency: fc.record({ delayMs: fc.constantFrom(0, 1) }, { requiredKeys: [] }),
  reset: fc.constant({}),
  cut: fc.oneof(fc.record({ afterBytes: rows }), fc.record({ afterRows: rows })),
  'invalid-body': fc.constant({}),
  'wrong-content-type': fc.record({ contentType: word }),
  'slow-body': fc.constant({ chunkBytes: 10_000, everyMs: 1 }),
  'stream-error': fc.record({ afterRows: rows }),
  advance: fc.record({ by: fc.record({ days: fc.constantFrom(0, 1) }), afterRows: fc.constantFrom(1, 2) }),
  'error-after-write': fc.record({ status: fc.constantFrom(404, 500) }),
  'error-before-write': fc.record({ status: fc.constantFrom(404, 500) }),
} satisfies Record<Exclude<FaultInput['kind'], 'no-answer'>, fc.Arbitrary<object>>;
const fault = fc.oneof(
  ...Object.entries(faults).map(([kind, members]) => members.map((given: object) => ({ kind, ...given }))),
  record({ kind: word }),
);

const patch = fc.oneof(
  fc.dictionary(fc.constantFrom('username', 'completion', 'data', 'status', 'grade', '__proto__'), value, {
    maxKeys: 3,
  }),
  fc.object({ maxDepth: 3 }),
);

const answer = fc.oneof(
  record({ status: fc.constantFrom(200, 204, 304, 400, 403, 404, 429, 500), fault }),
  record({
    status: fc.constantFrom(200, 403, 404, 599),
    body: value,
    headers: fc.dictionary(fc.constantFrom('x-a', 'Retry-After', 'a b', 'content-type'), word, { maxKeys: 2 }),
    fault,
  }),
  fc.record({ patch }),
  fc.record({ patch, fault }),
  fc.record({ fault }),
  record({ example: fc.constantFrom('documented', 'all', 'x') }),
  fc.record({ normal: fc.constant(true) }),
);

/** A value that is possibly a rule. */
export const ruleLike: fc.Arbitrary<unknown> = sometimes(
  record({
    match,
    answer: fc.oneof(answer, fc.record({ sequence: fc.array(answer, { maxLength: 3 }) })),
    offContract: fc.oneof(
      { weight: 3, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: sometimes(fc.constant(false)) },
    ),
  }),
);

const member = fc.constantFrom(
  'username',
  'completion',
  'email',
  'passed_timestamp',
  'data',
  'result',
  'remote_id',
  'raw',
  'status',
  'progress',
  'completionDate',
  'grade',
  'tier',
);
const likely = fc.oneof(fc.constantFrom('0.5', 'Passed', 'a@b.example', 5, 50.5, null, true, ''), value);

/** Rules with and without violations of the contract. None of them has `offContract`. */
export const contractRule: fc.Arbitrary<unknown> = fc.record({
  match: fc.record({ operation }),
  answer: fc.oneof(
    fc.record({ status: fc.constantFrom(200, 400, 401, 403, 404, 406, 412, 429, 501) }),
    fc.record({
      status: fc.constantFrom(200, 403, 404),
      body: fc.oneof(fc.constant([]), fc.constant({ detail: '' }), value),
    }),
    fc.record({ status: fc.constant(429), headers: fc.record({ 'Retry-After': fc.constantFrom('7', 'soon') }) }),
    fc.record({ example: fc.constantFrom('all', 'none', 'documented', 'fields', 'forbidden', 'throttled') }),
    fc.record({ patch: fc.dictionary(member, likely, { maxKeys: 2 }) }),
    fc.record({ patch: fc.record({ data: fc.dictionary(member, likely, { maxKeys: 2 }) }) }),
  ),
});
