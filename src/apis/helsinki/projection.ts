import type { Enrolment } from '../../campus/enrolment.ts';
import { formatInstant } from '../../campus/instant.ts';

/** A completion as the study registry reads it, in the documented order. */
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

/** A course with numbers has 0 to 5; any other is passed (1) or not (0), on the scale that this API spells so. */
function gradeOf({ gradePoints, state }: Enrolment): Readonly<Record<string, string>> {
  if (gradePoints !== null) return { scale: 'sis-0-5', grade: String(gradePoints) };
  return { scale: 'sis-hyv-hyl', grade: state === 'passed' ? '1' : '0' };
}

/** The server leaves the fraction out where it is zero, and else writes three digits or six. */
function dateTime(instant: number): string {
  return formatInstant(instant, { fractionDigits: 'auto' });
}
