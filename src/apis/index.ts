import type { ChoicesOf, VariantChoices } from '../engine/variant.ts';
import type { Walk } from '../walk.ts';
import type { ApiDefinition } from './api-definition.ts';
import { helsinki } from './helsinki/index.ts';
import { ispring } from './ispring/index.ts';
import { moocit } from './moocit/index.ts';
import { stackone } from './stackone/index.ts';

/** The APIs, in the order in which they are shown. */
interface Apis {
  readonly moocit: typeof moocit;
  readonly stackone: typeof stackone;
  readonly ispring: typeof ispring;
  readonly helsinki: typeof helsinki;
}

const list: Apis = { moocit, stackone, ispring, helsinki };

// The rest is derived.

/** The name of an API of a vendor. */
export type ApiName = keyof Apis;

type Part<A extends ApiName> =
  Apis[A] extends ApiDefinition<A, infer F, infer V, infer T, infer O, infer P>
    ? { readonly facts: F; readonly variants: V; readonly truth: T; readonly operations: O; readonly persona: P }
    : never;

/** personas.yaml: the personas of each API, with their credentials. */
export type Personas = { readonly [A in ApiName]: Part<A>['facts'] };

/** The truth of each API. */
export type Truths = { readonly [A in ApiName]: Part<A>['truth'] };

type Variants = { readonly [A in ApiName]: Part<A>['variants'] };
type Operations = { readonly [A in ApiName]: Part<A>['operations'] };
type Callers = { readonly [A in ApiName]: Part<A>['persona'] };

type Definition<A extends ApiName> = ApiDefinition<A, Personas[A], Variants[A], Truths[A], Operations[A], Callers[A]>;

/** The definition of each API, by name. */
export const apis: { readonly [A in ApiName]: Definition<A> } = list;

export function isApiName(name: string): name is ApiName {
  return Object.hasOwn(apis, name);
}

/** The names of the APIs, in the order in which they are shown. */
export const apiNames: readonly ApiName[] = Object.keys(apis).filter(isApiName);

/** The values of each operation of an API, by operationId. */
export type OperationsOf<A extends ApiName> = Operations[A];

/** An operationId of any of the APIs. */
export type OperationId = { readonly [A in ApiName]: keyof Operations[A] & string }[ApiName];

/** Choices of variants that are not the default: `{ moocit: { 'no-match': 'not-found' } }`. */
export type VariantSettings = { readonly [A in ApiName]?: Partial<ChoicesOf<Variants[A]>> };

/** Unchecked choices of some of the APIs. */
export type VariantChoicesByApi = { readonly [A in ApiName]?: VariantChoices };

/** The record of one row of each API. */
export type TruthRows = {
  readonly [A in ApiName]: Truths[A] extends { rows(persona: string): Walk<infer R> } ? R : never;
};

/** Makes a value for each API. */
export function eachApi<T extends { readonly [A in ApiName]: unknown }>(make: <A extends ApiName>(name: A) => T[A]): T {
  // Each API has its own value.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(apiNames.map((name) => [name, make(name)])) as T;
}

/** Makes a value for each API when it is read. */
export function eachApiLate<T extends { readonly [A in ApiName]: unknown }>(make: (name: ApiName) => T[ApiName]): T {
  const getters = apiNames.map((name) => [name, { enumerable: true, get: () => make(name) }]);
  // Each API has its own value.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.defineProperties({}, Object.fromEntries(getters)) as T;
}
