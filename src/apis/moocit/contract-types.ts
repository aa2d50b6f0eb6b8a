// Made from specs/moocit.yaml by npm run generate. Do not edit.

/**
 * The learner's user name on the platform, with its own case.
 */
export type MoocitUsername = string;
/**
 * The learner's address.
 */
export type MoocitEmail = string;
/**
 * The course's key. The parameter's text shows course-v1:org+num+session, the samples another form.
 */
export type MoocitCourseKey = string;
/**
 * As sent.
 */
export type MoocitBulkAction = 'enroll' | 'unenroll';
/**
 * The result of one identifier. One that is neither a username nor an e-mail address has invalidIdentifier.
 */
export type MoocitIdentifierResult = {
  /**
   * As sent.
   */
  identifier: string;
  before?: MoocitIdentifierState;
  after?: MoocitIdentifierState;
  /**
   * The identifier is neither a username of the platform nor an e-mail address.
   */
  invalidIdentifier?: true;
  /**
   * The platform failed to do it.
   */
  error?: true;
} & MoocitIdentifierResult1;
export type MoocitIdentifierResult1 = {
  [k: string]: unknown;
};
/**
 * The problems of one member; in non_field_errors, those of the whole.
 *
 * @minItems 1
 */
export type MoocitFieldError = [string, ...string[]];
/**
 * A refusal in one of the two shapes that Open edX has.
 */
export type MoocitRefusal = MoocitDetail | MoocitDeveloperMessage;

/**
 * The progress of a learner in a course.
 */
export interface MoocitCompletion {
  username: MoocitUsername;
  email: MoocitEmail;
  course_id: MoocitCourseKey;
  /**
   * The progress from 0 to 1, as text. The number of trailing zeros is not fixed.
   */
  completion: string;
}
/**
 * The grade of one learner in one course.
 */
export interface MoocitGrade {
  username: MoocitUsername;
  email: MoocitEmail;
  course_id: MoocitCourseKey;
  /**
   * The course's title.
   */
  display_name: string;
  /**
   * The score as a share of the whole, from 0 to 1, as text.
   */
  percent_grade: string;
  /**
   * The best grade. Empty without one. Each course has its own grades.
   */
  letter_grade: string;
  /**
   * When the learner first passed, without a zone (read as UTC). It stays if the grade drops later. Null for a learner who never passed.
   */
  passed_timestamp: string | null;
  /**
   * The day of the learner's last activity in the course. The vendor does not say what the date means.
   */
  last_date: string;
}
/**
 * A learner in a course.
 */
export interface MoocitEnrollment {
  username: MoocitUsername;
  email: MoocitEmail;
  course_id: MoocitCourseKey;
  /**
   * Whether the learner takes the course. False for those who have left it.
   */
  is_active: boolean;
  /**
   * The track. The page shows audit only.
   */
  mode: string;
  /**
   * When the learner enrolled, to the minute, without a zone (read as UTC).
   */
  created: string;
}
/**
 * The learners, and the courses that they enrol in or leave.
 */
export interface MoocitBulkEnrollment {
  /**
   * Whether people without an account are enrolled when they register.
   */
  auto_enroll: boolean;
  /**
   * Whether the platform sends e-mails. lms-mock sends none.
   */
  email_students: boolean;
  /**
   * The change to make.
   */
  action: 'enroll' | 'unenroll';
  /**
   * The keys of the courses, separated by commas.
   */
  courses: string;
  /**
   * The name of a cohort for each course, separated by commas. Required on the page, optional in the source.
   */
  cohorts?: string;
  /**
   * E-mail addresses, separated by commas. The source takes usernames and white space, too.
   */
  identifiers: string;
}
/**
 * The result of a bulk enrolment.
 */
export interface MoocitBulkEnrolled {
  action: MoocitBulkAction;
  /**
   * By the keys of the courses.
   */
  courses: {
    [k: string]: MoocitCourseResult;
  };
  /**
   * As sent.
   */
  email_students: boolean;
  /**
   * As sent.
   */
  auto_enroll: boolean;
}
/**
 * The results of the identifiers in one course.
 */
