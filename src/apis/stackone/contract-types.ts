// Made from specs/stackone.yaml by npm run generate. Do not edit.

/**
 * How it ended.
 */
export type StackOneResult = {
  /**
   * The ending in StackOne's words. The sample has Pass, the vendor's OpenAPI document Fail too; more may come.
   */
  value?: string | null;
  source_value?: StackOneSourceValue;
} | null;
/**
 * The provider's own value, of whatever type.
 */
export type StackOneSourceValue = string | number | boolean | {} | unknown[] | null;
/**
 * What kind of thing was completed.
 */
export type StackOneLearningObjectType = {
  /**
   * The kind in StackOne's words. The sample has content, the vendor's OpenAPI document all three; more may come.
   */
  value?: string | null;
  source_value?: StackOneSourceValue;
} | null;
/**
 * What was scored, in percent and in the provider's own words.
 */
export type StackOneScore = {
  percentage?: number | null;
  raw_value?: string | null;
} | null;
/**
 * When it was refused, UTC.
 */
export type StackOneTimestamp = string;
/**
 * What the provider said, as a whole.
 */
export type StackOneBadRequestData = {
  statusCode?: number | null;
  message?: string | null;
  headers?: {
    [k: string]: unknown;
  } | null;
} | null;
/**
 * One refusal of the provider's.
 */
export type StackOneProviderError = {
  status?: number | null;
  url?: string | null;
  raw?: {
    [k: string]: unknown;
  } | null;
  headers?: {
    [k: string]: unknown;
  } | null;
} | null;

/**
 * A completion, and how it was come by where that was asked for.
 */
export interface StackOneCompletionResult {
  data: StackOneCompletion;
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * A completion. Any field may be null or absent.
 */
export interface StackOneCompletion {
  /**
   * The completion.
   */
  id?: string | null;
  /**
   * What the provider calls the completion.
   */
  remote_id?: string | null;
  /**
   * Fields that the caller's project has set up, by name.
   */
  unified_custom_fields?: {
    [k: string]: unknown;
  } | null;
  /**
   * @deprecated
   * A reference of the caller's own to the completion.
   */
  external_reference?: string | null;
  result?: StackOneResult;
  /**
   * When the learning object was completed.
   */
  completed_at?: string | null;
  /**
   * When the completion came to be.
   */
  created_at?: string | null;
  /**
   * When the completion was last changed.
   */
  updated_at?: string | null;
  learning_object_type?: StackOneLearningObjectType;
  /**
   * What was completed; not wanted by every integration.
   */
  learning_object_id?: string | null;
  /**
   * What the provider calls what was completed.
   */
  remote_learning_object_id?: string | null;
  /**
   * The caller's own reference to what was completed, by which completions are made.
   */
  learning_object_external_reference?: string | null;
  /**
   * Who completed it.
   */
  user_id?: string | null;
  /**
   * What the provider calls who completed it.
   */
  remote_user_id?: string | null;
  /**
   * @deprecated
   * An older reference of the caller's to the completion.
   */
  external_id?: string | null;
  /**
   * @deprecated
   * An older reference of the caller's to the content.
   */
  content_external_reference?: string | null;
  /**
   * @deprecated
   * What the provider calls that reference.
   */
  remote_external_id?: string | null;
  /**
   * @deprecated
   * The content that was completed.
   */
  content_id?: string | null;
  /**
   * @deprecated
   * What the provider calls the content.
   */
  remote_content_id?: string | null;
  /**
   * @deprecated
   * The course that was completed.
   */
  course_id?: string | null;
  /**
   * @deprecated
   * What the provider calls the course.
   */
  remote_course_id?: string | null;
  /**
   * How long it took, as an ISO 8601 duration.
   */
  time_spent?: string | null;
  /**
   * Where the certificate is.
   */
  certificate_url?: string | null;
  score?: StackOneScore;
}
/**
 * A request to the provider, and its answer.
 */
export interface StackOneRawResponse {
  /**
   * The request's method.
   */
  method: string;
  /**
   * Where it went.
   */
  url: string;
  /**
   * What was sent.
   */
  body?: string | null;
  /**
   * What came back.
   */
  response?: {
    [k: string]: unknown;
  } | null;
}
/**
 * A refusal; the vendor's client wants all three members.
 */
export interface StackOneError {
  statusCode: number;
  message: string;
  timestamp: StackOneTimestamp;
}
/**
 * A refusal of what was asked; it may tell what the provider said.
 */
export interface StackOneBadRequestError {
  statusCode: 400;
  message: string;
  timestamp: StackOneTimestamp;
  data?: StackOneBadRequestData;
  /**
   * One entry for each request that the provider refused.
   */
  provider_errors?: StackOneProviderError[] | null;
}
export interface GetCompletionValues {
  path: {
    /**
     * The completion.
     */
    id: string;
  };
  query: {
    /**
     * Adds the request to the provider and its answer.
     */
    raw?: boolean;
    /**
     * Parameters for the provider. The vendor's own client sends the keys without the name proxy, so both forms are accepted.
     */
    proxy?: {
      [k: string]: unknown;
    };
    /**
     * Comma-separated fields of the answer. Empty means all.
     */
    fields?: string;
  };
  header: {
    /**
     * The linked account.
     */
    'x-account-id'?: string;
  };
  cookie: {};
}
export interface GetCompletionReplies {
  200: StackOneCompletionResult;
  400: StackOneBadRequestError;
  401: StackOneError;
  403: StackOneError;
  404: StackOneError;
  406: StackOneError;
  408: StackOneError;
  409: StackOneError;
  412: StackOneError;
  422: StackOneError;
  429: StackOneError;
  500: StackOneError;
  501: StackOneError;
  502: StackOneError;
}
/**
 * The values of each operation, by operationId.
 */
export interface StackOneOperations {
  readonly getCompletion: GetCompletionValues;
}

/**
 * The replies of each operation, by operationId.
 */
export interface StackOneReplies {
  readonly getCompletion: GetCompletionReplies;
}
