import type { Severity } from '../contract/document.ts';
import type { Operation as ContractOperation } from '../contract/operation.ts';
import type { ParameterValues } from '../contract/request/request-reader.ts';
import type { Violation } from '../contract/violation.ts';
import type { EngineRequest, RequestHeaders } from './request.ts';
import type { Outcome, Refusal } from './outcome.ts';
import type { Reply } from './reply/reply.ts';
import type { RetryAfter } from './reply/retry-after.ts';
import type { Session } from './session/session.ts';

/** A caller that the fixtures know by name. */
export interface Persona {
  readonly name: string;
  /** The headers that it sends to be known. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The arguments of an operation. `values` matches the operation's schemas: a value that breaks them is absent. */
export interface Call<P extends Persona, V extends ParameterValues = ParameterValues> {
  readonly persona: P;
  readonly values: V;
  /** Where the API keeps what its clients write. */
  readonly session: Pick<Session, 'written' | 'openWritten'>;
}

interface Operation<P extends Persona, V extends ParameterValues> {
  handle(call: Call<P, V>): Outcome;
}

/**
 * Answers an operation from the campus. Called only with a persona that may call it.
 *
 * It has the type of a method, so that a handler of one operation's values is a handler of any: the engine calls it only
 * with the values that the contract of its operation has checked.
 */
export type Handler<P extends Persona, V extends ParameterValues = ParameterValues> = Operation<P, V>['handle'];

/** A handler per operation, by operationId, each with the types of its operation's values. */
export type Handlers<P extends Persona, V> = {
  readonly [Id in keyof V]: V[Id] extends ParameterValues ? Handler<P, V[Id]> : never;
};

/** A request to paste: a path with its query, and headers besides the caller's. */
export interface Showcase {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default GET. */
  readonly method?: string;
  readonly body?: string;
}

/** An Accept header that no media type of the answer suits. */
export interface Unacceptable {
  /** `error`: the vendor refuses the request. `warning`: it sends the first media type; only a strict server refuses. */
  readonly severity: Severity;
  /** One of the API's refusals. */
  readonly refusal: Refusal;
  /** The vendor does not read quality values (`q=0`). Default: it does. */
  readonly ignoresQuality?: boolean;
}

/** What an operation without a handler is asked with. */
export interface AskedOperation {
  readonly operation: ContractOperation;
  readonly request: EngineRequest;
}

/** What a refusal that is no example of the contract is made of. */
export interface RefusalContext {
  /** Absent where the request matches none. */
  readonly operation: ContractOperation | undefined;
  readonly request: EngineRequest;
  readonly violations: readonly Violation[];
}

/** What a vendor's own reader makes of a body: its value, or why it refuses it, in the vendor's words. */
export type BodyVerdict = { readonly value: unknown } | { readonly problem: string };

/** A request that breaks the contract. */
export interface BrokenRequest {
  readonly operationId: string;
  readonly request: EngineRequest;
  /** Why the vendor's own reader refuses the body. Absent where it takes the body, did not get it, or is not known. */
  readonly bodyProblem?: string;
}

/** An operation with what it was called with. */
export interface CalledOperation {
  readonly operationId: string;
  readonly values: ParameterValues;
}

/** Where an API takes a credential in the body of a request. The body may be anything: it has not been checked. */
export interface BodyCredential {
  isTakenBy(method: string, path: string): boolean;
  of(text: string): string | undefined;
}

/** What makes an API the vendor's: all that the contract can't say. */
export interface Api<P extends Persona> {
  readonly name: string;
  /** Everyone the fixtures know; the first is who the examples in banner and docs call as. */
  readonly personas: readonly P[];
  /** A request that shows what the API is for. */
  readonly showcase: Showcase;
  /** What a client is told of the first persona's credentials, as variables of its environment: `MOOCIT_TOKEN`. */
  readonly environment: Readonly<Record<string, string>>;
  /** The text that tells the caller, as it was sent (a token, a key, a password): it may carry a session. */
  credentialOf(headers: RequestHeaders): string | undefined;
  /** The credential of a request's body, where the address takes it there. Absent where none of the API does. */
  readonly bodyCredential?: BodyCredential;
  /**
   * The caller, or why it is not let in; the session that its credential carries doesn't count.
   *
   * @param called the operation, for an API that has one whose body holds the credentials. Absent where it is not known.
   */
  authenticate(headers: RequestHeaders, called?: CalledOperation): P | Refusal;
  /** By operationId; the contract's operations, no more and no less. */
  readonly operations: Readonly<Record<string, Handler<P>>>;
  /** Every refusal that the API can give, by our name for it. */
  readonly refusals: Readonly<Record<'unknownPath' | 'unknownMethod', Refusal>> & Readonly<Record<string, Refusal>>;
  /** What happens where no media type of the answer suits Accept. Absent: the vendor never looks at Accept. */
  readonly unacceptable?: Unacceptable;
  /** The refusal of a path that is none, where that depends on the path. By default `refusals.unknownPath`. */
  refuseUnknownPath?(path: string): Refusal;
  /**
   * What the vendor's own reader makes of the bytes of a body, where its source says so exactly. Its verdict decides
   * whether a body is refused: what the contract alone finds in a body that the vendor takes is a warning. Absent, or
   * undefined for an operation: the contract decides.
   */
  readBody?(operationId: string, bytes: Uint8Array): BodyVerdict | undefined;
  /** The refusal of a request to an operation that breaks the contract where the vendor minds. */
  refuseViolation(violation: Violation, broken: BrokenRequest): Refusal;
  /** Headers that each answer gets, whatever it says. Called once for each request. */
  headersOf?(request: EngineRequest, session: Pick<Session, 'id' | 'numberRequest'>): Readonly<Record<string, string>>;
  /** Members that each refusal's body gets, over those of its example. */
  refusalFields?(refusal: Refusal, method: string): Readonly<Record<string, unknown>>;
  /** How the body of a 429 tells the seconds of its header Retry-After. Absent where it doesn't. */
  readonly retryAfter?: RetryAfter;
  /** HEAD is a wrong method, not GET without its body. */
  readonly refusesHead?: boolean;
  /** Any credentials will do. Whether they are there is part of what a request is held against. */
  readonly takesAnyCredentials?: boolean;
  /** What OPTIONS that is no preflight gets from a caller that is let in. Absent: it is a wrong method. */
  readonly options?: { readonly status: number; readonly example: string };
  /** Accept is checked first, then the credentials, then the method. By default the method is first and Accept last. */
  readonly checksMethodLast?: boolean;
  /** A required header that no script in a browser can send is missed where the caller is no browser. By default it never is. */
  readonly missesForbiddenHeaders?: boolean;
  /** The parameters are read before the credentials. */
  readonly readsParametersFirst?: boolean;
  /** The name of the record that a row, or a whole answer, tells of: what the API's truth calls it. Absent where there is none. */
  readonly recordOf?: (row: unknown, values: ParameterValues) => string | undefined;
  /** Answers an operation that has no handler. Absent where each has one. */
  readonly answer?: (asked: AskedOperation) => Outcome | Promise<Outcome>;
  /** Writes a refusal that is no example of the contract. Absent where each is one. */
  readonly refuse?: (refusal: Refusal, context: RefusalContext) => Reply;
  /** What follows the rows of a stream that fails on the vendor's side, before it ends as if nothing were wrong; absent where it isn't known. */
  readonly brokenStream?: string;
}
