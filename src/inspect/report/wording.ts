import { NO_API } from '../../contract/match/unmatched.ts';
import type { CoverageKind } from './coverage.ts';
import type { LineOf } from './options.ts';
import type { ReportViolation } from './report.ts';

/** The names of the kinds of coverage in reports. */
export const kindNames: Readonly<Record<CoverageKind, string>> = {
  operation: 'operations',
  parameter: 'parameters',
  status: 'statuses',
  'media-type': 'media types',
  'enum-value': 'enum values',
  variant: 'variants',
};

/** Shown instead of an operationId if a request matched no operation. */
export const NO_OPERATION = '(no operation)';

/** A number with its noun: `1 error`, `2 errors`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A place in a contract. */
type ContractPlace = Pick<ReportViolation, 'api' | 'pointer' | 'file'>;

/** The file of a contract, `specs/moocit.yaml`. */
export function fileOf({ api, file = `specs/${api}.yaml` }: Pick<ContractPlace, 'api' | 'file'>): string {
  return file;
}

/** A place as `specs/moocit.yaml:88`, or with its JSON pointer if the line is unknown. */
export function placeOf(place: ContractPlace, lineOf: LineOf): string {
  if (place.api === NO_API) return 'no contract';
  const line = lineOf(place.api, place.pointer);
  return line === undefined ? `${fileOf(place)}${place.pointer}` : `${fileOf(place)}:${line}`;
}

/** Characters that change how a terminal shows other characters: controls, line separators, and text direction. */
export const UNPRINTABLE: RegExp = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF]/gu;

/**
 * Text of a client as one harmless line: control characters, line ends, marks of text direction and halves of surrogate
 * pairs are escaped as in JSON, and text is cut after `maxLength` UTF-16 units, with a note.
 */
export function printable(text: string, maxLength = 300): string {
  const start = text.length > maxLength ? text.slice(0, maxLength).replace(/\p{Cs}$/u, '') : text;
  const shown = start.replaceAll(UNPRINTABLE, escapeUnit);
  return start.length < text.length ? `${shown}… (${text.length} characters)` : shown;
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
