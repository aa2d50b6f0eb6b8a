// Made from specs/ispring.yaml by npm run generate. Do not edit.

/**
 * The rows. JSON has a bare array, XML an element around it.
 */
export type IspringStatuses = IspringStatus[];
/**
 * The type of a content item.
 */
export type IspringContentType =
  | 'iSpringSuiteModule'
  | 'Audio'
  | 'Video'
  | 'Image'
  | 'Quiz'
  | 'Survey'
  | 'SCORM'
  | 'Course'
  | 'LearningTrack'
  | 'WordDocument'
  | 'PowerPointPresentation'
  | 'PDFDocument'
  | 'ExcelSpreadsheet'
  | 'RolePlay'
  | 'Link'
  | 'Assignment'
  | 'Book'
  | 'Interaction'
  | 'Page'
  | 'OnlineQuiz'
  | 'ExternalCourse';
/**
 * Content items. JSON has a bare array, XML an element around it.
 */
export type IspringContentItems = IspringContentItem[];
/**
 * Users. JSON has a bare array, XML an element around it.
 */
export type IspringUserProfiles = IspringUserProfile[];
/**
 * The state of a result. The campus has not_started, in_progress, complete, passed and failed.
 */
export type IspringCompletionStatus =
  'not_started' | 'in_progress' | 'pending' | 'complete' | 'passed' | 'accepted' | 'incomplete' | 'failed' | 'declined';
/**
 * Subscriptions. JSON has a bare array, XML an element around it.
 */
export type IspringSubscriptions = IspringSubscription[];

/**
 * The form of the grant client_credentials (RFC 6749, section 4.4).
 */
export interface IspringTokenRequest {
  /**
   * The id of the client.
   */
  client_id: string;
  /**
   * The client's secret. A session id may follow it after a tilde.
   */
  client_secret: string;
  /**
   * The kind of grant.
   */
  grant_type: 'client_credentials';
}
/**
 * A token, and how long it is valid.
 */
