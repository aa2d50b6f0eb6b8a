import type { Handlers } from '../../../engine/api.ts';
import type { IspringPersona } from '../auth.ts';
import type { IspringOperations } from '../contract-types.ts';

/** The handlers of some operations. */
export type IspringHandlers<Names extends keyof IspringOperations> = Handlers<
  IspringPersona,
  Pick<IspringOperations, Names>
>;
