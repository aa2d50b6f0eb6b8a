import type { Course } from '../../campus/course.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import { formatInstant } from '../../campus/instant.ts';
import type { MoocitChoices } from './variants.ts';

/** A row of `/completion`, with the progress as text. */
export function toCompletion(
  { learner, course, progressRatio, as }: Enrolment,
  choices: MoocitChoices,
): Readonly<Record<string, unknown>> {
  const row = {
    username: learner.username,
    email: learner.email,
    course_id: course.key,
    completion: ratioText(progressRatio, choices),
  };
  return as === undefined ? row : { ...row, ...as['moocit'] };
}

/**
 * A row of `/grades`. Open edX stores `passed_timestamp` once and keeps it when the grade drops. Python prints it
 * with six decimals, or none if they are zero. `last_date` is not documented: it has the last activity (assumed).
 */
export function toGrade(
  enrolment: Enrolment,
  gradeRatio: number,
  choices: MoocitChoices,
): Readonly<Record<string, unknown>> {
  const { learner, course, firstPassedAt, lastViewedAt, updatedAt } = enrolment;
  return {
    username: learner.username,
    email: learner.email,
    course_id: course.key,
    display_name: course.title,
    percent_grade: ratioText(gradeRatio, choices),
    letter_grade: letterOf(gradeRatio, course),
    passed_timestamp: firstPassedAt === undefined ? null : pythonTimestamp(firstPassedAt),
    last_date: formatInstant(lastViewedAt ?? updatedAt).slice(0, 10),
  };
}

/** A row of `/enrollments`. The vendor shows no other mode than `audit`, the free track of Open edX. */
export function toEnrollment({
  learner,
  course,
  isWithdrawn,
  enrolledAt,
}: Enrolment): Readonly<Record<string, unknown>> {
  return {
    username: learner.username,
    email: learner.email,
    course_id: course.key,
    is_active: !isWithdrawn,
    mode: 'audit',
    created: formatInstant(enrolledAt, { fractionDigits: 0, separator: ' ', zone: '' }).slice(0, 16),
  };
}

/** Two decimals as in most samples, or Python's format of a float that is rounded to two. */
function ratioText(ratio: number, { decimals }: MoocitChoices): string {
  return RATIO_TEXTS[decimals](ratio);
}

const RATIO_TEXTS = {
  two: cachedByRatio((ratio) => ratio.toFixed(2)),
  shortest: cachedByRatio((ratio) => ratio.toFixed(2).replace(/0$/, '')),
};

/** Caches the texts of ratios in ten-thousandths: there are few of them, but a million rows. */
function cachedByRatio(make: (ratio: number) => string): (ratio: number) => string {
  let made: (string | undefined)[] | undefined;
  return (ratio) => {
    const tenThousandths = Math.round(ratio * 10_000);
    if (tenThousandths / 10_000 !== ratio) return make(ratio);
    // With its full length, because V8 makes a hash table of an array that is filled from its end.
    made ??= Array.from<string | undefined>({ length: 10_001 });
    return (made[tenThousandths] ??= make(ratio));
  };
}

/** The letter of a grade. Open edX has only `Pass`, unless a course defines letters. Empty if it is not passed. */
function letterOf(gradeRatio: number, { gradingScale, passRatio }: Course): string {
  if (gradeRatio < passRatio) return '';
  if (gradingScale !== 'letters') return 'Pass';
  return LETTERS.find(([, least]) => gradeRatio >= least)?.[0] ?? 'D';
}

const LETTERS = [
  ['A', 0.9],
  ['B', 0.8],
  ['C', 0.7],
] as const;

/** Python's `str(datetime)`, without the zone that the vendor leaves out. */
function pythonTimestamp(instant: number): string {
  const fractionDigits = instant % 1_000_000 === 0 ? 0 : 6;
  return formatInstant(instant, { fractionDigits, separator: ' ', zone: '' });
}
