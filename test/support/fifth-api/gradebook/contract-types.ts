// Made from specs/gradebook.yaml by npm run generate. Do not edit.

export interface GradebookMark {
  learner: string;
  course: string;
  mark: number;
}
export interface GradebookRefusal {
  error: string;
}
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
 * The values of each operation, by operationId.
 */
export interface GradebookOperations {
  readonly listMarks: ListMarksValues;
}