export interface MoocitCourseResult {
  action: MoocitBulkAction;
  /**
   * In the order of the identifiers.
   */
  results: MoocitIdentifierResult[];
  /**
   * As sent.
   */
  auto_enroll: boolean;
}
/**
 * The state of an e-mail address in a course.
 */
export interface MoocitIdentifierState {
  /**
   * Whether there is an account.
   */
  user: boolean;
  /**
   * Whether the learner takes the course.
   */
  enrollment: boolean;
  /**
   * Whether the address may enrol as soon as there is an account.
   */
  allowed: boolean;
  /**
   * Whether it will then be enrolled automatically.
   */
  auto_enroll: boolean;
}
/**
 * The problems of a body, by its members.
 */
export interface MoocitFieldErrors {
  identifiers?: MoocitFieldError;
  courses?: MoocitFieldError;
  cohorts?: MoocitFieldError;
  action?: MoocitFieldError;
  auto_enroll?: MoocitFieldError;
  email_students?: MoocitFieldError;
  non_field_errors?: MoocitFieldError;
}
/**
 * A refusal in the words of Django REST framework.
 */
export interface MoocitDetail {
  detail: string;
}
/**
 * A refusal of a view that wraps all refusals.
 */
export interface MoocitDeveloperMessage {
  developer_message: string;
}
/**
 * A refused token of a view that wraps all refusals.
 */
export interface MoocitDeveloperTokenError {
  developer_message: MoocitTokenError;
}
/**
 * A refused token in the words of Open edX.
 */
export interface MoocitTokenError {
  error_code: 'token_not_provided' | 'token_malformed' | 'token_nonexistent' | 'token_expired';
  developer_message: string;
}
/**
 * The missing thing, in the words of the grades API of Open edX.
 */
export interface MoocitCodedMessage {
  developer_message: string;
  error_code: 'invalid_course_key' | 'course_does_not_exist' | 'user_does_not_exist' | 'user_not_enrolled';
}
/**
 * The parameters and the body of a request of listCompletions.
 */
export interface ListCompletionsValues {
  path: {};
  query: {
    /**
     * Only rows of this course. A plus in a course key must be sent as %2B, because an unescaped plus is a space.
     */
    course_id?: string;
    /**
     * Only rows of the learner with this username. Case matters.
     */
    username?: string;
  };
  header: {
    /**
     * Documented as required, though only a browser sends it, with a preflight, and a script can't. Without it there is no violation, except with the variant preflight-header=required.
     */
    'access-control-request-headers'?: string;
    /**
     * Documented as required, though the request has no body.
     */
    'content-type'?: string;
  };
  cookie: {};
}
/**
 * The bodies of the replies of listCompletions, by status.
 */
export interface ListCompletionsReplies {
  /**
   * The rows, in any order. An empty array if nothing matches.
   */
  200: MoocitCompletion[];
  400: MoocitRefusal;
  /**
   * The token is missing, malformed or unknown.
   */
  401: MoocitDetail | MoocitTokenError | MoocitDeveloperMessage | MoocitDeveloperTokenError;
  403: MoocitRefusal;
  /**
   * The course or the learner does not exist, or the learner is not in the course. Only with the variant no-match=not-found.
   */
  404: MoocitDetail | MoocitCodedMessage;
  406: MoocitRefusal;
  429: MoocitRefusal;
}
/**
 * The parameters and the body of a request of listGrades.
 */
export interface ListGradesValues {
  path: {};
  query: {
    /**
     * Only rows of this course. A plus in a course key must be sent as %2B, because an unescaped plus is a space.
     */
    course_id?: string;
    /**
     * Only rows of the learner with this username. Case matters.
     */
    username?: string;
  };
  header: {
    /**
     * Documented as required, though only a browser sends it, with a preflight, and a script can't. Without it there is no violation, except with the variant preflight-header=required.
     */
    'access-control-request-headers'?: string;
    /**
     * Documented as required, though the request has no body.
     */
    'content-type'?: string;
  };
  cookie: {};
}
/**
 * The bodies of the replies of listGrades, by status.
 */
