import type { Handlers, Persona } from '../../../engine/api.ts';
import type { StackOneOperations } from '../contract-types.ts';

/** The handlers of some operations. */
export type StackOneHandlers<Names extends keyof StackOneOperations> = Handlers<
  Persona,
  Pick<StackOneOperations, Names>
>;
