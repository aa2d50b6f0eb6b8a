import type { Provenance } from '../document.ts';
import { createNearestOperation } from './nearest-operation.ts';
import type { OperationName } from './nearest-operation.ts';
import type { ContractOutline } from '../outline.ts';
import type { FindUnserved } from './unserved.ts';
import type { Violation } from '../violation.ts';

/** The API name of a request whose path belongs to no API, in the journal, the log and the report. */
export const NO_API = 'none';

/** A request that matches no operation. */
export interface UnmatchedRequest {
  readonly kind: 'unknown-path' | 'unknown-method';
  readonly method: string;
  /** Not decoded, without the prefix of the API. */
  readonly path: string;
  /** The provenance of the refusal. */
  readonly provenance: Provenance;
}

/** Makes the violation of a request that matches no operation. */
export type DescribeUnmatched = (request: UnmatchedRequest) => Violation;

/** The operations for the hint. */
export interface UnmatchedSources {
  /** The beginning of the message: `moocit has no`. */
  readonly lead: string;
  readonly operations: Iterable<OperationName>;
  readonly unserved?: FindUnserved | undefined;
  /** Base paths that may precede the path of an operation. Default none. */
  readonly basePaths?: readonly string[];
}

/** Maximum length of a path that a message quotes. */
const MAX_PATH = 200;
/** Maximum number of operations in a message if none is similar. */
const MAX_LISTED = 5;

const describers = new WeakMap<ContractOutline, DescribeUnmatched>();

/** The violation of a request that matches no operation of a contract, with the nearest operation as a hint. */
export function describeUnmatched(contract: ContractOutline, request: UnmatchedRequest): Violation {
  let describe = describers.get(contract);
  if (describe === undefined) {
    const { name, operations, unserved, basePaths } = contract;
    describe = createDescribeUnmatched({
      lead: `${name} has no`,
      operations: operations.values(),
      unserved,
      basePaths,
    });
    describers.set(contract, describe);
  }
  return describe(request);
}

/** Prepares the hints for all unmatched requests. */
export function createDescribeUnmatched({
  lead,
  operations,
  unserved,
  basePaths = [],
}: UnmatchedSources): DescribeUnmatched {
  const all = [...operations];
  const nearest = createNearestOperation(all);
  const list = all.slice(0, MAX_LISTED).map(nameOf).join(', ');
  const listed = all.length > MAX_LISTED ? `${list} and ${all.length - MAX_LISTED} more` : list;

  function withoutBase(path: string): string {
    const base = basePaths.find((each) => path.startsWith(`${each}/`));
    return base === undefined ? path : path.slice(base.length);
  }

  function messageOf({ method, path }: UnmatchedRequest): string {
    const near = nearest(method, withoutBase(path));
    const hint = near === undefined ? `the operations are ${listed}` : `did you mean ${nameOf(near)}?`;
    return `${lead} ${method} ${path.slice(0, MAX_PATH)}: ${hint}`;
  }

  return (request) => {
    const { kind, method, path, provenance } = request;
    const known = unserved?.(method, withoutBase(path));
    const violation = { location: kind === 'unknown-path' ? 'path' : 'method', rule: kind, severity: 'error' } as const;
    if (known === undefined) {
      const name = `${method} ${path.slice(0, MAX_PATH)}`;
      return { ...violation, message: messageOf(request), provenance, request: name };
    }
    const message = `${known.vendor} has this operation; lms-mock does not serve it: ${nameOf(known)}`;
    return { ...violation, message, provenance: known.provenance, request: nameOf(known) };
  };
}

function nameOf({ method, path }: OperationName): string {
  return `${method} ${path}`;
}
