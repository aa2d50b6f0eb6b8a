import type { Campus } from '../../campus/campus.ts';
import type { Course } from '../../campus/course.ts';
import type { Call, Handler } from '../../engine/api.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { Registrar } from './auth.ts';
import { toCompletion } from './projection.ts';
import { refusals } from './refusals.ts';

/** What the server takes for a course id: any UUID, with its dashes. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The documented course code, or the first course where the samples are left out. */
export function showcaseName(campus: Campus): string {
  const documented = 'BSCS1001';
  return campus.coursesByCode(documented).length === 0 && campus.courseCount > 0 ? campus.course(0).slug : documented;
}

export function createOperations(campus: Campus): Readonly<Record<string, Handler<Registrar>>> {
  const courseIds = campus.idSpace('helsinki.courseId', { of: 'course', format: 'uuid' });
  const completionIds = campus.idSpace('helsinki.completionId', { of: 'enrolment', format: 'uuid' });
  const userIds = campus.idSpace('helsinki.userId', { of: 'learner', format: 'uuid' });

  /** An id that is no course's is unknown; a slug or a code that is none's has no completions. */
  function streamCompletions({ persona, values: { path, query } }: Call<Registrar>): Outcome {
    const courses = findCourses(String(path['course_id_slug_or_code']));
    if (courses === undefined) return refusals.unknownCourse;
    const excluded = query['exclude_already_registered'] === true ? persona.registered : new Set<string>();
    return { kind: 'rows', status: 200, rows: completions(courses, excluded) };
  }

  function findCourses(name: string): readonly Course[] | undefined {
    if (UUID.test(name)) {
      const index = courseIds.indexOf(name);
      return index === undefined ? undefined : [campus.course(index)];
    }
    const bySlug = campus.courseBySlug(name);
    const byCode = campus.coursesByCode(name);
    return bySlug === undefined ? byCode : [bySlug, ...byCode.filter(({ index }) => index !== bySlug.index)];
  }

  /** Who failed is there too, with the grade 0: the server doesn't look at it. */
  function* completions(courses: readonly Course[], excluded: ReadonlySet<string>): Iterable<unknown> {
    for (const course of courses) {
      for (const enrolment of campus.enrolmentsOfCourse(course)) {
        const { completedAt } = enrolment;
        if (completedAt === undefined) continue;
        const completionId = completionIds.idOf(enrolment.index);
        if (excluded.has(completionId)) continue;
        yield toCompletion(enrolment, completedAt, { completionId, userId: userIds.idOf(enrolment.learner.index) });
      }
    }
  }

  return { streamCompletions };
}
