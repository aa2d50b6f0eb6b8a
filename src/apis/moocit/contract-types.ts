// Made from specs/moocit.yaml by npm run generate. Do not edit.

/**
 * The learner's name on the platform, in its own capitals.
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
 * A refusal in one of the two shapes that Open edX has.
 */
export type MoocitRefusal = MoocitDetail | MoocitDeveloperMessage;

/**
 * How far one learner has got in one course.
 */
export interface MoocitCompletion {
  username: MoocitUsername;
  email: MoocitEmail;
  course_id: MoocitCourseKey;
  /**
   * The share done, from 0 to 1, as text; how many zeros follow is not fixed.
   */
  completion: string;
}
/**
 * What one learner scored in one course.
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
   * The best mark reached; empty where there is none. Which marks there are is each course's own choice.
   */
  letter_grade: string;
  /**
   * When the learner first passed, without a zone (taken as UTC); it stays where the grade drops later. Null for who never passed.
   */
  passed_timestamp: string | null;
  /**
   * The day of the learner's last activity in the course. The vendor does not say what the date means.
   */
  last_date: string;
}
/**
 * A refusal in the words of Django REST framework.
 */
export interface MoocitDetail {
  detail: string;
}
/**
 * A refusal of a view that wraps them all.
 */
export interface MoocitDeveloperMessage {
  developer_message: string;
}
/**
 * A refused token as a view wraps it that wraps them all.
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
 * What is not there, in the words of the grades API of Open edX.
 */
export interface MoocitCodedMessage {
  developer_message: string;
  error_code: 'invalid_course_key' | 'course_does_not_exist' | 'user_does_not_exist' | 'user_not_enrolled';
}
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
export interface ListCompletionsReplies {
  /**
   * The rows, in no promised order; an empty array where nothing matches.
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
export interface ListGradesReplies {
  /**
   * The rows, in no promised order; an empty array where nothing matches.
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
 * The values of each operation, by operationId.
 */
export interface MoocitOperations {
  readonly listCompletions: ListCompletionsValues;
  readonly listGrades: ListGradesValues;
}

/**
 * The replies of each operation, by operationId.
 */
export interface MoocitReplies {
  readonly listCompletions: ListCompletionsReplies;
  readonly listGrades: ListGradesReplies;
}
