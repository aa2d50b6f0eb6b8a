// Made by npm run generate. Do not edit.
import type { HelsinkiReplies } from './helsinki/contract-types.ts';
import type { IspringReplies } from './ispring/contract-types.ts';
import type { MoocitReplies } from './moocit/contract-types.ts';
import type { StackOneReplies } from './stackone/contract-types.ts';

export type * from './helsinki/contract-types.ts';
export type * from './ispring/contract-types.ts';
export type * from './moocit/contract-types.ts';
export type * from './stackone/contract-types.ts';

/** The bodies of all replies, by API, operationId and status. */
export interface RepliesByApi {
  readonly helsinki: HelsinkiReplies;
  readonly ispring: IspringReplies;
  readonly moocit: MoocitReplies;
  readonly stackone: StackOneReplies;
}
