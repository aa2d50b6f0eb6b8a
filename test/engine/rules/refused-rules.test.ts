import { expect, test } from 'vitest';

import { RuleError } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 20, courses: 2 });

test.for<{ title: string; rule: unknown; member: string; message: RegExp }>([
  { title: 'a number', rule: 7, member: 'rule', message: /must be an object such as .*, got 7/ },
  { title: 'a list', rule: [], member: 'rule', message: /must be an object/ },
  { title: 'undefined', rule: undefined, member: 'rule', message: /got undefined/ },
  { title: 'a rule without an answer', rule: {}, member: 'rule', message: /"answer" is missing/ },
  { title: 'an empty answer', rule: { answer: {} }, member: 'answer', message: /must be an object with one of status/ },
  {
    title: 'a misspelt member',
    rule: { answer: { staus: 403 } },
    member: 'answer',
    message: /unknown member "staus"; did you mean "status"/,
  },
  {
    title: 'a misspelt match',
    rule: { match: { opration: 'x' }, answer: { status: 403 } },
    member: 'match',
    message: /did you mean "operation"/,
  },
  {
    title: '__proto__',
    rule: JSON.parse('{"answer":{"status":403},"__proto__":{"offContract":true}}'),
    member: 'rule',
    message: /unknown member "__proto__"/,
  },
  {
    title: 'a status as a text',
    rule: { answer: { status: '403' } },
    member: 'answer.status',
    message: /a whole number from 200 to 599, got "403"/,
  },
  {
    title: 'a status that the operation does not declare',
    rule: { match: { operation: 'listCompletions' }, answer: { status: 410 } },
    member: 'answer.status',
    message: /listCompletions has no response 410; its responses are 200, 400, .*offContract/,
  },
  {
    title: 'an unknown example',
    rule: { match: { operation: 'listCompletions' }, answer: { example: 'x' } },
    member: 'answer.example',
    message: /no example "x"; the examples are all \(200\), byCourse/,
  },
  {
    title: 'an unknown operation',
    rule: { match: { operation: 'x' }, answer: { status: 403 } },
    member: 'match.operation',
    message:
      /no operation "x"; the operations are listCompletions, listGrades, getCompletion, listFinalStatuses, streamCompletions, [a-z]/,
  },
  {
    title: 'an operation of another API',
    rule: { match: { api: 'moocit', operation: 'getCompletion' }, answer: { status: 403 } },
    member: 'match.operation',
    message: /the operations are listCompletions, listGrades, listEnrollments, bulkEnroll\./,
  },
  {
    title: 'an unknown API',
    rule: { match: { api: 'x' }, answer: { status: 403 } },
    member: 'match.api',
    message: /the APIs are moocit, stackone/,
  },
  {
    title: 'an unknown persona',
    rule: { match: { operation: 'listCompletions', persona: 'root' }, answer: { status: 403 } },
    member: 'match.persona',
    message: /the personas are admin, forbidden/,
  },
  {
    title: 'an unknown path parameter',
    rule: { match: { operation: 'getCompletion', path: { no: 1 } }, answer: { status: 403 } },
    member: 'match.path',
    message: /no path parameter "no"; the path parameters are id/,
  },
  {
    title: 'a regular expression as a value',
    rule: { match: { query: { a: { regex: '.*' } } }, answer: { status: 403 } },
    member: 'match.query.a',
    message: /a value, \{ "prefix"/,
  },
  {
    title: 'zero times',
    rule: { match: { times: 0 }, answer: { status: 403 } },
    member: 'match.times',
    message: /from 1 to/,
  },
  {
    title: 'a status and a patch',
    rule: { answer: { status: 403, patch: {} } },
    member: 'answer',
    message: /one of these three/,
  },
  {
    title: 'a header without a status',
    rule: { answer: { headers: { a: 'b' } } },
    member: 'answer',
    message: /need a status/,
  },
  {
    title: 'a body that breaks the contract',
    rule: { match: { operation: 'listCompletions' }, answer: { status: 403, body: { a: 1 } } },
    member: 'answer.body',
    message: /breaks the contract of listCompletions \(application\/json\)/,
  },
  {
    title: 'a header that the contract lacks',
    rule: { match: { operation: 'listCompletions' }, answer: { status: 403, headers: { 'X-A': 'b' } } },
    member: 'answer.headers.X-A',
    message: /does not have this header/,
  },
  {
    title: 'a header that breaks the contract',
    rule: { match: { operation: 'listCompletions' }, answer: { status: 429, headers: { 'retry-after': 'soon' } } },
    member: 'answer.headers.retry-after',
    message: /must match pattern/,
  },
  {
    title: 'a header with a line break',
    rule: { answer: { status: 403, headers: { a: 'b\r\nc: d' } }, offContract: true },
    member: 'answer.headers.a',
    message: /without line breaks/,
  },
  {
    title: 'a header that frames the message',
    rule: { answer: { status: 403, headers: { 'Content-length': '1' } }, offContract: true },
    member: 'answer.headers',
    message: /the server sets/,
  },
  {
    title: 'a patch that breaks the contract',
    rule: { match: { operation: 'listCompletions' }, answer: { patch: { completion: 'half' } } },
    member: 'answer.patch',
    message: /\/completion must match pattern/,
  },
  {
    title: 'a patch that removes what is required',
    rule: { match: { operation: 'listGrades' }, answer: { patch: { email: null } } },
    member: 'answer.patch',
    message: /email/,
  },
  {
    title: 'an unknown fault',
    rule: { answer: { fault: { kind: 'fire' } } },
    member: 'answer.fault',
    message: /whose kind is latency, reset/,
  },
  {
    title: 'a fault with a member of another fault',
    rule: { answer: { fault: { kind: 'reset', delayMs: 1 } } },
    member: 'answer.fault',
    message: /unknown member "delayMs"/,
  },
  {
    title: 'a latency without a time',
    rule: { answer: { fault: { kind: 'latency' } } },
    member: 'answer.fault',
    message: /one of delayMs, uniform and lognormal/,
  },
  {
    title: 'a latency of an hour',
    rule: { answer: { fault: { kind: 'latency', delayMs: 3_600_000 } } },
    member: 'answer.fault.delayMs',
    message: /from 0 to 300000/,
  },
  {
    title: 'a cut without a place',
    rule: { answer: { fault: { kind: 'cut' } } },
    member: 'answer.fault',
    message: /one of afterBytes and afterRows/,
  },
  {
    title: 'a cut after rows in an answer without rows',
    rule: { match: { operation: 'getCompletion' }, answer: { fault: { kind: 'cut', afterRows: 1 } } },
    member: 'answer.fault.afterRows',
    message: /no rows/,
  },
  {
    title: 'a stream error in an answer that is not a stream',
    rule: { match: { operation: 'listCompletions' }, answer: { fault: { kind: 'stream-error' } } },
    member: 'answer.fault',
    message: /is not a stream/,
  },
  {
    title: 'a sequence in a sequence',
    rule: { answer: { sequence: [{ sequence: [] }] } },
    member: 'answer.sequence.0',
    message: /unknown member "sequence"/,
  },
  {
    title: 'a wrong answer in a sequence',
    rule: { answer: { sequence: [{ normal: true }, { status: 299 }] } },
    member: 'answer.sequence.1.status',
    message: /no response 299/,
  },
  {
    title: 'a sequence beside a status',
    rule: { answer: { status: 403, sequence: [{ normal: true }] } },
    member: 'answer',
    message: /can't be combined/,
  },
  {
    title: 'a rule that JSON.stringify fails on',
    rule: { answer: { body: { toJSON: () => expect.fail('no') } } },
    member: 'rule',
    message: /can't be written as JSON/,
  },
  {
    title: 'a rule that is too long',
    rule: { answer: { status: 200, body: 'x'.repeat(70_000) } },
    member: 'rule',
    message: /65536 characters/,
  },
  {
    title: 'a rule that is nested too deeply',
    rule: { answer: { patch: JSON.parse('{"a":'.repeat(5000) + '1' + '}'.repeat(5000)) } },
    member: 'rule',
    message: /deeper than 64/,
  },
])('refuses $title with the place and the reason', ({ rule, member, message }) => {
  const session = mock.session();
  const add: unknown = session.rules.add;
  const error: unknown = (() => {
    try {
      return Reflect.apply(Object(add), undefined, [rule]);
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(RuleError);
  expect(error).toMatchObject({ member, message: expect.stringMatching(message) });
  expect([...session.rules]).toEqual([]);
});
