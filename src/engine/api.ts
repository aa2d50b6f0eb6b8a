import type { Severity } from '../contract/document.ts';
import type { Operation as ContractOperation } from '../contract/operation.ts';
import type { ParameterValues } from '../contract/request/request-reader.ts';
import type { Violation } from '../contract/violation.ts';
import type { EngineRequest, RequestHeaders } from './request.ts';
import type { Outcome, Refusal } from './outcome.ts';
import type { Reply } from './reply/reply.ts';
import type { RetryAfter } from './reply/retry-after.ts';
import type { Session } from './session/session.ts';

/** A named caller of the fixtures. */
export interface Persona {
  readonly name: string;
  /** The headers with its credentials. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The arguments of an operation. `values` conforms to the operation's schemas. Invalid values are absent. */
export interface Call<P extends Persona, V extends ParameterValues = ParameterValues> {
  readonly persona: P;
  readonly values: V;
  /** The session, for the data that clients write. */
  readonly session: Pick<Session, 'now' | 'written' | 'openWritten' | 'outbox' | 'openOutbox'>;
}

interface Operation<P extends Persona, V extends ParameterValues> {
  handle(call: Call<P, V>): Outcome;
}

/**
 * Answers an operation from the campus. Called only with a persona that has the permission.
 *
 * It has the type of a method, so that a handler for the values of one operation is assignable to a handler for any values.
 * The engine calls it only with values that were checked against the contract of its operation.
 */
export type Handler<P extends Persona, V extends ParameterValues = ParameterValues> = Operation<P, V>['handle'];

/** A handler per operation, by operationId, each with the types of its operation's values. */
export type Handlers<P extends Persona, V> = {
  readonly [Id in keyof V]: V[Id] extends ParameterValues ? Handler<P, V[Id]> : never;
};

/** An example request: a path with its query, and headers besides the caller's. */
export interface Showcase {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default GET. */
  readonly method?: string;
  readonly body?: string;
}

/** The vendor's reaction if Accept allows no media type of the answer. */
export interface Unacceptable {
  /** `error`: the vendor refuses the request. `warning`: it sends the first media type, and only a strict server refuses. */
  readonly severity: Severity;
  /** One of the API's refusals. */
  readonly refusal: Refusal;
  /** The vendor ignores quality values (`q=0`). Default false. */
  readonly ignoresQuality?: boolean;
}

/** The arguments of an operation without a handler. */
export interface OperationRequest {
  readonly operation: ContractOperation;
  readonly request: EngineRequest;
}

/** The context of a refusal that is not an example of the contract. */
export interface RefusalContext {
  /** Undefined if the request matches no operation. */
  readonly operation: ContractOperation | undefined;
  readonly request: EngineRequest;
  readonly violations: readonly Violation[];
}

/** The result of a vendor's own parser for a body: its value, or the vendor's message about the problem. */
export type BodyVerdict = { readonly value: unknown } | { readonly problem: string };

/** A request that breaks the contract. */
export interface BrokenRequest {
  readonly operationId: string;
  readonly request: EngineRequest;
  /** Why the vendor's own parser refuses the body. Absent if it accepts the body, was not called, or is not known. */
  readonly bodyProblem?: string;
}

/** An operation with the values of its call. */
export interface CalledOperation {
  readonly operationId: string;
  readonly values: ParameterValues;
}

/** Reads a credential in the body of a request. The body has not been checked. */
export interface BodyCredential {
  isTakenBy(method: string, path: string): boolean;
  of(text: string): string | undefined;
}

/** The behaviour of a vendor's API that the contract can't describe. */
export interface Api<P extends Persona> {
  /** All personas of the fixtures. The first one is the caller of the examples in the banner and the docs. */
  readonly personas: readonly P[];
  /** A typical request of the API. */
  readonly showcase: Showcase;
  /** The credentials of the first persona as environment variables for a client: `MOOCIT_TOKEN`. */
  readonly environment: Readonly<Record<string, string>>;
  /** The sent secret of the caller (a token, a key, a password). It may carry a session id. */
  credentialOf(headers: RequestHeaders): string | undefined;
  /** Reads the credential in a request's body. Absent if no operation of the API has one there. */
  readonly bodyCredential?: BodyCredential;
  /**
   * The caller, or the refusal of its credentials. A session id in the credential is ignored.
   *
   * @param called The operation, for an API with credentials in a body. Absent if it is not known.
   */
  authenticate(headers: RequestHeaders, called?: CalledOperation): P | Refusal;
  /** By operationId. Must have exactly the contract's operations. */
  readonly operations: Readonly<Record<string, Handler<P>>>;
  /** All refusals of the API, by our names. */
  readonly refusals: Readonly<Record<'unknownPath' | 'unknownMethod', Refusal>> & Readonly<Record<string, Refusal>>;
  /** The vendor's reaction if Accept allows no media type of the answer. Absent if the vendor ignores Accept. */
  readonly unacceptable?: Unacceptable;
  /** The refusal of an unknown path, if it depends on the path. Defaults to `refusals.unknownPath`. */
  refuseUnknownPath?(path: string): Refusal;
  /**
   * Parses a body like the vendor's own source code. Its verdict decides whether a body is refused. Breaches of the contract
   * in a body that the vendor accepts are warnings. If absent, or undefined for a body, the contract decides.
   */
  readBody?(operationId: string, bytes: Uint8Array, headers: RequestHeaders): BodyVerdict | undefined;
  /** The refusal of a request that breaks the contract with severity `error`. */
  refuseViolation(violation: Violation, broken: BrokenRequest): Refusal;
  /** Headers of every answer. Called once for each request. */
  headersOf?(request: EngineRequest, session: Pick<Session, 'id' | 'numberRequest'>): Readonly<Record<string, string>>;
  /** Members of every refusal's body, which replace those of its example. */
  refusalFields?(refusal: Refusal, method: string): Readonly<Record<string, unknown>>;
  /** How the body of a 429 has the seconds of its header Retry-After. Absent if it doesn't have them. */
  readonly retryAfter?: RetryAfter;
  /** Every answer of a known path has the header Allow with the methods of the path. By default only a 405 has it. */
  readonly sendsAllow?: boolean;
  /** HEAD is a wrong method. By default it is answered like GET, without a body. */
  readonly refusesHead?: boolean;
  /** The API accepts any credentials. Their absence is a violation. */
  readonly takesAnyCredentials?: boolean;
  /** The answer to OPTIONS that is not a preflight, from an authenticated caller. Absent if it is a wrong method. */
  readonly options?: { readonly status: number; readonly example: string };
  /** Accept is checked first, then the credentials, then the method. By default the method is first and Accept last. */
  readonly checksMethodLast?: boolean;
  /** An absent required header that no script in a browser can send is a violation for callers that are not browsers. Default false. */
  readonly missesForbiddenHeaders?: boolean;
  /** The parameters are checked before the credentials. */
  readonly readsParametersFirst?: boolean;
  /** The name of a row's record in the API's truth. Undefined for a row without one. Absent if no row has one. */
  readonly recordOf?: (row: unknown, values: ParameterValues) => string | undefined;
  /** Whether an operation at a path makes the server call addresses that a client gives. Absent if none does. */
  readonly takesCallbacks?: (path: string) => boolean;
  /** Called when the clock of a session with callbacks has moved. Absent if the vendor calls nothing. */
  readonly clockMoved?: (session: Pick<Session, 'now' | 'outbox'>, from: number) => void;
  /** Answers an operation without a handler. Absent if each has one. */
  readonly answer?: (context: OperationRequest) => Outcome | Promise<Outcome>;
  /** Writes a refusal that is not an example of the contract. Absent if all are examples. */
  readonly refuse?: (refusal: Refusal, context: RefusalContext) => Reply;
  /** The text that the vendor sends when a stream fails, after some rows and before the regular end. Absent if it is not known. */
  readonly brokenStream?: string;
}
