// Made from specs/ispring.yaml by npm run generate. Do not edit.

/**
 * The rows. JSON has a bare array, XML an element around it.
 */
export type IspringStatuses = IspringStatus[];

/**
 * The form of the grant client_credentials (RFC 6749, section 4.4).
 */
export interface IspringTokenRequest {
  /**
   * Which client it is.
   */
  client_id: string;
  /**
   * The client's secret. A session's id may stand behind it, after a tilde.
   */
  client_secret: string;
  /**
   * The kind of grant.
   */
  grant_type: 'client_credentials';
}
/**
 * A token, and how long it is good.
 */
export interface IspringAccessToken {
  /**
   * What the header Authorization holds from then on, as it is or behind Bearer.
   */
  access_token: string;
  /**
   * Seconds until the token is refused.
   */
  expires_in: 1800;
  /**
   * The kind of token.
   */
  token_type: 'bearer';
}
/**
 * How one learner stands. In XML the row and the property in it are both called status.
 */
export interface IspringStatus {
  /**
   * The learner.
   */
  userId: string;
  /**
   * The words for the learner's state. The samples have two of the known ones, the vendor's reports all five; more may come.
   */
  status: string;
  /**
   * The share done, in percent, with decimals only where there are any; whole numbers alone in the variant progress=integer.
   */
  progress: number;
  /**
   * When the learner completed the content item; absent until then. It may be later than the last view.
   */
  completionDate?: string;
  /**
   * When the learner last looked at the content item; absent for who never did.
   */
  lastViewDate?: string;
}
/**
 * A refusal.
 */
export interface IspringErrorResponse {
  /**
   * The status again.
   */
  code: number;
  /**
   * The reason, for a person to read.
   */
  message: string;
}
export interface ListFinalStatusesValues {
  path: {
    /**
     * The id of the content item. The sample has a number, the vendor's OpenAPI document a UUID. Any string is accepted.
     */
    content_item_id: string;
  };
  query: {};
  header: {};
  cookie: {};
}
export interface ListFinalStatusesReplies {
  200: IspringStatuses;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  /**
   * Unknown content item. Plain text, whatever the request accepts. The media type is from the vendor's OpenAPI document. With unknown-content-item=code-and-message it is a refusal like the others.
   */
  404: string | IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
export interface CreateAccessTokenValues {
  path: {};
  query: {};
  header: {};
  cookie: {};
  body?: IspringTokenRequest;
  bodyType?: string;
}
export interface CreateAccessTokenReplies {
  200: IspringAccessToken;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The values of each operation, by operationId.
 */
export interface IspringOperations {
  readonly listFinalStatuses: ListFinalStatusesValues;
  readonly createAccessToken: CreateAccessTokenValues;
}

/**
 * The replies of each operation, by operationId.
 */
export interface IspringReplies {
  readonly listFinalStatuses: ListFinalStatusesReplies;
  readonly createAccessToken: CreateAccessTokenReplies;
}
