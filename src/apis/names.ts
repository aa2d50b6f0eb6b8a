import type { ApiName, OperationId, OperationsOf } from './index.ts';
import type { RepliesByApi } from './contract-types.ts';
import type { BuiltInPersonas } from './persona-names.ts';

/**
 * The names of personas in a personas.yaml of your own, by API. Empty until you declare them:
 *
 * @example
 * declare module 'lms-mock' {
 *   interface OwnPersonas {
 *     ispring: 'auditor' | 'guest';
 *   }
 * }
 */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type
export interface OwnPersonas {}

/** The name of a persona: `PersonaName<'ispring'>`. Without an API, of any persona. */
export type PersonaName<A extends ApiName = ApiName> = A extends keyof OwnPersonas
  ? BuiltInPersonas[A] | OwnPersonas[A]
  : BuiltInPersonas[A];

/** The API of an operation: `ApiOf<'listGrades'>` is `'moocit'`. */
export type ApiOf<O extends OperationId> = {
  readonly [A in ApiName]: O extends keyof OperationsOf<A> ? A : never;
}[ApiName];

/** A status of an operation in its contract: `ReplyStatus<'listGrades'>` is `200 | 400 | 401 | …`. */
export type ReplyStatus<O extends OperationId> = {
  readonly [A in ApiName]: O extends keyof RepliesByApi[A] ? keyof RepliesByApi[A][O] & number : never;
}[ApiName];
