// Made from specs/stackone.yaml by npm run generate. Do not edit.

/**
 * How it ended.
 */
export type StackOneResult = {
  /**
   * The result in StackOne's words. The sample has Pass, the vendor's OpenAPI document also Fail. There may be more.
   */
  value?: string | null;
  source_value?: StackOneSourceValue;
} | null;
/**
 * The provider's own value, of any type.
 */
export type StackOneSourceValue = string | number | boolean | {} | unknown[] | null;
/**
 * The kind of the learning object.
 */
export type StackOneLearningObjectType = {
  /**
   * The kind in StackOne's words. The sample has content, the vendor's OpenAPI document all three. There may be more.
   */
  value?: string | null;
  source_value?: StackOneSourceValue;
} | null;
/**
 * The score, in percent and in the provider's own words.
 */
export type StackOneScore = {
  percentage?: number | null;
  raw_value?: string | null;
} | null;
/**
 * A language.
 */
export type StackOneLanguage = {
  /**
   * The value in StackOne's words.
   */
  value?: string | null;
  source_value?: StackOneSourceValue;
} | null;
/**
 * The kind of the content.
 */
export type StackOneContentType = {
  /**
   * The value in StackOne's words.
   */
  value?: string | null;
  source_value?: StackOneSourceValue;
} | null;
/**
 * The status of the assignment.
 */
export type StackOneAssignmentStatus = {
  /**
   * The value in StackOne's words.
   */
  value?: string | null;
  source_value?: StackOneSourceValue;
} | null;
/**
 * The score.
 */
export type StackOneNewScore = {
  percentage?: number | null;
  raw_value?: string | null;
} | null;
/**
 * When it was answered, UTC.
 */
export type StackOneTimestamp = string;
/**
 * The provider's whole response.
 */
export type StackOneBadRequestData = {
  statusCode?: number | null;
  message?: string | null;
  headers?: {
    [k: string]: unknown;
  } | null;
} | null;
/**
 * A refusal by the provider.
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
 * A completion, and the requests to the provider if requested.
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
   * The provider's id of the completion.
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
   * The caller's own reference to the completion.
   */
  external_reference?: string | null;
  result?: StackOneResult;
  /**
   * When the learning object was completed.
   */
  completed_at?: string | null;
  /**
   * When the completion was created.
   */
  created_at?: string | null;
  /**
   * When the completion was last changed.
   */
  updated_at?: string | null;
  learning_object_type?: StackOneLearningObjectType;
  /**
   * The learning object that was completed. Not every integration needs it.
   */
  learning_object_id?: string | null;
  /**
   * The provider's id of the learning object.
   */
  remote_learning_object_id?: string | null;
  /**
   * The caller's own reference to the learning object, by which completions are created.
   */
  learning_object_external_reference?: string | null;
  /**
   * The user who completed it.
   */
  user_id?: string | null;
  /**
   * The provider's id of the user.
   */
  remote_user_id?: string | null;
  /**
   * @deprecated
   * An older reference of the caller to the completion.
   */
  external_id?: string | null;
  /**
   * @deprecated
   * An older reference of the caller to the content.
   */
  content_external_reference?: string | null;
  /**
   * @deprecated
   * The provider's id for that reference.
   */
  remote_external_id?: string | null;
  /**
   * @deprecated
   * The content that was completed.
   */
  content_id?: string | null;
  /**
   * @deprecated
   * The provider's id of the content.
   */
  remote_content_id?: string | null;
  /**
   * @deprecated
   * The course that was completed.
   */
  course_id?: string | null;
  /**
   * @deprecated
   * The provider's id of the course.
   */
  remote_course_id?: string | null;
  /**
   * How long it took, as an ISO 8601 duration.
   */
  time_spent?: string | null;
  /**
   * The URL of the certificate.
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
   * The request body.
   */
  body?: string | null;
  /**
   * The provider's response.
   */
  response?: {
    [k: string]: unknown;
  } | null;
}
/**
 * A page of completions.
 */
