import type { CourseFixture, EnrolmentFixture } from './fixture.ts';
import type { SoundFixture } from './fixture-structure.ts';

/** What passes a course of which a grade is pinned, and no pass mark: the default of Open edX. */
const PASS_RATIO = 0.5;

/**
 * A fixture whose courses are graded as its enrolments say: where somebody is, the course is, and where a grade is told
 * as a share, the pass mark is not left to the seed, by which it would pass in one campus and fail in another.
 */
export function withImpliedGrading(fixture: SoundFixture): SoundFixture {
  const { courses } = fixture;
  if (courses === undefined || courses === null) return fixture;
  const byCourse = Map.groupBy(
    fixture.enrolments.filter((enrolment) => enrolment !== null),
    ({ course }) => course,
  );
  const graded = Object.entries(courses).map(([name, course]): [string, CourseFixture | null] => [
    name,
    course === null ? null : gradedAs(course, byCourse.get(name) ?? []),
  ]);
  return { ...fixture, courses: Object.fromEntries(graded) };
}

function gradedAs(course: CourseFixture, enrolments: readonly EnrolmentFixture[]): CourseFixture {
  if (course.isScored === false || !enrolments.some(isGraded)) return course;
  const hasRatio = enrolments.some(({ gradeRatio }) => typeof gradeRatio === 'number');
  return { isScored: true, ...(hasRatio ? { passRatio: PASS_RATIO } : {}), ...course };
}

function isGraded({ state, gradeRatio, gradePoints, attemptCount = 0 }: EnrolmentFixture): boolean {
  return state === 'failed' || typeof gradeRatio === 'number' || gradePoints !== undefined || attemptCount > 0;
}
