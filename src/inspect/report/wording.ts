import { NO_API } from '../../contract/match/unmatched.ts';
import type { CoverageKind } from './coverage.ts';
import type { LineOf } from './options.ts';
import type { ReportViolation } from './report.ts';

/** What the kinds of coverage are called in a report for people. */
export const kindNames: Readonly<Record<CoverageKind, string>> = {
  operation: 'operations',
  parameter: 'parameters',
  status: 'statuses',
  'media-type': 'media types',
  'enum-value': 'enum values',
  variant: 'variants',
};

/** What stands for an operationId where a request matched no operation. */
export const NO_OPERATION = '(no operation)';

/** A number of things: `1 error`, `2 errors`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Something that a contract says. */
type Said = Pick<ReportViolation, 'api' | 'pointer' | 'file'>;

/** The file of a contract, `specs/moocit.yaml`. */
export function fileOf({ api, file = `specs/${api}.yaml` }: Pick<Said, 'api' | 'file'>): string {
  return file;
}

/** Where a contract says something: `specs/moocit.yaml:88`; by its JSON pointer where the line is not known. */
export function placeOf(said: Said, lineOf: LineOf): string {
  if (said.api === NO_API) return 'no contract';
  const line = lineOf(said.api, said.pointer);
  return line === undefined ? `${fileOf(said)}${said.pointer}` : `${fileOf(said)}:${line}`;
}

/**
 * Text of a client as one harmless line: controls, line ends, marks that turn the direction of text and halves of
 * surrogate pairs become escapes as in JSON, and what is beyond `maxLength` UTF-16 units is cut, with a note.
 */
export function printable(text: string, maxLength = 300): string {
  const kept = text.length > maxLength ? text.slice(0, maxLength).replace(/\p{Cs}$/u, '') : text;
  const shown = kept.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF]/gu, escapeUnit);
  return kept.length < text.length ? `${shown}… (${text.length} characters)` : shown;
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
