// Made from specs/helsinki.yaml by npm run generate. Do not edit.

/**
 * The registrations.
 */
export type HelsinkiRegisteredCompletions = HelsinkiRegisteredCompletion[];

/**
 * One completion of a module by a learner. A learner may have several.
 */
export interface HelsinkiStudyRegistryCompletion {
  /**
   * The date that the registry records, UTC; the fraction is left out where it is zero.
   */
  completion_date: string;
  /**
   * The course's language.
   */
  completion_language: string;
  /**
   * When the learner opened the form to register the completion. Null if never.
   */
  completion_registration_attempt_date: string | null;
  /**
   * The learner's address at the time of the completion.
   */
  email: string;
  grade: HelsinkiStudyRegistryGrade;
  /**
   * The completion's id.
   */
  id: string;
  /**
   * The learner's id.
   */
  user_id: string;
  /**
   * A level that one former course had; null today.
   */
  tier: number | null;
}
/**
 * A grade and the scale that it is on.
 */
export interface HelsinkiStudyRegistryGrade {
  /**
   * 0 to 5, or passed and failed.
   */
  scale: string;
  /**
   * The grade as text; on the second scale 1 is passed and 0 is failed.
   */
  grade: string;
}
/**
 * A completion that a registry has registered. Other members are ignored.
 */
export interface HelsinkiRegisteredCompletion {
  /**
   * The completion's id, a UUID with dashes or without, in braces or behind urn:uuid:.
   */
  completion_id: string;
  /**
   * The learner's number at the university. Any text is accepted.
   */
  student_number: string;
  /**
   * When it was registered. It is read and not kept.
   */
  registration_date: string;
}
/**
 * A refusal. It always has the four members.
 */
export interface HelsinkiError {
  title: string;
  message: string;
  source: string | null;
  data: null;
}
/**
 * The only refusal with another form.
 */
export interface HelsinkiRateLimited {
  error: 'too_many_requests';
  retry_after_seconds: number;
}
/**
 * The parameters and the body of a request of streamCompletions.
 */
export interface StreamCompletionsValues {
  path: {
    /**
     * The id of the course (a UUID in any form that Rust accepts), its slug, or the code of the university. Case matters.
     */
    course_id_slug_or_code: string;
  };
  query: {
    /**
     * Leaves out the completions that the calling registry has registered. Must be true or false.
     */
    exclude_already_registered?: boolean;
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of streamCompletions, by status.
 */
export interface StreamCompletionsReplies {
  /**
   * The completions in any order, as one array, sent while it is made.
   */
  200: HelsinkiStudyRegistryCompletion[];
  /**
   * A parameter or the path is invalid. This is checked before the key.
   */
  400: string;
  403: HelsinkiError;
  404: HelsinkiError;
  429: HelsinkiRateLimited;
}
/**
 * The parameters and the body of a request of registerCompletions.
 */
export interface RegisterCompletionsValues {
  path: {};
  query: {};
  header: {};
  cookie: {};
  body?: HelsinkiRegisteredCompletions;
  bodyType?: string;
}
/**
 * The bodies of the replies of registerCompletions, by status.
 */
export interface RegisterCompletionsReplies {
  /**
   * The completions are registered. There is no body.
   */
  200: undefined;
  /**
   * The body is invalid, which is checked before the key, or names an unknown completion. Nothing of it is stored.
   */
  400: HelsinkiError | string;
  403: HelsinkiError;
  429: HelsinkiRateLimited;
}
/**
 * The parameters and the body of a request of streamModuleCompletions.
 */
export interface StreamModuleCompletionsValues {
  path: {
    /**
     * The course's id (a UUID), its slug, or the code of the module. Case matters.
     */
    course_id_slug_or_code: string;
    /**
     * The module's id, a UUID in any form that the server's parser accepts.
     */
    module_id: string;
  };
  query: {
    /**
     * Leaves out the completions that the calling registry has registered. Must be true or false.
     */
    exclude_already_registered?: boolean;
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of streamModuleCompletions, by status.
 */
export interface StreamModuleCompletionsReplies {
  /**
   * The completions as one array, in any order, sent while they are read.
   */
  200: HelsinkiStudyRegistryCompletion[];
  /**
   * A parameter or the path is invalid. This is checked before the key.
   */
  400: string;
  403: HelsinkiError;
  /**
   * The module id is not a UUID, is unknown, or belongs to another course. The form is checked before the key.
   */
  404: HelsinkiError | string;
  429: HelsinkiRateLimited;
}
/**
 * The values of each operation, by operationId.
 */
export interface HelsinkiOperations {
  readonly streamCompletions: StreamCompletionsValues;
  readonly registerCompletions: RegisterCompletionsValues;
  readonly streamModuleCompletions: StreamModuleCompletionsValues;
}

/**
 * The replies of each operation, by operationId.
 */
export interface HelsinkiReplies {
  readonly streamCompletions: StreamCompletionsReplies;
  readonly registerCompletions: RegisterCompletionsReplies;
  readonly streamModuleCompletions: StreamModuleCompletionsReplies;
}
