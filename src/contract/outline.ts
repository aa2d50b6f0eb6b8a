import type { DocumentReader, OpenApiDocument, Provenance } from './document.ts';
import type { FindUnserved } from './match/unserved.ts';

/** What is known of a response before anything is made of it. */
export interface ResponseOutline {
  readonly status: number;
  readonly provenance: Provenance;
  /** By name, with the names of their examples. */
  readonly mediaTypes: ReadonlyMap<string, { readonly examples: ReadonlyMap<string, unknown> }>;
}

/** What is known of an operation, whoever answers it. */
export interface OperationOutline {
  readonly operationId: string;
  readonly method: string;
  /** The path's template, `/content/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly provenance: Provenance;
  /** The responses that have a status of their own. */
  readonly responses: ReadonlyMap<number, ResponseOutline>;
  /** Those that have none: `default`, `4XX`. Absent where there may be none. */
  readonly openStatuses?: readonly string[];
  /** The response of a status, a range or the default included. */
  readonly responseOf: (status: number) => ResponseOutline | undefined;
}

/** What is known of a document, whoever answers for it: a vendor's API, or the document itself. */
export interface ContractOutline {
  readonly name: string;
  readonly title: string;
  readonly document: OpenApiDocument;
  readonly reader: DocumentReader;
  /** Where it was read from, where that is not specs/. */
  readonly file?: string;
  /** Where a part stands in that file, for its pointer here. Absent where the document was not upgraded. */
  readonly originalPointer?: (pointer: string) => string;
  readonly operations: ReadonlyMap<string, OperationOutline>;
  /** The answers to what matches no operation, where the document has them. */
  readonly unmatched?: ReadonlyMap<number, ResponseOutline>;
  /** Finds what the vendor has and lms-mock doesn't serve. Absent where that isn't known. */
  readonly unserved?: FindUnserved;
  /**
   * The segments that paths begin with: the part of a server's root that is this API's. Absent where it stands below its name
   * alone.
   */
  readonly roots?: readonly (readonly string[])[];
  /** The base paths of the document's servers, the longest first. A path may stand below one of them. */
  readonly basePaths: readonly string[];
  /** The headers, in lower case, that a client may have to send: parameters' and credentials'. */
  readonly requestHeaders: readonly string[];
}

/** Whether a document has no adapter: it stands below its name, and has no part of the server's root. */
export function isMounted({ roots }: ContractOutline): boolean {
  return roots === undefined;
}

/** Reads a contract's document. */
export function readerOf({ reader }: ContractOutline): DocumentReader {
  return reader;
}

/** Whether a status ends an exchange: one of 1xx doesn't. */
export function isFinalStatus(status: number): boolean {
  return status >= 200 && status <= 599;
}
