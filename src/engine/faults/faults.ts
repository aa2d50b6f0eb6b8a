import type { Reply } from '../reply/reply.ts';
import type { ClockStep, ErrorInstead, FaultKind, FaultProblem, FaultTarget } from './fault-kind.ts';
import { advance } from './kinds/advance.ts';
import { cut } from './kinds/cut.ts';
import { invalidBody } from './kinds/invalid-body.ts';
import { latency } from './kinds/latency.ts';
import { noAnswer } from './kinds/no-answer.ts';
import { reset } from './kinds/reset.ts';
import { slowBody } from './kinds/slow-body.ts';
import { streamError } from './kinds/stream-error.ts';
import { errorAfterWrite, errorBeforeWrite } from './kinds/write-error.ts';
import { wrongContentType } from './kinds/wrong-content-type.ts';
import type { Wire } from './wire.ts';

interface Kinds {
  readonly latency: typeof latency;
  readonly reset: typeof reset;
  readonly 'no-answer': typeof noAnswer;
  readonly cut: typeof cut;
  readonly 'invalid-body': typeof invalidBody;
  readonly 'wrong-content-type': typeof wrongContentType;
  readonly 'slow-body': typeof slowBody;
  readonly 'stream-error': typeof streamError;
  readonly advance: typeof advance;
  readonly 'error-after-write': typeof errorAfterWrite;
  readonly 'error-before-write': typeof errorBeforeWrite;
}

/** The name of a kind of fault. */
export type FaultName = keyof Kinds;

type Inputs = { readonly [K in FaultName]: Kinds[K] extends FaultKind<infer I, infer _> ? I : never };
type Settled = { readonly [K in FaultName]: Kinds[K] extends FaultKind<infer _, infer F> ? F : never };

/** A fault in a rule. */
export type FaultInput = Inputs[FaultName];

/** The fault of one reply, with default and random values filled in. */
export type Fault = Settled[FaultName];

type InputOf<K extends FaultName> = { readonly kind: K } & Inputs[K];
type FaultOf<K extends FaultName> = { readonly kind: K } & Settled[K];

const kinds: { readonly [K in FaultName]: FaultKind<Inputs[K], Settled[K]> } = {
  latency,
  reset,
  'no-answer': noAnswer,
  cut,
  'invalid-body': invalidBody,
  'wrong-content-type': wrongContentType,
  'slow-body': slowBody,
  'stream-error': streamError,
  advance,
  'error-after-write': errorAfterWrite,
  'error-before-write': errorBeforeWrite,
};

const names = Object.keys(kinds);

/** The JSON Schema (2020-12) of a fault. */
export const faultSchema: object = {
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  description: `an object whose kind is ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`,
  oneOf: Object.entries(kinds).map(([kind, { members, requires = [] }]) => ({
    type: 'object',
    required: ['kind', ...requires],
    additionalProperties: false,
    properties: { kind: { const: kind }, ...members },
  })),
};

/** Why a fault that conforms to the schema is impossible. Undefined if it is possible. */
export function faultProblem<K extends FaultName>(
  fault: InputOf<K>,
  targets: readonly FaultTarget[],
): FaultProblem | undefined {
  return kinds[fault.kind].problemOf?.(fault, targets);
}

/** Fills in default and random values. The same key gives the same values. */
export function settleFault<K extends FaultName>(fault: InputOf<K>, key: string): Settled[K] {
  return kinds[fault.kind].settle(fault, key);
}

/** The number of rows that are sent before a fault. Undefined if it doesn't count rows. */
export function rowsBefore<K extends FaultName>(fault: FaultOf<K> | undefined): number | undefined {
  return fault && kinds[fault.kind].rowsBefore?.(fault);
}

/**
 * Changes a reply before it is sent, for its fault. A fault that can't apply to the reply (no body, no rows, no syntax) is
 * left out.
 */
export function spoil<K extends FaultName>(
  reply: Reply,
  fault: FaultOf<K> | undefined,
  streamEnd: string | undefined,
): { readonly reply: Reply; readonly fault?: FaultOf<K> } {
  if (fault === undefined) return { reply };
  const kind = kinds[fault.kind];
  const spoilt = kind.spoil === undefined ? reply : kind.spoil(reply, fault, streamEnd);
  return spoilt === undefined ? { reply } : { reply: spoilt, fault };
}

/** Sends a reply with a fault. */
export function sendFault<K extends FaultName>(wire: Wire, fault: FaultOf<K>): Promise<void> {
  return kinds[fault.kind].send?.(wire, fault) ?? wire.sendReply();
}

/** Whether a fault ends the connection before the reply is complete. */
export function endsConnection(fault: Fault | undefined): boolean {
  return fault !== undefined && kinds[fault.kind].endsConnection;
}

/** Whether a fault delays the head. */
export function delaysHead(fault: Fault | undefined): boolean {
  return fault !== undefined && kinds[fault.kind].delaysHead === true;
}

/** The step of the session's clock; undefined for a fault without one. */
export function clockStepOf<K extends FaultName>(fault: FaultOf<K> | undefined): ClockStep | undefined {
  return fault && kinds[fault.kind].clockStep?.(fault);
}

/** The error that is sent instead of the answer; undefined for a fault without one. */
export function errorInsteadOf<K extends FaultName>(fault: FaultOf<K> | undefined): ErrorInstead | undefined {
  return fault && kinds[fault.kind].errorOf?.(fault);
}
