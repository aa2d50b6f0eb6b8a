import type { TallyCounts } from '../engine/session/tally.ts';
import type { Report } from '../inspect/report/report.ts';

/** The environment variable with the folder in which the mocks of a command under `check` report. */
export const SPOOL_VARIABLE = 'LMS_MOCK_CHECK_SPOOL';

/** The first line of a mock's file. */
export interface SpoolHead {
  /** Only the version that wrote a file can read it. */
  readonly version: string;
  /** The mounted documents: absolute paths by name. */
  readonly specs: Readonly<Record<string, string>>;
  /** The folders that those documents may refer to. */
  readonly allowedFolders: readonly string[];
}

/** One line of a mock's file. */
export type SpoolLine =
  | ({ readonly kind: 'head' } & SpoolHead)
  /** The counts since the previous line. */
  | { readonly kind: 'tally'; readonly tally: TallyCounts }
  /** The rules and expectations without a match when the mock or its process ended. The last such line is used. */
  | {
      readonly kind: 'rules';
      readonly unusedRules: Report['unusedRules'];
      readonly unmetExpectations: readonly string[];
    };

/** The only key of an object that represents a Map. */
const MAP = '$map';

export function formatSpoolLine(line: SpoolLine): string {
  return `${JSON.stringify(line, (_, value: unknown) => (value instanceof Map ? { [MAP]: [...value] } : value))}\n`;
}

/** Reads a line. Undefined if it is invalid, such as a line that was cut by the end of its process. */
export function parseSpoolLine(text: string): SpoolLine | undefined {
  try {
    const value: unknown = JSON.parse(text, (_, read: unknown) => mapOf(read) ?? read);
    return isSpoolLine(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function mapOf(value: unknown): Map<unknown, unknown> | undefined {
  const entries: unknown = isObject(value) ? value[MAP] : undefined;
  if (!Array.isArray(entries)) return undefined;
  return new Map(entries.map((entry: unknown) => (Array.isArray(entry) ? [entry[0], entry[1]] : [undefined, entry])));
}

/** Checks only the outline. The head ensures that the same version wrote the rest. */
function isSpoolLine(value: unknown): value is SpoolLine {
  if (!isObject(value)) return false;
  const { kind, version, specs, allowedFolders, tally, unusedRules, unmetExpectations } = value;
  switch (kind) {
    case 'head':
      return typeof version === 'string' && isObject(specs) && Array.isArray(allowedFolders);
    case 'tally':
      return isObject(tally) && tally['apis'] instanceof Map && Array.isArray(tally['violations']);
    case 'rules':
      return Array.isArray(unusedRules) && Array.isArray(unmetExpectations);
    default:
      return false;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
