import type { Enrolment } from '../../campus/enrolment.ts';
import { formatInstant } from '../../campus/instant.ts';

/** A completion in the format of the study registry, in the documented order. */
export function toCompletion(
  enrolment: Enrolment,
  completedAt: number,
  ids: { readonly completionId: string; readonly userId: string },
): Readonly<Record<string, unknown>> {
  const { learner, course } = enrolment;
  return {
    completion_date: dateTime(completedAt),
    completion_language: course.language,
    completion_registration_attempt_date: null,
    email: learner.email,
    grade: gradeOf(enrolment),
    id: ids.completionId,
    user_id: ids.userId,
    tier: null,
    ...enrolment.as?.['helsinki'],
  };
}

/** The scale is 0 to 5 for courses with points, and otherwise passed (1) or failed (0). */
function gradeOf({ gradePoints, state }: Enrolment): Readonly<Record<string, string>> {
  if (gradePoints !== null) return { scale: 'sis-0-5', grade: String(gradePoints) };
  return { scale: 'sis-hyv-hyl', grade: state === 'passed' ? '1' : '0' };
}

/** The server omits the fraction if it is zero, and otherwise writes three or six digits. */
function dateTime(instant: number): string {
  return formatInstant(instant, { fractionDigits: 'auto' });
}
