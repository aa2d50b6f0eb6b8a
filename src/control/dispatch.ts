import type { IncomingMessage, ServerResponse } from 'node:http';

import { OptionError } from '../config/option-readers.ts';
import type { Contract } from '../contract/contract.ts';
import type { OperationMatch } from '../contract/match/operation-matcher.ts';
import { ContractError } from '../contract/document.ts';
import type { ReceivedBody } from '../contract/request/request-body.ts';
import type { ContractResponses } from '../contract/reply/response.ts';
import type { Violation } from '../contract/violation.ts';
import { ExplainError } from '../inspect/explain/explain.ts';
import { problem } from '../engine/reply/problem.ts';
import { validateReply } from '../engine/reply/validate-reply.ts';
import { readRequest } from '../engine/read-request.ts';
import { allowOf } from '../engine/refuse-unmatched.ts';
import type { Reply } from '../engine/reply/reply.ts';
import { RuleError } from '../engine/rules/rule.ts';
import { ClockError } from '../engine/clock-error.ts';
import type { ControlCall, ControlOperations, ControlOutcome } from './call.ts';
import { refuseStranger } from '../server/guard.ts';
import type { GuardOptions } from '../server/guard.ts';
import { pathOf } from '../server/mounts.ts';
import { receiveBody } from '../server/receive-body.ts';
import { writeReply } from '../server/write/write-reply.ts';

/** The parts of the control API. */
export interface DispatchParts {
  /** Its compiled document. Called on the first request that needs it. */
  readonly contract: () => Contract;
  readonly operations: ControlOperations;
  readonly guard: GuardOptions;
  /** Checks every answer against the document before it is sent. A breach is thrown as a defect. */
  readonly validateReplies: boolean;
}

/** The prefix of the document's paths. */
const BASE = '/__mock';
const MAX_BODY_BYTES = 65_536;

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Answers the operations of the document and refuses all other requests. URLs are without `/__mock`. */
export function createDispatch({ contract, operations, guard, validateReplies }: DispatchParts): Handler {
  let checked: Contract | undefined;
  const known = (): Contract => (checked ??= checkOperations(contract(), operations));

  return async (request, response) => {
    // A caller without access is refused before the document is read. The health check of a container has no token.
    const isHealthCheck = pathOf(request.url ?? '') === '/health';
    const refusal = refuseStranger(request, isHealthCheck ? { ...guard, token: undefined } : guard);
    const outcome = refusal ?? (await answer(known(), operations, request, response));
    if (outcome === 'streamed') return;
    await writeReply(response, validateReplies ? validate(known(), request, outcome) : outcome);
  };
}

/** @throws {ContractError} if an operation has no handler, or a handler has no operation. */
function checkOperations(contract: Contract, operations: ControlOperations): Contract {
  for (const operationId of new Set([...contract.operations.keys(), ...Object.keys(operations)])) {
    if (!Object.hasOwn(operations, operationId))
      throw new ContractError(contract.name, '#/paths', `the operation ${operationId} has no handler`);
    if (!contract.operations.has(operationId))
      throw new ContractError(contract.name, '#/paths', `the handler ${operationId} must have an operation`);
  }
  return contract;
}

async function answer(
  contract: Contract,
  operations: ControlOperations,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<ControlOutcome> {
  const { url = '', method = '', headers } = request;
  const path = pathOf(url);
  const match = matchOf(contract, request);
  if (match.kind === 'unknown-path')
    return problem(404, 'Unknown path', `The control API has no ${method} ${path.slice(0, 200)}.`);
  if (match.kind === 'unknown-method') {
    const allowed = allowOf({}, match.byMethod);
    const reply = problem(
      405,
      'Unknown method',
      `The method of ${path.slice(0, 200)} must be one of ${allowed}, got ${method}.`,
    );
    return { ...reply, headers: { ...reply.headers, Allow: allowed } };
  }

  const query = url.slice(path.length + 1);
  const readBody = (): Promise<ReceivedBody> => receiveBody(request, response, MAX_BODY_BYTES);
  const { values, violations, refusal } = await readRequest(match, { path, query, headers, readBody });
  if (refusal !== undefined) return refusal;
  const refused = violations.filter((violation) => !isUndeclaredBody(violation));
  if (refused.length > 0) return problem(400, 'Invalid request', describe(refused));
  return call(operations, match.operation.operationId, { values, request, response });
}

async function call(
  operations: ControlOperations,
  operationId: string,
  controlCall: ControlCall,
): Promise<ControlOutcome> {
  const handler = operations[operationId];
  if (handler === undefined) throw new Error(`the control API has no handler for ${operationId}`);
  try {
    return await handler(controlCall);
  } catch (error) {
    // These errors depend on the campus, the APIs or the clock. All others are defects of lms-mock.
    if (error instanceof ExplainError) return problem(404, 'Not found', error.message);
    if (!(error instanceof OptionError || error instanceof ClockError || error instanceof RuleError)) throw error;
    return problem(400, 'Invalid request', error.message);
  }
}

/** Matches HEAD like GET. */
function matchOf(contract: Contract, { url = '', method = '' }: IncomingMessage): OperationMatch {
  return contract.match(method === 'HEAD' ? 'GET' : method, `${BASE}${pathOf(url)}`);
}

/** A body that the operation doesn't have is ignored: clients send one with DELETE, to have the Content-Type JSON. */
function isUndeclaredBody({ location, rule }: Violation): boolean {
  return location === 'body' && rule === 'unknown';
}

const MAX_DESCRIBED = 5;

function describe(violations: readonly Violation[]): string {
  const lines = violations.slice(0, MAX_DESCRIBED).map(({ location, message }) => `${location}: ${message}`);
  return `${lines.join('; ')}.`;
}

/** @throws {ReplyBreachError} if the document has no such answer. */
function validate(contract: Contract, request: IncomingMessage, reply: Reply): Reply {
  const match = matchOf(contract, request);
  const operation = 'operation' in match ? match.operation : undefined;
  const responses: ContractResponses = operation?.responses ?? contract.unmatched;
  return validateReply(responses, reply, operation?.operationId ?? 'an unmatched request');
}
