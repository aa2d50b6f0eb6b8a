import type { OperationOutline } from '../../contract/outline.ts';
import type { QueryPair } from '../../contract/text/query.ts';
import type { RequestHeaders } from '../request.ts';
import type { FaultInput } from '../faults/faults.ts';

/** The condition for a value of a request: the full value, or a part. */
export type TextMatch =
  | string
  | number
  | bigint
  | boolean
  | { readonly prefix: string }
  | { readonly contains: string };

/** The requests that a rule matches. All members are optional. */
export interface RuleMatch {
  readonly api?: string;
  /** An operationId. If several APIs have it, `api` is required. */
  readonly operation?: string;
  /** Name of the caller in personas.yaml. */
  readonly persona?: string;
  /** Values of the path's parameters, decoded. */
  readonly path?: Readonly<Record<string, TextMatch>>;
  /** Values of the query, decoded. Of a repeated parameter, one value must match. */
  readonly query?: Readonly<Record<string, TextMatch>>;
  readonly headers?: Readonly<Record<string, TextMatch>>;
  /** Number of matching requests that are answered normally first. Default 0. */
  readonly after?: number;
  /** Number of requests that the rule answers. Default: no limit. */
  readonly times?: number;
}

/** Changes of the rows of a list. */
export interface RowsInput {
  /** Number of rows, 0 to 100000. Further ones are left out; if there are fewer, they are repeated, with the same ids. */
  readonly count?: number;
  /** Rows that have one of these values come first. Maximum 1000 values. */
  readonly first?: readonly string[];
}

/** One answer of a rule. A fault can be combined with any other member; alone, it applies to the normal answer. */
export interface RuleAnswer {
  /** The normal answer. */
  readonly normal?: true;
  /** A status of the contract, with the vendor's own refusal or the first example of the contract. */
  readonly status?: number;
  /** A named example of the contract. */
  readonly example?: string;
  /** A body instead of the example, as the value that the media type writes. A `bigint` is written with all its digits. */
  readonly body?: unknown;
  /** Headers besides the contract's own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A JSON merge patch (RFC 7396) of the normal answer; of a list, of each row. A refusal is not patched. */
  readonly patch?: Readonly<Record<string, unknown>>;
  /** The normal answer with other rows. Can be combined with a patch. */
  readonly rows?: RowsInput;
  readonly fault?: FaultInput;
}

/** A rule as plain data. */
export interface RuleInput {
  readonly match?: RuleMatch;
  /** One answer for each request, or a sequence of answers, after which the rule is used up. */
  readonly answer: RuleAnswer | { readonly sequence: readonly RuleAnswer[] };
  /** Lets an answer break the contract. Default false. */
  readonly offContract?: boolean;
}

/** The parts of a request that a rule can match. */
export interface RuleCall {
  readonly operation: OperationOutline;
  /** Undefined if the path can't be decoded. */
  readonly pathValues: Readonly<Record<string, string>> | undefined;
  readonly headers: RequestHeaders;
  /** The decoded query. Called only if a rule has a condition for it. */
  query(): readonly QueryPair[];
  /** The persona of the caller. Called only if a rule has a condition for it. */
  persona(): string | undefined;
}

/** A rule that was checked against the services. */
export interface Rule {
  readonly input: RuleInput;
  /** Its length as JSON. */
  readonly characters: number;
  /** Its approximate memory in bytes. */
  readonly bytes: number;
  readonly matches: (call: RuleCall) => boolean;
  readonly after: number;
  /** Maximum number of requests that it answers. */
  readonly times: number;
  /** The answers in order. The last one is repeated. */
  readonly answers: readonly RuleAnswer[];
  readonly offContract: boolean;
}

/** An invalid rule. The message names the member, the values that are allowed and the value. */
export class RuleError extends Error {
  override readonly name = 'RuleError';
  readonly code = 'ERR_LMS_MOCK_RULE';
  /** The member, `answer.status`. */
  readonly member: string;

  constructor(member: string, problem: string) {
    super(`${member}: ${problem}.`);
    this.member = member;
  }
}

/** An answer of a rule that broke the contract when it was made, so it is not sent. */
export class RuleBreach extends Error {
  override readonly name = 'RuleBreach';
  readonly code = 'ERR_LMS_MOCK_RULE_BREACH';
}