export interface IspringAccessToken {
  /**
   * The token for the header Authorization, alone or after Bearer.
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
 * The result of one learner. In XML the row and the property in it are both called status.
 */
export interface IspringStatus {
  /**
   * The learner.
   */
  userId: string;
  /**
   * The learner's status in words. The samples have two of the known ones, the vendor's reports all five. There may be more.
   */
  status: string;
  /**
   * The progress in percent, without trailing zeros. A whole number with the variant progress=integer.
   */
  progress: number;
  /**
   * When the learner completed the content item; absent until then. It may be later than the last view.
   */
  completionDate?: string;
  /**
   * When the learner last viewed the content item. Absent if never.
   */
  lastViewDate?: string;
}
/**
 * A content item. In this server it is always a course (assumed).
 */
export interface IspringContentItem {
  /**
   * The content item.
   */
  contentItemId: string;
  /**
   * The title.
   */
  title: string;
  /**
   * The subtitle. In this server the code of the course (assumed).
   */
  subtitle: string;
  /**
   * The description. In this server empty (assumed).
   */
  description: string;
  /**
   * The user that added it. Absent in an account without users (assumed).
   */
  userId?: string;
  /**
   * When it was added.
   */
  addedDate: string;
  /**
   * Where it can be viewed. The address is made up.
   */
  viewUrl: string;
  /**
   * @deprecated
   * The type in words for people.
   */
  type: string;
  contentItemType?: IspringContentType;
}
/**
 * A page of content items.
 */
export interface IspringContentItemsPage {
  /**
   * The content items of the page.
   */
  contentItems: IspringContentItem[];
  /**
   * The token of the next page. Absent at the end.
   */
  nextPageToken?: string;
}
/**
 * A content item.
 */
export interface IspringContentItemResult {
  contentItem: IspringContentItem;
}
/**
 * A user.
 */
export interface IspringUserProfile {
  /**
   * The user.
   */
  userId: string;
  /**
   * The role. All users of the campus are learners.
   */
  role: 'learner' | 'administrator' | 'department_administrator' | 'publisher' | 'custom';
  /**
   * The role.
   */
  roleId: string;
  /**
   * The department.
   */
  departmentId: string;
  /**
   * 1 active, 3 inactive, 5 terminated. All users of the campus are active.
   */
  status: 1 | 3 | 5;
  /**
   * The fields of the profile.
   */
  fields: IspringUserField[];
  /**
   * When the user was added.
   */
  addedDate: string;
  /**
   * When the user last signed in.
   */
  lastLoginDate: string;
  /**
   * The roles.
   */
  userRoles: IspringUserRole[];
  subordination: IspringSubordination;
}
/**
 * A field of a profile. Names are in capital letters.
 */
export interface IspringUserField {
  /**
   * LOGIN, EMAIL, FIRST_NAME or LAST_NAME.
   */
  name: string;
  /**
   * The value.
   */
  value: string;
}
/**
 * A role of a user.
 */
export interface IspringUserRole {
  /**
   * The role.
   */
  roleId: string;
  /**
   * The type of the role.
   */
  roleType?: 'learner' | 'administrator' | 'department_administrator' | 'publisher' | 'custom';
}
/**
 * The supervisor of a user or a department.
 */
export interface IspringSubordination {
  /**
   * How the supervisor is set.
   */
  subordinationType: 'inherit' | 'manual' | 'no_supervisor';
  /**
   * The supervisor if it is set by hand.
   */
  supervisorId?: string;
}
/**
 * A page of users.
 */
export interface IspringUserProfilesPage {
  /**
   * The users of the page.
   */
  userProfiles: IspringUserProfile[];
  /**
   * The token of the next page. Absent at the end.
   */
  nextPageToken?: string;
}
/**
 * Departments.
 */
export interface IspringDepartments {
  /**
   * The departments. In XML they have no element around them.
   */
  departments: IspringDepartment[];
}
/**
 * A department.
 */
export interface IspringDepartment {
  /**
   * The department.
   */
  departmentId: string;
  /**
   * The name.
   */
  name: string;
  /**
   * The department above it. Absent for the topmost one.
   */
  parentDepartmentId?: string;
  /**
   * The code.
   */
  code?: string;
  subordination: IspringSubordination;
}
/**
 * A page of departments.
 */
export interface IspringDepartmentsPage {
  /**
   * The departments of the page.
   */
  departments: IspringDepartment[];
  /**
   * The token of the next page. Absent at the end.
   */
  nextPageToken?: string;
}
/**
 * Enrollments.
 */
export interface IspringEnrollments {
  /**
   * The enrollments. In XML they have no element around them.
   */
  enrollments: IspringEnrollment[];
}
/**
 * An enrollment. The campus has no due dates.
 */
export interface IspringEnrollment {
  /**
   * The enrollment.
   */
  enrollmentId: string;
  /**
   * The course.
   */
  courseId: string;
  /**
   * The enrolled user.
   */
  learnerId: string;
  /**
   * When the learner may begin.
   */
  accessDate: string;
  /**
   * When the course is due.
   */
  dueDate?: string;
  /**
   * When the access ends.
   */
  expirationDate?: string;
  /**
   * Whether the access ends when the course is due.
   */
  shouldLockAfterDueDate: boolean;
  /**
   * 0 by an administrator, 1 from the catalog.
   */
  enrollmentTypeGroup: 0 | 1;
}
/**
 * A page of enrollments.
 */
export interface IspringEnrollmentsPage {
  /**
   * The enrollments of the page.
   */
  enrollments: IspringEnrollment[];
  /**
   * The token of the next page. Absent at the end.
   */
  nextPageToken?: string;
}
/**
 * A page of results.
 */
export interface IspringLearnerResultsPage {
  /**
   * The results of the page.
   */
  results: IspringLearnerResult[];
  /**
   * The token of the next page. Absent at the end.
   */
  nextPageToken?: string;
}
/**
 * The result of one learner in a course.
 */
export interface IspringLearnerResult {
  /**
   * The user.
   */
  userId: string;
  /**
   * The course.
   */
  courseId: string;
  /**
   * The title of the course.
   */
  courseTitle: string;
  /**
   * The enrollment.
   */
  enrollmentId: string;
  /**
   * When the learner may begin.
   */
  accessDate: string;
  /**
   * When the course is due.
   */
  dueDate?: string;
  /**
   * When it was completed. Absent until then.
   */
  completionDate?: string;
  /**
   * Time spent in seconds. In this server an hour for each day (assumed).
   */
  timeSpent?: number;
  completionStatus: IspringCompletionStatus;
  /**
   * The score in percent. Absent without a score.
   */
  awardedScore?: number;
  /**
   * The lowest passing score in percent. Absent if nothing is scored.
   */
  passingScore?: number;
  /**
   * The progress in percent, as in the final statuses.
   */
  progress?: number;
  /**
   * Whether the due date is over.
   */
  isOverdue: boolean;
  /**
   * How often it was viewed. In this server the number of attempts and at least 1 if it was viewed (assumed).
   */
  viewsCount?: number;
}
/**
 * A page of results in modules.
 */
export interface IspringModuleResultsPage {
  /**
   * The results of the page.
   */
  results: IspringModuleResult[];
  /**
   * The token of the next page. Absent at the end.
   */
  nextPageToken?: string;
}
/**
 * The result of one learner in a module of a course.
 */
export interface IspringModuleResult {
  /**
   * The user.
   */
  userId: string;
  /**
   * The course.
   */
  courseId: string;
  /**
   * The module.
   */
  moduleId: string;
  /**
   * The title of the module.
   */
  moduleTitle: string;
  /**
   * The place of the module in the course.
   */
  courseItemId: string;
  /**
   * The enrollment.
   */
  enrollmentId: string;
  /**
   * When the learner may begin.
   */
  accessDate: string;
  /**
   * When the course is due.
   */
  dueDate?: string;
  /**
   * When it was completed. Absent until then.
   */
  completionDate?: string;
  /**
   * Time spent in seconds. In this server an hour for each day (assumed).
   */
  timeSpent?: number;
  completionStatus: IspringCompletionStatus;
  /**
   * The score in percent. Absent without a score.
   */
  awardedScore?: number;
  /**
   * The lowest passing score in percent. Absent if nothing is scored.
   */
  passingScore?: number;
  /**
   * The progress in percent, as in the final statuses.
   */
  progress?: number;
  /**
   * Whether the due date is over.
   */
  isOverdue: boolean;
  /**
   * How often it was viewed. In this server the number of attempts and at least 1 if it was viewed (assumed).
   */
  viewsCount?: number;
}
/**
 * A subscriber and its address.
 */
export interface IspringSubscriberRequest {
  /**
   * The name. It is unique in the account.
   */
  subscriberName: string;
  /**
   * Where events are sent.
   */
  callbackUrl: string;
  /**
   * Signs the messages.
   */
  secret?: string;
  /**
   * Another spelling of secret, which the table of the page has and a public client sends.
   */
  Secret?: string;
}
/**
 * A subscriber.
 */
export interface IspringSubscriberNameRequest {
  /**
   * The name. It is unique in the account.
   */
  subscriberName: string;
}
/**
 * The code that was sent to the callback URL.
 */
export interface IspringConfirmRequest {
  /**
   * The name. It is unique in the account.
   */
  subscriberName: string;
  /**
   * The code.
   */
  code: string;
}
/**
 * A subscription of a subscriber.
 */
export interface IspringSubscribeRequest {
  /**
   * The name. It is unique in the account.
   */
  subscriberName: string;
  subscription: IspringSubscription;
}
/**
 * A subscription to a type of events.
 */
export interface IspringSubscription {
  /**
   * The type of the events. lms-mock has events of four types: USER_REGISTERED, LEARNERS_ENROLLED_IN_COURSE, COURSE_STATUS_CHANGED and COURSE_COMPLETED_SUCCESSFULLY.
   */
  subscriptionType:
    | 'USER_REGISTERED'
    | 'LEARNERS_ENROLLED_IN_COURSE'
    | 'TRAINING_MEETING_ADDED'
    | 'TRAINING_MEETING_REMOVED'
    | 'TRAINING_MEETING_UPDATED'
    | 'TRAINING_SESSION_PARTICIPANTS_ADDED'
    | 'TRAINING_SESSION_PARTICIPANT_REMOVED'
    | 'COURSE_COMPLETED_SUCCESSFULLY'
    | 'COURSE_STATUS_CHANGED'
    | 'COURSE_ITEM_COMPLETED_SUCCESSFULLY'
    | 'COURSE_ITEM_STATUS_CHANGED';
  /**
   * Which events of the type are sent.
   */
  params?: IspringSubscriptionParameter[];
}
/**
 * A filter of events.
 */
export interface IspringSubscriptionParameter {
  /**
   * userIds or courseIds.
   */
  name: string;
  /**
   * A JSON array of ids as a text.
   */
  value: string;
}
/**
 * The type of a subscription.
 */
export interface IspringUnsubscribeRequest {
  /**
   * The name. It is unique in the account.
   */
  subscriberName: string;
  /**
   * The type of the events.
   */
  subscriptionType:
    | 'USER_REGISTERED'
    | 'LEARNERS_ENROLLED_IN_COURSE'
    | 'TRAINING_MEETING_ADDED'
    | 'TRAINING_MEETING_REMOVED'
    | 'TRAINING_MEETING_UPDATED'
    | 'TRAINING_SESSION_PARTICIPANTS_ADDED'
    | 'TRAINING_SESSION_PARTICIPANT_REMOVED'
    | 'COURSE_COMPLETED_SUCCESSFULLY'
    | 'COURSE_STATUS_CHANGED'
    | 'COURSE_ITEM_COMPLETED_SUCCESSFULLY'
    | 'COURSE_ITEM_STATUS_CHANGED';
}
/**
 * The state of a subscriber.
 */
export interface IspringSubscriberInfo {
  /**
   * Whether it is enabled.
   */
  subscriberStatus: 'INACTIVE' | 'ACTIVE';
  /**
   * Whether its address is confirmed.
   */
  confirmationStatus: 'UNCONFIRMED' | 'CONFIRMED';
  /**
   * ACTIVE while events are sent. SUSPENDED while a message waits for another attempt.
   */
  notificationProcessStatus: 'INACTIVE' | 'ACTIVE' | 'SUSPENDED';
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
/**
 * The parameters and the body of a request of listFinalStatuses.
 */
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
/**
 * The bodies of the replies of listFinalStatuses, by status.
 */
export interface ListFinalStatusesReplies {
  200: IspringStatuses;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  /**
   * Unknown content item. Plain text, even if the request does not accept it. The media type is from the vendor's OpenAPI document. With unknown-content-item=code-and-message it is a refusal like the others.
   */
  404: string | IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of getAllContent.
 */
export interface GetAllContentValues {
  path: {};
  query: {
    /**
     * The types of the content.
     */
    contentTypes?: IspringContentType[];
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of getAllContent, by status.
 */
export interface GetAllContentReplies {
  200: IspringContentItems;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of getContentPage.
 */
export interface GetContentPageValues {
  path: {};
  query: {
    /**
     * Number of entries on a page. More than 1000 are read as 1000 (assumed).
     */
    pageSize?: number;
    /**
     * The token of the page, from the previous answer. Empty for the first page.
     */
    pageToken?: string;
    /**
     * The content items.
     */
    'contentItemIds[]'?: string[];
    /**
     * The types of the content.
     */
    contentTypes?: IspringContentType[];
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of getContentPage, by status.
 */
export interface GetContentPageReplies {
  200: IspringContentItemsPage;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of getContentItem.
 */
export interface GetContentItemValues {
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
/**
 * The bodies of the replies of getContentItem, by status.
 */
export interface GetContentItemReplies {
  200: IspringContentItemResult;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  /**
   * Unknown content item. Plain text, even if the request does not accept it. The media type is from the vendor's OpenAPI document. With unknown-content-item=code-and-message it is a refusal like the others.
   */
  404: string | IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of getAllUsers.
 */
export interface GetAllUsersValues {
  path: {};
  query: {
    /**
     * The departments of the users, without those below.
     */
    'departments[]'?: string[];
    /**
     * The groups of the users. The campus has no groups, so no user matches.
     */
    'groups[]'?: string[];
    /**
     * The logins of the users.
     */
    'logins[]'?: string[];
    /**
     * The e-mail addresses of the users.
     */
    'emails[]'?: string[];
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of getAllUsers, by status.
 */
export interface GetAllUsersReplies {
  200: IspringUserProfiles;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of getUserPage.
 */
export interface GetUserPageValues {
  path: {};
  query: {
    /**
     * Number of entries on a page. More than 1000 are read as 1000 (assumed).
     */
    pageSize?: number;
    /**
     * The token of the page, from the previous answer. Empty for the first page.
     */
    pageToken?: string;
    /**
     * The departments of the users, without those below.
     */
    'departments[]'?: string[];
    /**
     * The groups of the users. The campus has no groups, so no user matches.
     */
    'groups[]'?: string[];
    /**
     * The logins of the users.
     */
    'logins[]'?: string[];
    /**
     * The e-mail addresses of the users.
     */
    'emails[]'?: string[];
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of getUserPage, by status.
 */
export interface GetUserPageReplies {
  200: IspringUserProfilesPage;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of getUserProfile.
 */
export interface GetUserProfileValues {
  path: {
    /**
     * The user.
     */
    user_id: string;
  };
  query: {};
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of getUserProfile, by status.
 */
export interface GetUserProfileReplies {
  200: IspringUserProfile;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  /**
   * Unknown user. The text is from an old page of the vendor, whose media type is not known, so it has that of the unknown content item (assumed). With unknown-content-item=code-and-message it is a refusal like the others.
   */
  404: string | IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of getAllDepartments.
 */
export interface GetAllDepartmentsValues {
  path: {};
  query: {
    /**
     * The code of the department.
     */
    code?: string;
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of getAllDepartments, by status.
 */
export interface GetAllDepartmentsReplies {
  200: IspringDepartments;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of getDepartmentPage.
 */
export interface GetDepartmentPageValues {
  path: {};
  query: {
    /**
     * Number of entries on a page. More than 1000 are read as 1000 (assumed).
     */
    pageSize?: number;
    /**
     * The token of the page, from the previous answer. Empty for the first page.
     */
    pageToken?: string;
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of getDepartmentPage, by status.
 */
export interface GetDepartmentPageReplies {
  200: IspringDepartmentsPage;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of getAllEnrollments.
 */
export interface GetAllEnrollmentsValues {
  path: {};
  query: {
    /**
     * The courses.
     */
    'courseIds[]'?: string[];
    /**
     * The enrolled users.
     */
    'learnerIds[]'?: string[];
    /**
     * The enrollments.
     */
    'enrollmentIds[]'?: string[];
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of getAllEnrollments, by status.
 */
export interface GetAllEnrollmentsReplies {
  200: IspringEnrollments;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of getEnrollmentPage.
 */
export interface GetEnrollmentPageValues {
  path: {};
  query: {
    /**
     * Number of entries on a page. More than 1000 are read as 1000 (assumed).
     */
    pageSize?: number;
    /**
     * The token of the page, from the previous answer. Empty for the first page.
     */
    pageToken?: string;
    /**
     * The courses.
     */
    'courseIds[]'?: string[];
    /**
     * The enrolled users.
     */
    'learnerIds[]'?: string[];
    /**
     * The enrollments.
     */
    'enrollmentIds[]'?: string[];
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of getEnrollmentPage, by status.
 */
export interface GetEnrollmentPageReplies {
  200: IspringEnrollmentsPage;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of listLearnerResults.
 */
export interface ListLearnerResultsValues {
  path: {};
  query: {
    /**
     * Number of entries on a page. More than 1000 are read as 1000 (assumed).
     */
    pageSize?: number;
    /**
     * The token of the page, from the previous answer. Empty for the first page.
     */
    pageToken?: string;
    /**
     * The users.
     */
    userIds?: string[];
    /**
     * The courses.
     */
    courseIds?: string[];
    /**
     * The departments of the users, without those below.
     */
    departmentIds?: string[];
    /**
     * The enrollments.
     */
    enrollmentIds?: string[];
    /**
     * The statuses of the results.
     */
    completionStatuses?: IspringCompletionStatus[];
    /**
     * The statuses of the users: 1 active, 3 inactive, 5 terminated. All users of the campus are active.
     */
    userStatuses?: (1 | 3 | 5)[];
    /**
     * A time span. One end is enough. Both ends are included (assumed).
     */
    completionDate?: {
      /**
       * The beginning.
       */
      startDate?: string;
      /**
       * The end.
       */
      endDate?: string;
    };
    /**
     * A time span. One end is enough. Both ends are included (assumed).
     */
    accessDate?: {
      /**
       * The beginning.
       */
      startDate?: string;
      /**
       * The end.
       */
      endDate?: string;
    };
    /**
     * A time span. One end is enough. Both ends are included (assumed).
     */
    dueDate?: {
      /**
       * The beginning.
       */
      startDate?: string;
      /**
       * The end.
       */
      endDate?: string;
    };
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of listLearnerResults, by status.
 */
export interface ListLearnerResultsReplies {
  200: IspringLearnerResultsPage;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of listModuleResults.
 */
export interface ListModuleResultsValues {
  path: {};
  query: {
    /**
     * Number of entries on a page. More than 1000 are read as 1000 (assumed).
     */
    pageSize?: number;
    /**
     * The token of the page, from the previous answer. Empty for the first page.
     */
    pageToken?: string;
    /**
     * The users.
     */
    userIds?: string[];
    /**
     * The courses.
     */
    courseIds?: string[];
    /**
     * The departments of the users, without those below.
     */
    departmentIds?: string[];
    /**
     * The enrollments.
     */
    enrollmentIds?: string[];
    /**
     * The statuses of the results.
     */
    completionStatuses?: IspringCompletionStatus[];
    /**
     * The statuses of the users: 1 active, 3 inactive, 5 terminated. All users of the campus are active.
     */
    userStatuses?: (1 | 3 | 5)[];
    /**
     * A time span. One end is enough. Both ends are included (assumed).
     */
    completionDate?: {
      /**
       * The beginning.
       */
      startDate?: string;
      /**
       * The end.
       */
      endDate?: string;
    };
    /**
     * A time span. One end is enough. Both ends are included (assumed).
     */
    accessDate?: {
      /**
       * The beginning.
       */
      startDate?: string;
      /**
       * The end.
       */
      endDate?: string;
    };
    /**
     * A time span. One end is enough. Both ends are included (assumed).
     */
    dueDate?: {
      /**
       * The beginning.
       */
      startDate?: string;
      /**
       * The end.
       */
      endDate?: string;
    };
    /**
     * The modules.
     */
    moduleIds?: string[];
    /**
     * The places of modules in courses.
     */
    courseItemIds?: string[];
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of listModuleResults, by status.
 */
export interface ListModuleResultsReplies {
  200: IspringModuleResultsPage;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of registerSubscriber.
 */
export interface RegisterSubscriberValues {
  path: {};
  query: {};
  header: {};
  cookie: {};
  body?: IspringSubscriberRequest;
  bodyType?: string;
}
/**
 * The bodies of the replies of registerSubscriber, by status.
 */
export interface RegisterSubscriberReplies {
  /**
   * It is registered.
   */
  200: undefined;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of sendConfirmationCode.
 */
export interface SendConfirmationCodeValues {
  path: {};
  query: {};
  header: {};
  cookie: {};
  body?: IspringSubscriberNameRequest;
  bodyType?: string;
}
/**
 * The bodies of the replies of sendConfirmationCode, by status.
 */
export interface SendConfirmationCodeReplies {
  /**
   * The code is on its way.
   */
  200: undefined;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  404: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of confirmCallback.
 */
export interface ConfirmCallbackValues {
  path: {};
  query: {};
  header: {};
  cookie: {};
  body?: IspringConfirmRequest;
  bodyType?: string;
}
/**
 * The bodies of the replies of confirmCallback, by status.
 */
export interface ConfirmCallbackReplies {
  /**
   * The address is confirmed.
   */
  200: undefined;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  404: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of subscribe.
 */
export interface SubscribeValues {
  path: {};
  query: {};
  header: {};
  cookie: {};
  body?: IspringSubscribeRequest;
  bodyType?: string;
}
/**
 * The bodies of the replies of subscribe, by status.
 */
export interface SubscribeReplies {
  /**
   * The subscription is added.
   */
  200: undefined;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  404: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of listSubscriptions.
 */
export interface ListSubscriptionsValues {
  path: {};
  query: {
    /**
     * The subscriber.
     */
    subscriberName?: string;
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of listSubscriptions, by status.
 */
export interface ListSubscriptionsReplies {
  200: IspringSubscriptions;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  404: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of getSubscriberInfo.
 */
export interface GetSubscriberInfoValues {
  path: {};
  query: {
    /**
     * The subscriber.
     */
    subscriberName?: string;
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of getSubscriberInfo, by status.
 */
export interface GetSubscriberInfoReplies {
  200: IspringSubscriberInfo;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  404: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of changeSubscriber.
 */
export interface ChangeSubscriberValues {
  path: {};
  query: {};
  header: {};
  cookie: {};
  body?: IspringSubscriberRequest;
  bodyType?: string;
}
/**
 * The bodies of the replies of changeSubscriber, by status.
 */
export interface ChangeSubscriberReplies {
  /**
   * The settings are changed.
   */
  200: undefined;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  404: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of disableSubscriber.
 */
export interface DisableSubscriberValues {
  path: {};
  query: {};
  header: {};
  cookie: {};
  body?: IspringSubscriberNameRequest;
  bodyType?: string;
}
/**
 * The bodies of the replies of disableSubscriber, by status.
 */
export interface DisableSubscriberReplies {
  /**
   * It is disabled.
   */
  200: undefined;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  404: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of enableSubscriber.
 */
export interface EnableSubscriberValues {
  path: {};
  query: {};
  header: {};
  cookie: {};
  body?: IspringSubscriberNameRequest;
  bodyType?: string;
}
/**
 * The bodies of the replies of enableSubscriber, by status.
 */
export interface EnableSubscriberReplies {
  /**
   * It is enabled.
   */
  200: undefined;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  404: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of unsubscribe.
 */
export interface UnsubscribeValues {
  path: {};
  query: {};
  header: {};
  cookie: {};
  body?: IspringUnsubscribeRequest;
  bodyType?: string;
}
/**
 * The bodies of the replies of unsubscribe, by status.
 */
export interface UnsubscribeReplies {
  /**
   * The subscription is removed.
   */
  200: undefined;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  404: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of removeSubscriber.
 */
export interface RemoveSubscriberValues {
  path: {};
  query: {};
  header: {};
  cookie: {};
  body?: IspringSubscriberNameRequest;
  bodyType?: string;
}
/**
 * The bodies of the replies of removeSubscriber, by status.
 */
export interface RemoveSubscriberReplies {
  /**
   * It is removed.
   */
  200: undefined;
  400: IspringErrorResponse;
  401: IspringErrorResponse;
  403: IspringErrorResponse;
  404: IspringErrorResponse;
  406: IspringErrorResponse;
  429: IspringErrorResponse;
}
/**
 * The parameters and the body of a request of createAccessToken.
 */
export interface CreateAccessTokenValues {
  path: {};
  query: {};
  header: {};
  cookie: {};
  body?: IspringTokenRequest;
  bodyType?: string;
}
/**
 * The bodies of the replies of createAccessToken, by status.
 */
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
  readonly getAllContent: GetAllContentValues;
  readonly getContentPage: GetContentPageValues;
  readonly getContentItem: GetContentItemValues;
  readonly getAllUsers: GetAllUsersValues;
  readonly getUserPage: GetUserPageValues;
  readonly getUserProfile: GetUserProfileValues;
  readonly getAllDepartments: GetAllDepartmentsValues;
  readonly getDepartmentPage: GetDepartmentPageValues;
  readonly getAllEnrollments: GetAllEnrollmentsValues;
  readonly getEnrollmentPage: GetEnrollmentPageValues;
  readonly listLearnerResults: ListLearnerResultsValues;
  readonly listModuleResults: ListModuleResultsValues;
  readonly registerSubscriber: RegisterSubscriberValues;
  readonly sendConfirmationCode: SendConfirmationCodeValues;
  readonly confirmCallback: ConfirmCallbackValues;
  readonly subscribe: SubscribeValues;
  readonly listSubscriptions: ListSubscriptionsValues;
  readonly getSubscriberInfo: GetSubscriberInfoValues;
  readonly changeSubscriber: ChangeSubscriberValues;
  readonly disableSubscriber: DisableSubscriberValues;
  readonly enableSubscriber: EnableSubscriberValues;
  readonly unsubscribe: UnsubscribeValues;
  readonly removeSubscriber: RemoveSubscriberValues;
  readonly createAccessToken: CreateAccessTokenValues;
}

/**
 * The replies of each operation, by operationId.
 */
export interface IspringReplies {
  readonly listFinalStatuses: ListFinalStatusesReplies;
  readonly getAllContent: GetAllContentReplies;
  readonly getContentPage: GetContentPageReplies;
  readonly getContentItem: GetContentItemReplies;
  readonly getAllUsers: GetAllUsersReplies;
  readonly getUserPage: GetUserPageReplies;
  readonly getUserProfile: GetUserProfileReplies;
  readonly getAllDepartments: GetAllDepartmentsReplies;
  readonly getDepartmentPage: GetDepartmentPageReplies;
  readonly getAllEnrollments: GetAllEnrollmentsReplies;
  readonly getEnrollmentPage: GetEnrollmentPageReplies;
  readonly listLearnerResults: ListLearnerResultsReplies;
  readonly listModuleResults: ListModuleResultsReplies;
  readonly registerSubscriber: RegisterSubscriberReplies;
  readonly sendConfirmationCode: SendConfirmationCodeReplies;
  readonly confirmCallback: ConfirmCallbackReplies;
  readonly subscribe: SubscribeReplies;
  readonly listSubscriptions: ListSubscriptionsReplies;
  readonly getSubscriberInfo: GetSubscriberInfoReplies;
  readonly changeSubscriber: ChangeSubscriberReplies;
  readonly disableSubscriber: DisableSubscriberReplies;
  readonly enableSubscriber: EnableSubscriberReplies;
  readonly unsubscribe: UnsubscribeReplies;
  readonly removeSubscriber: RemoveSubscriberReplies;
  readonly createAccessToken: CreateAccessTokenReplies;
}
