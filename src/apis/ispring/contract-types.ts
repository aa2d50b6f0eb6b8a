// Made from specs/ispring.yaml by npm run generate. Do not edit.

/**
 * The rows. JSON has a bare array, XML an element around it.
 */
export type IspringStatuses = IspringStatus[];

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
     * The content item. The sample has a plain number, the vendor's OpenAPI document wants a UUID; here any text will do.
     */
    content_item_id: string;
  };
  query: {};
  header: {};
  cookie: {};
}
/**
 * The values of each operation, by operationId.
 */
export interface IspringOperations {
  readonly listFinalStatuses: ListFinalStatusesValues;
}
