/** Why a request was refused. */
export type RefusalReason =
  | 'unknown-path'
  | 'unknown-method'
  | 'credentials'
  /** The role has no permission. */
  | 'forbidden'
  /** The account is disabled, forbidden or unknown. */
  | 'account'
  | 'request'
  | 'not-acceptable'
  /** The resource does not exist. */
  | 'absent';

/** An expected refusal in the vendor's words. The body is a named example of the contract. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly status: number;
  /** The name of the contract's example for the body. Empty if there is no body. */
  readonly example: string;
  /** Variable members of the body, which replace those of the example. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** The whole body, in place of the example. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The problem, if the body is not an example. */
  readonly detail?: string;
  /** The credentials are absent or wrong, so the request breaks the contract. Default: true for the status 401. */
  readonly isOfCredentials?: boolean;
  /** The place of the refused credentials in the request: `body/client_secret`. Defaults to the contract's security schemes. */
  readonly credentialsAt?: string;
  /** The operations that may refuse so. Default: all. */
  readonly operations?: readonly string[];
  /** Defaults to the reason of the status: 403 is `forbidden`, 404 `absent`. */
  readonly reason?: RefusalReason;
}

/** The reason of a refusal. Defaults to the reason of its status. */
export function reasonOf({ reason, status, isOfCredentials = status === 401 }: Refusal): RefusalReason {
  if (reason !== undefined) return reason;
  if (isOfCredentials) return 'credentials';
  switch (status) {
    case 403:
      return 'forbidden';
    case 404:
      return 'absent';
    case 406:
      return 'not-acceptable';
    default:
      return 'request';
  }
}

/** Whether an operation may refuse so. */
export function isOf({ operations }: Refusal, operationId: string): boolean {
  return operations === undefined || operations.includes(operationId);
}

/** The answer of an operation: a value, or streamed rows. */
export type Answer =
  | {
      readonly kind: 'value';
      readonly status: number;
      readonly value: unknown;
      /** Headers besides the fixed ones of the contract. */
      readonly headers?: Readonly<Record<string, string>>;
      /** Names of the records in the value, as in the API's truth. Default none. */
      readonly records?: readonly string[];
      /** Number of rows of a page of a list. Absent if the value is not a page. */
      readonly rowCount?: number;
      /** Why the value doesn't conform to the contract. Absent if it does. */
      readonly note?: string | undefined;
      /** The part of the campus that the persona can see, for a page of a list. Absent if it sees everything. */
      readonly scope?: string | undefined;
    }
  | {
      readonly kind: 'rows';
      readonly status: number;
      readonly rows: Iterable<unknown>;
      /** The form of the list in the contract (`x-row-forms`), if it is not an array. JSON only. */
      readonly form?: string | undefined;
      /** The part of the campus that the persona can see. Absent if it sees everything. */
      readonly scope?: string | undefined;
    };

export type Outcome = Answer | Refusal;
