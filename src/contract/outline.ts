import type { DocumentReader, OpenApiDocument, Provenance } from './document.ts';
import type { FindUnserved } from './match/unserved.ts';

/** The description of a response. */
export interface ResponseOutline {
  readonly status: number;
  readonly provenance: Provenance;
  /** By name, with the names of their examples. */
  readonly mediaTypes: ReadonlyMap<string, { readonly examples: ReadonlyMap<string, unknown> }>;
}

/** The description of an operation. */
export interface OperationOutline {
  readonly operationId: string;
  readonly method: string;
  /** The path template, `/content/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly provenance: Provenance;
  /** The responses with an own status. */
  readonly responses: ReadonlyMap<number, ResponseOutline>;
  /** The keys of responses without an own status: `default`, `4XX`. Absent if the document must not have them. */
  readonly openStatuses?: readonly string[];
  /** The response of a status, a range or the default included. */
  readonly responseOf: (status: number) => ResponseOutline | undefined;
}

/** The description of a contract, of a vendor's API or of a mounted document. */
export interface ContractOutline {
  readonly name: string;
  readonly title: string;
  readonly document: OpenApiDocument;
  readonly reader: DocumentReader;
  /** The file of the document, unless it is in specs/. */
  readonly file?: string;
  /** Converts a pointer to the place in that file. Absent if the document was not upgraded. */
  readonly originalPointer?: (pointer: string) => string;
  readonly operations: ReadonlyMap<string, OperationOutline>;
  /** The answers to requests that match no operation, if the document has them. */
  readonly unmatched?: ReadonlyMap<number, ResponseOutline>;
  /** Finds operations that the vendor has and lms-mock doesn't serve. Absent if these are not known. */
  readonly unserved?: FindUnserved;
  /**
   * The first segments of the paths, which this API has at the server's root. Absent if the API is only served below its
   * name.
   */
  readonly roots?: readonly (readonly string[])[];
  /** The base paths of the document's servers, the longest first. A path may begin with one of them. */
  readonly basePaths: readonly string[];
  /** The lower-case names of headers of parameters and credentials. */
  readonly requestHeaders: readonly string[];
}

/** Whether a document is mounted: it is served below its name only, without an adapter. */
export function isMounted({ roots }: ContractOutline): boolean {
  return roots === undefined;
}

/** The reader of a contract's document. */
export function readerOf({ reader }: ContractOutline): DocumentReader {
  return reader;
}

/** Whether a status ends an exchange. 1xx doesn't. */
export function isFinalStatus(status: number): boolean {
  return status >= 200 && status <= 599;
}