export interface StackOneCompletionsPage {
  /**
   * The cursor of the next page. Null at the end.
   */
  next?: string | null;
  data: StackOneCompletion[];
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * A page of users.
 */
export interface StackOneUsersPage {
  /**
   * The cursor of the next page. Null at the end.
   */
  next?: string | null;
  data: StackOneUser[];
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * A user. Any field may be null or absent.
 */
export interface StackOneUser {
  /**
   * The user.
   */
  id?: string | null;
  /**
   * The provider's id of the user.
   */
  remote_id?: string | null;
  /**
   * Fields that the caller's project has set up by name.
   */
  unified_custom_fields?: {
    [k: string]: unknown;
  } | null;
  /**
   * The caller's own reference to the user.
   */
  external_reference?: string | null;
  /**
   * Whether the user may sign in.
   */
  active?: boolean | null;
  /**
   * The e-mail address.
   */
  email?: string | null;
  /**
   * The full name.
   */
  name?: string | null;
  /**
   * The phone number.
   */
  phone_number?: string | null;
  /**
   * When the user was created.
   */
  created_at?: string | null;
  /**
   * When the user was last changed.
   */
  updated_at?: string | null;
}
/**
 * A user, and the requests to the provider if requested.
 */
export interface StackOneUserResult {
  data: StackOneUser;
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * A page of courses.
 */
export interface StackOneCoursesPage {
  /**
   * The cursor of the next page. Null at the end.
   */
  next?: string | null;
  data: StackOneCourse[];
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * A course. Any field may be null or absent.
 */
export interface StackOneCourse {
  /**
   * The course.
   */
  id?: string | null;
  /**
   * The provider's id of the course.
   */
  remote_id?: string | null;
  /**
   * Fields that the caller's project has set up by name.
   */
  unified_custom_fields?: {
    [k: string]: unknown;
  } | null;
  /**
   * The caller's own reference to the course.
   */
  external_reference?: string | null;
  /**
   * The content of the course.
   */
  content_ids?: string[] | null;
  /**
   * The provider's ids of the content of the course.
   */
  remote_content_ids?: string[] | null;
  /**
   * The title.
   */
  title?: string | null;
  /**
   * The subject of the course.
   */
  description?: string | null;
  /**
   * The languages of the course.
   */
  languages?: StackOneLanguage[] | null;
  /**
   * The URL of the picture.
   */
  cover_url?: string | null;
  /**
   * The URL of the course.
   */
  url?: string | null;
  /**
   * Whether the course can be taken.
   */
  active?: boolean | null;
  /**
   * How long it takes as an ISO 8601 duration.
   */
  duration?: string | null;
  /**
   * Its categories.
   */
  categories?: StackOneCategory[] | null;
  /**
   * The skills that it teaches.
   */
  skills?: StackOneSkill[] | null;
  /**
   * The provider of it.
   */
  provider?: string | null;
  /**
   * When the course was created.
   */
  created_at?: string | null;
  /**
   * When the course was last changed.
   */
  updated_at?: string | null;
}
/**
 * A category. Any field may be null or absent.
 */
export interface StackOneCategory {
  /**
   * The category.
   */
  id?: string | null;
  /**
   * The provider's id of the category.
   */
  remote_id?: string | null;
  /**
   * Fields that the caller's project has set up by name.
   */
  unified_custom_fields?: {
    [k: string]: unknown;
  } | null;
  /**
   * The name.
   */
  name?: string | null;
  /**
   * Whether it is in use.
   */
  active?: boolean | null;
  language?: StackOneLanguage;
}
/**
 * A skill. Any field may be null or absent.
 */
export interface StackOneSkill {
  /**
   * The skill.
   */
  id?: string | null;
  /**
   * The provider's id of the skill.
   */
  remote_id?: string | null;
  /**
   * The name.
   */
  name?: string | null;
  /**
   * Whether it is in use.
   */
  active?: boolean | null;
  language?: StackOneLanguage;
}
/**
 * A course, and the requests to the provider if requested.
 */
export interface StackOneCourseResult {
  data: StackOneCourse;
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * A page of content.
 */
export interface StackOneContentPage {
  /**
   * The cursor of the next page. Null at the end.
   */
  next?: string | null;
  data: StackOneContent[];
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * An item of content. Any field may be null or absent.
 */
export interface StackOneContent {
  /**
   * The item of content.
   */
  id?: string | null;
  /**
   * The provider's id of the item of content.
   */
  remote_id?: string | null;
  /**
   * Fields that the caller's project has set up by name.
   */
  unified_custom_fields?: {
    [k: string]: unknown;
  } | null;
  /**
   * The caller's own reference to the content.
   */
  external_reference?: string | null;
  /**
   * The courses that have it.
   */
  course_ids?: string[] | null;
  /**
   * The provider's ids of the courses that have it.
   */
  remote_course_ids?: string[] | null;
  /**
   * The title.
   */
  title?: string | null;
  /**
   * Its subject.
   */
  description?: string | null;
  /**
   * The languages of the content.
   */
  languages?: StackOneLanguage[] | null;
  /**
   * Where it is.
   */
  content_url?: string | null;
  content_type?: StackOneContentType;
  /**
   * The URL of the picture.
   */
  cover_url?: string | null;
  /**
   * Whether it can be taken.
   */
  active?: boolean | null;
  /**
   * How long it takes as an ISO 8601 duration.
   */
  duration?: string | null;
  /**
   * Its place in the course.
   */
  order?: number | null;
  /**
   * Its categories.
   */
  categories?: StackOneCategory[] | null;
  /**
   * The skills that it teaches.
   */
  skills?: StackOneSkill[] | null;
  /**
   * The provider of it.
   */
  provider?: string | null;
  /**
   * When the content was created.
   */
  created_at?: string | null;
  /**
   * When the content was last changed.
   */
  updated_at?: string | null;
}
/**
 * An item of content, and the requests to the provider if requested.
 */
export interface StackOneContentResult {
  data: StackOneContent;
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * A page of assignments.
 */
export interface StackOneAssignmentsPage {
  /**
   * The cursor of the next page. Null at the end.
   */
  next?: string | null;
  data: StackOneAssignment[];
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * A learning object that a user is to complete. Any field may be null or absent.
 */
export interface StackOneAssignment {
  /**
   * The assignment.
   */
  id?: string | null;
  /**
   * The provider's id of the assignment.
   */
  remote_id?: string | null;
  /**
   * Fields that the caller's project has set up by name.
   */
  unified_custom_fields?: {
    [k: string]: unknown;
  } | null;
  /**
   * @deprecated
   * The caller's own reference to the assignment.
   */
  external_reference?: string | null;
  /**
   * The learning object to complete.
   */
  learning_object_id?: string | null;
  /**
   * The provider's id of the learning object.
   */
  remote_learning_object_id?: string | null;
  /**
   * The caller's own reference to the learning object.
   */
  learning_object_external_reference?: string | null;
  learning_object_type?: StackOneLearningObjectType;
  /**
   * The user who must complete it.
   */
  user_id?: string | null;
  /**
   * The provider's id of the user.
   */
  remote_user_id?: string | null;
  /**
   * @deprecated
   * The course.
   */
  course_id?: string | null;
  /**
   * @deprecated
   * The provider's id of the course.
   */
  remote_course_id?: string | null;
  status?: StackOneAssignmentStatus;
  result?: StackOneResult;
  /**
   * In percent.
   */
  progress?: number | null;
  /**
   * When it is to be completed.
   */
  due_date?: string | null;
  /**
   * When it was completed.
   */
  completed_at?: string | null;
  /**
   * The URL of the certificate.
   */
  certificate_url?: string | null;
  /**
   * When the assignment was created.
   */
  created_at?: string | null;
  /**
   * When the assignment was last changed.
   */
  updated_at?: string | null;
}
/**
 * An assignment, and the requests to the provider if requested.
 */
export interface StackOneAssignmentResult {
  data: StackOneAssignment;
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * A page of categories.
 */
export interface StackOneCategoriesPage {
  /**
   * The cursor of the next page. Null at the end.
   */
  next?: string | null;
  data: StackOneCategory[];
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * A category, and the requests to the provider if requested.
 */
export interface StackOneCategoryResult {
  data: StackOneCategory;
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * A page of skills.
 */
export interface StackOneSkillsPage {
  /**
   * The cursor of the next page. Null at the end.
   */
  next?: string | null;
  data: StackOneSkill[];
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * A skill, and the requests to the provider if requested.
 */
export interface StackOneSkillResult {
  data: StackOneSkill;
  /**
   * One entry for each request to the provider.
   */
  raw?: StackOneRawResponse[] | null;
}
/**
 * A completion to create. One of its members must name the learning object.
 */
export interface StackOneNewCompletion {
  /**
   * The caller's own reference to the completed learning object.
   */
  learning_object_external_reference?: string | null;
  /**
   * The learning object that was completed.
   */
  learning_object_id?: string | null;
  /**
   * @deprecated
   * An older reference to the completed learning object.
   */
  content_external_reference?: string | null;
  /**
   * @deprecated
   * The learning object that was completed.
   */
  content_id?: string | null;
  result?: StackOneResult;
  /**
   * When it was completed. Now if absent.
   */
  completed_at?: string | null;
  /**
   * How long it took as an ISO 8601 duration. It is not kept.
   */
  time_spent?: string | null;
  score?: StackOneNewScore;
  /**
   * Members for the provider.
   */
  passthrough?: {
    [k: string]: unknown;
  } | null;
}
/**
 * An assignment to create. One of its members must name the learning object.
 */
export interface StackOneNewAssignment {
  /**
   * The caller's own reference to the assigned learning object.
   */
  learning_object_external_reference?: string | null;
  /**
   * The learning object that is assigned.
   */
  learning_object_id?: string | null;
  /**
   * @deprecated
   * A reference to the assignment. It is not kept.
   */
  external_reference?: string | null;
  status?: StackOneAssignmentStatus;
  /**
   * The progress in percent.
   */
  progress?: number | null;
  /**
   * When it was created. Now if absent.
   */
  created_at?: string | null;
  /**
   * When it is due. It is not kept.
   */
  due_date?: string | null;
  /**
   * Members for the provider.
   */
  passthrough?: {
    [k: string]: unknown;
  } | null;
}
/**
 * The created record.
 */
export interface StackOneCreateResult {
  statusCode: 201;
  message: string;
  timestamp: StackOneTimestamp;
  data: {
    id?: string | null;
    remote_id?: string | null;
  };
}
/**
 * The result.
 */
export interface StackOneDeleteResult {
  /**
   * 204 in the vendor's example although the status is 200.
   */
  statusCode: number;
  message: string;
  timestamp: StackOneTimestamp;
}
/**
 * A refusal. The vendor's client needs all three members.
 */
export interface StackOneError {
  statusCode: number;
  message: string;
  timestamp: StackOneTimestamp;
}
/**
 * A refusal of a request. It may contain the provider's answer.
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
/**
 * The parameters and the body of a request of getCompletion.
 */
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
/**
 * The bodies of the replies of getCompletion, by status.
 */
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
 * The parameters and the body of a request of listUnifiedCompletions.
 */
export interface ListUnifiedCompletionsValues {
  path: {};
  query: {
    /**
     * Adds the request to the provider and its answer.
     */
    raw?: boolean;
    /**
     * Parameters for the provider.
     */
    proxy?: {
      [k: string]: unknown;
    };
    /**
     * Comma-separated fields of the answer. Empty means all.
     */
    fields?: string;
    /**
     * Number of records on a page. Keep it the same from page to page.
     */
    page_size?: number;
    /**
     * The cursor of the page, from the previous answer.
     */
    next?: string;
    /**
     * Only records that were updated after this time. Deprecated in favour of filter[updated_after]; the vendor's own client sends some filters in this form.
     */
    updated_after?: string;
    /**
     * The filter of the records. All members must match.
     */
    filter?: {
      /**
       * Only records that were updated after this time.
       */
      updated_after?: string;
    };
  };
  header: {
    /**
     * The linked account.
     */
    'x-account-id'?: string;
  };
  cookie: {};
}
/**
 * The bodies of the replies of listUnifiedCompletions, by status.
 */
export interface ListUnifiedCompletionsReplies {
  200: StackOneCompletionsPage;
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
 * The parameters and the body of a request of listUserAssignments.
 */
export interface ListUserAssignmentsValues {
  path: {
    /**
     * The user.
     */
    user_id: string;
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
    /**
     * Number of records on a page. Keep it the same from page to page.
     */
    page_size?: number;
    /**
     * The cursor of the page, from the previous answer.
     */
    next?: string;
    /**
     * Only records that were updated after this time. Deprecated in favour of filter[updated_after]; the vendor's own client sends some filters in this form.
     */
    updated_after?: string;
    /**
     * The filter of the records. All members must match.
     */
    filter?: {
      /**
       * Only records that were updated after this time.
       */
      updated_after?: string;
      /**
       * Only assignments with this status.
       */
      status?: string;
    };
    /**
     * Only assignments with this status. The vendor's own client sends the filter in this form.
     */
    status?: string;
    /**
     * Only assignments of this user.
     */
    user_id?: string;
    /**
     * Only assignments of the user that the provider knows by this id.
     */
    remote_user_id?: string;
  };
  header: {
    /**
     * The linked account.
     */
    'x-account-id'?: string;
  };
  cookie: {};
}
/**
 * The bodies of the replies of listUserAssignments, by status.
 */
export interface ListUserAssignmentsReplies {
  200: StackOneAssignmentsPage;
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
 * The parameters and the body of a request of createUserAssignment.
 */
export interface CreateUserAssignmentValues {
  path: {
    /**
     * The user.
     */
    user_id: string;
  };
  query: {};
  header: {
    /**
     * The linked account.
     */
    'x-account-id'?: string;
  };
  cookie: {};
  body?: StackOneNewAssignment;
  bodyType?: string;
}
/**
 * The bodies of the replies of createUserAssignment, by status.
 */
export interface CreateUserAssignmentReplies {
  201: StackOneCreateResult;
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
 * The parameters and the body of a request of listUserCompletions.
 */
export interface ListUserCompletionsValues {
  path: {
    /**
     * The user.
     */
    user_id: string;
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
    /**
     * Number of records on a page. Keep it the same from page to page.
     */
    page_size?: number;
    /**
     * The cursor of the page, from the previous answer.
     */
    next?: string;
    /**
     * Only records that were updated after this time. Deprecated in favour of filter[updated_after]; the vendor's own client sends some filters in this form.
     */
    updated_after?: string;
    /**
     * The filter of the records. All members must match.
     */
    filter?: {
      /**
       * Only records that were updated after this time.
       */
      updated_after?: string;
    };
  };
  header: {
    /**
     * The linked account.
     */
    'x-account-id'?: string;
  };
  cookie: {};
}
/**
 * The bodies of the replies of listUserCompletions, by status.
 */
export interface ListUserCompletionsReplies {
  200: StackOneCompletionsPage;
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
 * The parameters and the body of a request of createUserCompletion.
 */
export interface CreateUserCompletionValues {
  path: {
    /**
     * The user.
     */
    user_id: string;
  };
  query: {};
  header: {
    /**
     * The linked account.
     */
    'x-account-id'?: string;
  };
  cookie: {};
  body?: StackOneNewCompletion;
  bodyType?: string;
}
/**
 * The bodies of the replies of createUserCompletion, by status.
 */
export interface CreateUserCompletionReplies {
  201: StackOneCreateResult;
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
 * The parameters and the body of a request of getUserCompletion.
 */
export interface GetUserCompletionValues {
  path: {
    /**
     * The user.
     */
    user_id: string;
    /**
     * The completion.
     */
    completion_id: string;
  };
  query: {
    /**
     * Adds the request to the provider and its answer.
     */
    raw?: boolean;
    /**
     * Parameters for the provider.
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
/**
 * The bodies of the replies of getUserCompletion, by status.
 */
export interface GetUserCompletionReplies {
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
 * The parameters and the body of a request of deleteUserCompletion.
 */
export interface DeleteUserCompletionValues {
  path: {
    /**
     * The user.
     */
    user_id: string;
    /**
     * The completion.
     */
    completion_id: string;
  };
  query: {};
  header: {
    /**
     * The linked account.
     */
    'x-account-id'?: string;
  };
  cookie: {};
}
/**
 * The bodies of the replies of deleteUserCompletion, by status.
 */
export interface DeleteUserCompletionReplies {
  200: StackOneDeleteResult;
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
 * The parameters and the body of a request of listUsers.
 */
export interface ListUsersValues {
  path: {};
  query: {
    /**
     * Adds the request to the provider and its answer.
     */
    raw?: boolean;
    /**
     * Parameters for the provider.
     */
    proxy?: {
      [k: string]: unknown;
    };
    /**
     * Comma-separated fields of the answer. Empty means all.
     */
    fields?: string;
    /**
     * Number of records on a page. Keep it the same from page to page.
     */
    page_size?: number;
    /**
     * The cursor of the page, from the previous answer.
     */
    next?: string;
    /**
     * Only records that were updated after this time. Deprecated in favour of filter[updated_after]; the vendor's own client sends some filters in this form.
     */
    updated_after?: string;
    /**
     * The filter of the records. All members must match.
     */
    filter?: {
      /**
       * Only records that were updated after this time.
       */
      updated_after?: string;
      /**
       * The user with this address.
       */
      email?: string;
      /**
       * The user with this reference.
       */
      external_reference?: string;
    };
  };
  header: {
    /**
     * The linked account.
     */
    'x-account-id'?: string;
  };
  cookie: {};
}
/**
 * The bodies of the replies of listUsers, by status.
 */
export interface ListUsersReplies {
  200: StackOneUsersPage;
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
 * The parameters and the body of a request of getUser.
 */
export interface GetUserValues {
  path: {
    /**
     * The user.
     */
    user_id: string;
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
/**
 * The bodies of the replies of getUser, by status.
 */
export interface GetUserReplies {
  200: StackOneUserResult;
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
 * The parameters and the body of a request of listCourses.
 */
export interface ListCoursesValues {
  path: {};
  query: {
    /**
     * Adds the request to the provider and its answer.
     */
    raw?: boolean;
    /**
     * Parameters for the provider.
     */
    proxy?: {
      [k: string]: unknown;
    };
    /**
     * Comma-separated fields of the answer. Empty means all.
     */
    fields?: string;
    /**
     * Number of records on a page. Keep it the same from page to page.
     */
    page_size?: number;
    /**
     * The cursor of the page, from the previous answer.
     */
    next?: string;
    /**
     * Only records that were updated after this time. Deprecated in favour of filter[updated_after]; the vendor's own client sends some filters in this form.
     */
    updated_after?: string;
    /**
     * The filter of the records. All members must match.
     */
    filter?: {
      /**
       * Only records that were updated after this time.
       */
      updated_after?: string;
      /**
       * The course with this reference.
       */
      external_reference?: string;
    };
  };
  header: {
    /**
     * The linked account.
     */
    'x-account-id'?: string;
  };
  cookie: {};
}
/**
 * The bodies of the replies of listCourses, by status.
 */
export interface ListCoursesReplies {
  200: StackOneCoursesPage;
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
 * The parameters and the body of a request of getCourse.
 */
export interface GetCourseValues {
  path: {
    /**
     * The course.
     */
    course_id: string;
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
/**
 * The bodies of the replies of getCourse, by status.
 */
export interface GetCourseReplies {
  200: StackOneCourseResult;
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
 * The parameters and the body of a request of listContent.
 */
export interface ListContentValues {
  path: {};
  query: {
    /**
     * Adds the request to the provider and its answer.
     */
    raw?: boolean;
    /**
     * Parameters for the provider.
     */
    proxy?: {
      [k: string]: unknown;
    };
    /**
     * Comma-separated fields of the answer. Empty means all.
     */
    fields?: string;
    /**
     * Number of records on a page. Keep it the same from page to page.
     */
    page_size?: number;
    /**
     * The cursor of the page, from the previous answer.
     */
    next?: string;
    /**
     * Only records that were updated after this time. Deprecated in favour of filter[updated_after]; the vendor's own client sends some filters in this form.
     */
    updated_after?: string;
    /**
     * The filter of the records. All members must match.
     */
    filter?: {
      /**
       * Only records that were updated after this time.
       */
      updated_after?: string;
    };
  };
  header: {
    /**
     * The linked account.
     */
    'x-account-id'?: string;
  };
  cookie: {};
}
/**
 * The bodies of the replies of listContent, by status.
 */
export interface ListContentReplies {
  200: StackOneContentPage;
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
 * The parameters and the body of a request of getContent.
 */
export interface GetContentValues {
  path: {
    /**
     * The item of content.
     */
    content_id: string;
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
/**
 * The bodies of the replies of getContent, by status.
 */
export interface GetContentReplies {
  200: StackOneContentResult;
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
 * The parameters and the body of a request of listAssignments.
 */
export interface ListAssignmentsValues {
  path: {};
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
    /**
     * Number of records on a page. Keep it the same from page to page.
     */
    page_size?: number;
    /**
     * The cursor of the page, from the previous answer.
     */
    next?: string;
    /**
     * Only records that were updated after this time. Deprecated in favour of filter[updated_after]; the vendor's own client sends some filters in this form.
     */
    updated_after?: string;
    /**
     * The filter of the records. All members must match.
     */
    filter?: {
      /**
       * Only records that were updated after this time.
       */
      updated_after?: string;
      /**
       * Only assignments with this status.
       */
      status?: string;
    };
    /**
     * Only assignments with this status. The vendor's own client sends the filter in this form.
     */
    status?: string;
    /**
     * Only assignments of this user.
     */
    user_id?: string;
    /**
     * Only assignments of the user that the provider knows by this id.
     */
    remote_user_id?: string;
  };
  header: {
    /**
     * The linked account.
     */
    'x-account-id'?: string;
  };
  cookie: {};
}
/**
 * The bodies of the replies of listAssignments, by status.
 */
export interface ListAssignmentsReplies {
  200: StackOneAssignmentsPage;
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
 * The parameters and the body of a request of getAssignment.
 */
export interface GetAssignmentValues {
  path: {
    /**
     * The assignment.
     */
    assignment_id: string;
  };
  query: {
    /**
     * Adds the request to the provider and its answer.
     */
    raw?: boolean;
    /**
     * Parameters for the provider.
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
/**
 * The bodies of the replies of getAssignment, by status.
 */
export interface GetAssignmentReplies {
  200: StackOneAssignmentResult;
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
 * The parameters and the body of a request of getUserAssignment.
 */
export interface GetUserAssignmentValues {
  path: {
    /**
     * The user.
     */
    user_id: string;
    /**
     * The assignment.
     */
    assignment_id: string;
  };
  query: {
    /**
     * Adds the request to the provider and its answer.
     */
    raw?: boolean;
    /**
     * Parameters for the provider.
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
/**
 * The bodies of the replies of getUserAssignment, by status.
 */
export interface GetUserAssignmentReplies {
  200: StackOneAssignmentResult;
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
 * The parameters and the body of a request of listCategories.
 */
export interface ListCategoriesValues {
  path: {};
  query: {
    /**
     * Adds the request to the provider and its answer.
     */
    raw?: boolean;
    /**
     * Parameters for the provider.
     */
    proxy?: {
      [k: string]: unknown;
    };
    /**
     * Comma-separated fields of the answer. Empty means all.
     */
    fields?: string;
    /**
     * Number of records on a page. Keep it the same from page to page.
     */
    page_size?: number;
    /**
     * The cursor of the page, from the previous answer.
     */
    next?: string;
    /**
     * Only records that were updated after this time. Deprecated in favour of filter[updated_after]; the vendor's own client sends some filters in this form.
     */
    updated_after?: string;
    /**
     * The filter of the records. All members must match.
     */
    filter?: {
      /**
       * Only records that were updated after this time.
       */
      updated_after?: string;
    };
  };
  header: {
    /**
     * The linked account.
     */
    'x-account-id'?: string;
  };
  cookie: {};
}
/**
 * The bodies of the replies of listCategories, by status.
 */
export interface ListCategoriesReplies {
  200: StackOneCategoriesPage;
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
 * The parameters and the body of a request of getCategory.
 */
export interface GetCategoryValues {
  path: {
    /**
     * The category.
     */
    category_id: string;
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
/**
 * The bodies of the replies of getCategory, by status.
 */
export interface GetCategoryReplies {
  200: StackOneCategoryResult;
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
 * The parameters and the body of a request of listSkills.
 */
export interface ListSkillsValues {
  path: {};
  query: {
    /**
     * Adds the request to the provider and its answer.
     */
    raw?: boolean;
    /**
     * Parameters for the provider.
     */
    proxy?: {
      [k: string]: unknown;
    };
    /**
     * Comma-separated fields of the answer. Empty means all.
     */
    fields?: string;
    /**
     * Number of records on a page. Keep it the same from page to page.
     */
    page_size?: number;
    /**
     * The cursor of the page, from the previous answer.
     */
    next?: string;
    /**
     * Only records that were updated after this time. Deprecated in favour of filter[updated_after]; the vendor's own client sends some filters in this form.
     */
    updated_after?: string;
    /**
     * The filter of the records. All members must match.
     */
    filter?: {
      /**
       * Only records that were updated after this time.
       */
      updated_after?: string;
    };
  };
  header: {
    /**
     * The linked account.
     */
    'x-account-id'?: string;
  };
  cookie: {};
}
/**
 * The bodies of the replies of listSkills, by status.
 */
export interface ListSkillsReplies {
  200: StackOneSkillsPage;
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
 * The parameters and the body of a request of getSkill.
 */
export interface GetSkillValues {
  path: {
    /**
     * The skill.
     */
    skill_id: string;
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
/**
 * The bodies of the replies of getSkill, by status.
 */
export interface GetSkillReplies {
  200: StackOneSkillResult;
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
  readonly listUnifiedCompletions: ListUnifiedCompletionsValues;
  readonly listUserAssignments: ListUserAssignmentsValues;
  readonly createUserAssignment: CreateUserAssignmentValues;
  readonly listUserCompletions: ListUserCompletionsValues;
  readonly createUserCompletion: CreateUserCompletionValues;
  readonly getUserCompletion: GetUserCompletionValues;
  readonly deleteUserCompletion: DeleteUserCompletionValues;
  readonly listUsers: ListUsersValues;
  readonly getUser: GetUserValues;
  readonly listCourses: ListCoursesValues;
  readonly getCourse: GetCourseValues;
  readonly listContent: ListContentValues;
  readonly getContent: GetContentValues;
  readonly listAssignments: ListAssignmentsValues;
  readonly getAssignment: GetAssignmentValues;
  readonly getUserAssignment: GetUserAssignmentValues;
  readonly listCategories: ListCategoriesValues;
  readonly getCategory: GetCategoryValues;
  readonly listSkills: ListSkillsValues;
  readonly getSkill: GetSkillValues;
}

/**
 * The replies of each operation, by operationId.
 */
export interface StackOneReplies {
  readonly getCompletion: GetCompletionReplies;
  readonly listUnifiedCompletions: ListUnifiedCompletionsReplies;
  readonly listUserAssignments: ListUserAssignmentsReplies;
  readonly createUserAssignment: CreateUserAssignmentReplies;
  readonly listUserCompletions: ListUserCompletionsReplies;
  readonly createUserCompletion: CreateUserCompletionReplies;
  readonly getUserCompletion: GetUserCompletionReplies;
  readonly deleteUserCompletion: DeleteUserCompletionReplies;
  readonly listUsers: ListUsersReplies;
  readonly getUser: GetUserReplies;
  readonly listCourses: ListCoursesReplies;
  readonly getCourse: GetCourseReplies;
  readonly listContent: ListContentReplies;
  readonly getContent: GetContentReplies;
  readonly listAssignments: ListAssignmentsReplies;
  readonly getAssignment: GetAssignmentReplies;
  readonly getUserAssignment: GetUserAssignmentReplies;
  readonly listCategories: ListCategoriesReplies;
  readonly getCategory: GetCategoryReplies;
  readonly listSkills: ListSkillsReplies;
  readonly getSkill: GetSkillReplies;
}