export interface ListGradesReplies {
  /**
   * The rows, in any order. An empty array if nothing matches.
   */
  200: MoocitGrade[];
  400: MoocitRefusal;
  /**
   * The token is missing, malformed or unknown.
   */
  401: MoocitDetail | MoocitTokenError | MoocitDeveloperMessage | MoocitDeveloperTokenError;
  403: MoocitRefusal;
  /**
   * The course or the learner does not exist, or the learner is not in the course. Only with the variant no-match=not-found.
   */
  404: MoocitDetail | MoocitCodedMessage;
  406: MoocitRefusal;
  429: MoocitRefusal;
}
/**
 * The parameters and the body of a request of listEnrollments.
 */
export interface ListEnrollmentsValues {
  path: {};
  query: {
    /**
     * Only rows of this course. A plus in a course key must be sent as %2B, because an unescaped plus is a space.
     */
    course_id?: string;
    /**
     * Only rows of the learner with this username. Case matters.
     */
    username?: string;
    /**
     * Number of past days. Only enrolments of these days.
     */
    days?: number;
  };
  header: {
    /**
     * Documented as required, though only a browser sends it, with a preflight, and a script can't. Without it there is no violation, except with the variant preflight-header=required.
     */
    'access-control-request-headers'?: string;
    /**
     * Documented as required, though the request has no body.
     */
    'content-type'?: string;
  };
  cookie: {};
}
/**
 * The bodies of the replies of listEnrollments, by status.
 */
export interface ListEnrollmentsReplies {
  /**
   * The rows, in any order. An empty array if nothing matches.
   */
  200: MoocitEnrollment[];
  400: MoocitRefusal;
  /**
   * The token is missing, malformed or unknown.
   */
  401: MoocitDetail | MoocitTokenError | MoocitDeveloperMessage | MoocitDeveloperTokenError;
  403: MoocitRefusal;
  /**
   * The course or the learner does not exist, or the learner is not in the course. Only with the variant no-match=not-found.
   */
  404: MoocitDetail | MoocitCodedMessage;
  406: MoocitRefusal;
  429: MoocitRefusal;
}
/**
 * The parameters and the body of a request of bulkEnroll.
 */
export interface BulkEnrollValues {
  path: {};
  query: {};
  header: {};
  cookie: {};
  body?: MoocitBulkEnrollment;
  bodyType?: string;
}
/**
 * The bodies of the replies of bulkEnroll, by status.
 */
export interface BulkEnrollReplies {
  200: MoocitBulkEnrolled;
  /**
   * The platform can't read the body. Nothing was done.
   */
  400: MoocitFieldErrors | MoocitDetail | MoocitDeveloperMessage;
  /**
   * The token is missing, malformed or unknown.
   */
  401: MoocitDetail | MoocitTokenError | MoocitDeveloperMessage | MoocitDeveloperTokenError;
  403: MoocitRefusal;
  /**
   * A course does not exist. Nothing was done. There is no body.
   */
  404: undefined;
  406: MoocitRefusal;
  415: MoocitRefusal;
  429: MoocitRefusal;
}
/**
 * The values of each operation, by operationId.
 */
export interface MoocitOperations {
  readonly listCompletions: ListCompletionsValues;
  readonly listGrades: ListGradesValues;
  readonly listEnrollments: ListEnrollmentsValues;
  readonly bulkEnroll: BulkEnrollValues;
}

/**
 * The replies of each operation, by operationId.
 */
export interface MoocitReplies {
  readonly listCompletions: ListCompletionsReplies;
  readonly listGrades: ListGradesReplies;
  readonly listEnrollments: ListEnrollmentsReplies;
  readonly bulkEnroll: BulkEnrollReplies;
}
