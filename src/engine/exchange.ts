import type { Contract } from '../contract/contract.ts';
import type { ContractOutline, OperationOutline } from '../contract/outline.ts';
import type { ReceivedBody } from '../contract/request/request-body.ts';
import type { ParameterValues } from '../contract/request/request-reader.ts';
import type { ResponseDetail } from '../contract/reply/response-detail.ts';
import type { Violation } from '../contract/violation.ts';
import type { Api, Persona, RequestHeaders } from './api.ts';
import type { Fault } from './rules/fault.ts';
import type { RefusalReason } from './outcome.ts';
import type { Reply } from './reply/reply.ts';
import type { Session } from './session/session.ts';
import type { ChosenVariants, Variant, VariantChoices } from './variant.ts';

/** A request as an API sees it: the server has taken away what leads to the API. */
export interface EngineRequest {
  readonly method: string;
  /** Begins with a slash; not yet decoded. */
  readonly path: string;
  /** Without its question mark; not yet decoded. */
  readonly query: string;
  readonly headers: RequestHeaders;
  /**
   * Reads the body, its encoding undone. Called once at most, and only where one may have come.
   *
   * @param maxBytes Maximum size, compressed or not. Defaults to the server's own limit.
   */
  readBody(maxBytes?: number): Promise<ReceivedBody>;
}

/** What came of a request. */
export interface Exchange {
  readonly reply: Reply;
  /** Absent where the request matched no operation. */
  readonly operationId?: string | undefined;
  /** Who called, let in or not; absent where it is nobody of the fixtures, or was not asked. */
  readonly persona?: string | undefined;
  readonly violations: readonly Violation[];
  /** What the parameters said; absent where they were not read. */
  readonly values?: ParameterValues;
  /** Why the vendor refused; absent where it didn't. */
  readonly reason?: RefusalReason | undefined;
  /** What of the campus is left out because of who calls. */
  readonly scope?: string | undefined;
  /** The session's rule that had its turn; absent where none had. */
  readonly rule?: AppliedRule | undefined;
  /** Why part of the exchange was not checked: that took too long. The client gets it as a header. */
  readonly note?: string | undefined;
  /** What goes wrong with the reply, because the rule asks for it. */
  readonly fault?: Fault | undefined;
}

/** A rule that had its turn with a request. */
export interface AppliedRule {
  readonly id: string;
  /** Aborted where what the rule holds back must be let go. */
  readonly released: AbortSignal;
  /** Why its answer was not sent: it would have broken the contract. */
  readonly refused?: string;
}

/** An API, ready to be asked: a vendor's, or a mounted document. */
export interface Service {
  readonly api: Pick<
    Api<Persona>,
    | 'name'
    | 'personas'
    | 'showcase'
    | 'environment'
    | 'credentialOf'
    | 'bodyCredential'
    | 'brokenStream'
    | 'unacceptable'
    | 'options'
    | 'retryAfter'
  >;
  readonly contract: ContractOutline;
  /** What the vendor's documents leave open. */
  readonly variants: readonly Variant[];
  /** How the server reads it: a choice for each variant. */
  readonly choices: VariantChoices;
  /** The server's choices with others over them. @throws {RangeError} where there is no such choice. */
  choose(given: VariantChoices): ChosenVariants;
  /** The API as a session sees it. */
  apiFor(session: Session): Service['api'];
  /** What the contract says of a response beyond its outline. Absent where only an answer itself is held against it. */
  detailOf?(operation: OperationOutline, status: number): ResponseDetail;
  /** A promise where the answer has to be waited for. */
  handle(request: EngineRequest, session: Session): Exchange | Promise<Exchange>;
}

/** A vendor's API, ready to be asked: all of its contract is compiled. */
export interface ApiService extends Service {
  readonly contract: Contract;
}
