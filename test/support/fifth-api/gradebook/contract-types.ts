// Made from specs/gradebook.yaml by npm run generate. Do not edit.

export interface GradebookMark {
  learner: string;
  course: string;
  mark: number;
}
export interface GradebookRefusal {
  error: string;
}
/**
 * The parameters and the body of a request of listMarks.
 */
export interface ListMarksValues {
  path: {};
  query: {
    /**
     * Only the rows of this course.
     */
    course?: string;
  };
  header: {};
  cookie: {};
}
/**
 * The bodies of the replies of listMarks, by status.
 */
export interface ListMarksReplies {
  /**
   * The rows.
   */
  200: GradebookMark[];
  400: GradebookRefusal;
  401: GradebookRefusal;
  403: GradebookRefusal;
  404: GradebookRefusal;
}
/**
 * The values of each operation, by operationId.
 */
export interface GradebookOperations {
  readonly listMarks: ListMarksValues;
}

/**
 * The replies of each operation, by operationId.
 */
export interface GradebookReplies {
  readonly listMarks: ListMarksReplies;
}
