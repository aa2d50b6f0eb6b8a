import type { Contract } from '../contract/contract.ts';
import type { OperationMatch } from '../contract/match/operation-matcher.ts';
import type { ContractResponses } from '../contract/reply/response.ts';
import type { Violation } from '../contract/violation.ts';
import type { Api, Persona } from './api.ts';
import type { Refusal } from './outcome.ts';
import type { EncodeOptions } from './reply/encode.ts';
import type { Reply } from './reply/reply.ts';
import type { EngineRequest } from './request.ts';
import type { Session } from './session/session.ts';
import type { VariantChoices } from './variant.ts';

/** A request with its operation, and the options for its answer. */
export interface RequestContext<P extends Persona> {
  readonly api: Api<P>;
  readonly contract: Contract;
  /** The choices of variants in the session. */
  readonly choices: VariantChoices;
  readonly match: FoundMatch;
  readonly request: EngineRequest;
  readonly encodeOptions: EncodeOptions;
  /** Refuses violations that the vendor would not notice, too. */
  readonly strict: boolean;
  readonly session: Session;
  refuse(responses: ContractResponses, refusal: Refusal, violations?: readonly Violation[]): Reply;
}

/** An operation was found, but the path may have invalid escapes. */
export type FoundMatch = Exclude<OperationMatch, { kind: `unknown-${string}` }>;
