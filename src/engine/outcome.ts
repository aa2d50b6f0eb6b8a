/** Why a request was refused, in our own words. */
export type RefusalReason =
  | 'unknown-path'
  | 'unknown-method'
  | 'credentials'
  /** The role may not do this. */
  | 'forbidden'
  /** The account is disabled, not allowed or not there. */
  | 'account'
  | 'request'
  | 'not-acceptable'
  /** There never was such a thing. */
  | 'absent';

/** An expected no, in the vendor's words: the body is a named example of the contract. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly status: number;
  /** The contract's example of the response that the body is taken from; empty where there is no body. */
  readonly example: string;
  /** Members of the body that differ from time to time, over those of the example. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** The body, where it is a text that differs from time to time. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is wrong, where the body is not an example. */
  readonly detail?: string;
  /** The credentials are absent or wrong, so the request breaks the contract. By default those of status 401. */
  readonly isOfCredentials?: boolean;
  /** Where in the request the refused credentials stand: `body/client_secret`. By default where the contract's schemes say. */
  readonly credentialsAt?: string;
  /** The operations that may give it. By default all. */
  readonly operations?: readonly string[];
  /** By default what the status says: 403 is `forbidden`, 404 `absent`. */
  readonly reason?: RefusalReason;
}

/** Whether an operation may give a refusal. */
export function isOf({ operations }: Refusal, operationId: string): boolean {
  return operations === undefined || operations.includes(operationId);
}

/** What an operation answers: a value, or rows that are made while they are sent. */
export type Answer =
  | {
      readonly kind: 'value';
      readonly status: number;
      readonly value: unknown;
      /** Headers besides those that the contract fixes. */
      readonly headers?: Readonly<Record<string, string>>;
      /** Why the value doesn't conform to the contract; absent where it does. */
      readonly note?: string | undefined;
    }
  | {
      readonly kind: 'rows';
      readonly status: number;
      readonly rows: Iterable<unknown>;
      /** The way of the contract's (`x-row-forms`) to write them, where it is not an array. JSON only. */
      readonly form?: string | undefined;
      /** What of the campus is left out because of who calls; absent where nothing is. */
      readonly scope?: string | undefined;
    };

export type Outcome = Answer | Refusal;
