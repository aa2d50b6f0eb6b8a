import type { Violation } from '../../../contract/violation.ts';
import type { BrokenRequest } from '../../../engine/api.ts';
import type { Refusal } from '../../../engine/outcome.ts';
import { headerOf } from '../../../engine/request.ts';
import { messageOf, refusalsOf } from '../refusals.ts';
import type { MoocitChoices } from '../variants.ts';
import { EMPTY_BODY } from './read-body.ts';

/**
 * The refusal of a bulk enrolment that the platform can't read. Undefined for any other request, and for a breach that only
 * a strict mock refuses.
 */
export function refuseBulk(
  { location, rule }: Violation,
  { operationId, request, bodyProblem }: BrokenRequest,
  choices: MoocitChoices,
): Refusal | undefined {
  if (operationId !== 'bulkEnroll') return undefined;
  const { invalidBulk, unsupportedType } = refusalsOf(choices);
  if (rule === 'media-type') {
    const sent = headerOf(request.headers, 'content-type') ?? '';
    return { ...unsupportedType, fields: messageOf(choices, `Unsupported media type "${sent}" in request.`) };
  }
  if (bodyProblem !== undefined) return { ...invalidBulk, body: JSON.parse(bodyProblem) };
  return location === 'body' && rule === 'required' ? { ...invalidBulk, body: EMPTY_BODY } : undefined;
}
