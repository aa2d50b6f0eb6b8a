import { Agent } from 'node:http';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';

import type { Campus } from '../../src/campus/campus.ts';
import type { Operation } from '../../src/contract/operation.ts';
import type { Service } from '../../src/engine/service.ts';
import { createMock } from '../support/create-mock.ts';
import { exchange } from '../support/generate/exchange.ts';
import type { WireReply } from '../support/generate/exchange.ts';
import { createProof } from '../support/generate/proof.ts';
import type { Prove } from '../support/generate/proof.ts';
import { requestsTo } from '../support/generate/requests.ts';
import type { GeneratedRequest } from '../support/generate/requests.ts';
import { RUNS, runs } from '../support/generate/runs.ts';
import { pairRows } from '../support/cases/variant-rows.ts';

/**
 * Generated requests to each contract, valid and invalid ones, over a real socket and in every variant: each gets an
 * answer in time that conforms to its contract, and the same answer twice.
 */
const defects: unknown[] = [];
const mock = createMock({ port: 0, learners: 30, courses: 4, onDefect: (defect) => defects.push(defect) });
const agent = new Agent({ keepAlive: true });
afterAll(async () => {
  agent.destroy();
  await mock.close();
});

const credentials = mock.services.flatMap(({ api }) => api.personas.map(({ headers }) => headers));
const knownValues = knownValuesOf(mock.campus);
const knownHeaderValues = ['stackone-disabled-account', 'stackone-forbidden-account', 'no-account'];

/** The names and ids of courses, completions and learners in each API. An API refuses those of another one. */
function knownValuesOf(campus: Campus): readonly (readonly string[])[] {
  const courses = Array.from({ length: campus.courseCount }, (_, index) => campus.course(index));
  const learners = Array.from({ length: 10 }, (_, index) => campus.learner(index));
  const helsinkiIds = campus.idSpace('helsinki.completionId', { of: 'enrolment', format: 'uuid' });
  const completionIds = campus.idSpace('stackone.completionId', { of: 'enrolment', format: 'digits' });
  return [
    mock.services.flatMap(({ api }) => api.showcase.path.split(/[/?&=]/).filter((part) => part !== '')),
    courses.flatMap(({ key, slug, code }) => [key, slug, code]),
    learners.map(({ username }) => username),
    Array.from(campus.enrolments(), ({ index }) => completionIds.idOf(index)),
    Array.from(campus.enrolments(), ({ index }) => helsinkiIds.idOf(index)),
    ...['ispring.contentId', 'helsinki.courseId'].map((name) => {
      const ids = campus.idSpace(name, { of: 'course', format: 'uuid' });
      return courses.map(({ index }) => ids.idOf(index));
    }),
  ];
}

/** The possible operations of a request. Undefined if it is unmatched. */
function operationsOf({ contract }: Service, { method, path }: GeneratedRequest): readonly (Operation | undefined)[] {
  const match = contract.match(method === 'HEAD' ? 'GET' : method, path || '/');
  const operation = 'operation' in match ? match.operation : undefined;
  // HEAD is either GET or a wrong method, which depends on the vendor.
  return method === 'HEAD' ? [operation, undefined] : [operation];
}

/** Everything that is wrong with an answer. */
function faultsOf(service: Service, prove: Prove, request: GeneratedRequest, reply: WireReply): readonly string[] {
  const { prefer, origin, 'x-lms-mock-session': session } = request.headers;
  const faults: string[] = [];
  if (reply.status >= 500 && prefer === undefined) faults.push(`${reply.status} ${reply.text}`);
  faults.push(...headerFaults(reply));
  // These refusals are ours and no vendor's: an invalid preference, an invalid session, and a page that may not use webhooks.
  const mayBe400 = prefer !== undefined || session !== undefined || JSON.stringify(request.headers).includes('~');
  const isOurs = (mayBe400 && reply.status === 400) || (origin !== undefined && reply.status === 403);
  if (isOurs && reply.headers['content-type'] === 'application/problem+json') return faults;
  const breaches = operationsOf(service, request).map((operation) => proofOf(prove, operation, request, reply));
  if (breaches.every(({ length }) => length > 0)) faults.push(...breaches.flat());
  return faults;
}

/** An answer to HEAD must have the declared headers and no body. */
function proofOf(
  prove: Prove,
  operation: Operation | undefined,
  { method }: GeneratedRequest,
  reply: WireReply,
): readonly string[] {
  if (method !== 'HEAD') return prove(operation, reply);
  if (reply.text !== '') return ['HEAD got a body'];
  return prove(operation, reply).filter((breach) => !breach.includes('body'));
}

function headerFaults({ headers: { 'x-lms-mock-violations': header } }: WireReply): readonly string[] {
  if (header === undefined) return [];
  const text = String(header);
  if (text.length > 4096) return [`violations of ${text.length} bytes`];
  if (!/^[\u0020-\u007E]*$/.test(text)) return [`violations beyond ASCII: ${text}`];
  const list: unknown = JSON.parse(text);
  const isWellFormed = Array.isArray(list) && list.length > 0 && list.every(isViolation);
  return isWellFormed ? [] : [`no list of violations: ${text}`];
}

function isViolation(value: unknown): boolean {
  const { location, message, severity, provenance, ...others } = Object(value);
  return (
    typeof location === 'string' &&
    typeof message === 'string' &&
    /^(error|warning)$/.test(severity) &&
    /^(documented|observed|assumed)$/.test(provenance) &&
    Object.keys(others).length === 0
  );
}

describe.for(pairRows(mock))('$title', ({ service, sessionId }) => {
  test('answers each generated request in time, as its contract declares, and twice the same', RUNS.test, async () => {
    const { port } = await mock.listen();
    const prove = await createProof(service.contract, service.choices);
    const property = fc.asyncProperty(
      requestsTo(service, { knownValues, knownHeaderValues, credentials }),
      async (generated) => {
        const request = sessionId === undefined ? generated : withinSession(generated, sessionId);
        const [reply, again] = await Promise.all([exchange(request, port, agent), exchange(request, port, agent)]);
        expect(faultsOf(service, prove, request, reply)).toEqual([]);
        // Prism generates a different body each time.
        if (/dynamic=true/.test(request.headers['prefer'] ?? '')) return;
        // The second write can find the record of the first one.
        if (request.method !== 'GET' && request.method !== 'HEAD') return;
        const [one, other] = [reply, again].map(({ status, head, text }) => ({ status, head, text }));
        expect(other).toEqual(one);
      },
    );
    const numRuns = sessionId === undefined ? runs(500, 50_000) : runs(50, 5_000);
    await fc.assert(property, { ...RUNS.parameters, numRuns });
    expect(defects).toEqual([]);
  });
});

/** The same request in a session. The address takes precedence over a header or a credential. */
function withinSession(request: GeneratedRequest, id: string): GeneratedRequest {
  const prefix = request.prefix.replace(/^\/sessions\/[^/]*/, '');
  return { ...request, prefix: `/sessions/${id}${prefix}` };
}
