import type { Campus } from '../../campus/campus.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import type { Call, Handler } from '../../engine/api.ts';
import type { MoocitPersona } from './auth.ts';
import { toCompletion, toGrade } from './projection.ts';

export function createOperations(campus: Campus): Readonly<Record<string, Handler<MoocitPersona>>> {
  return {
    listCompletions: ({ values }) => ({ kind: 'rows', status: 200, rows: completions(select(campus, values)) }),
    listGrades: ({ values }) => ({ kind: 'rows', status: 200, rows: grades(select(campus, values)) }),
  };
}

/**
 * Both filters together narrow to both (assumed: the vendor shows each alone). One that matches nothing gives no
 * rows; an empty one is none (assumed: views of Django look whether there is a text).
 */
function select(campus: Campus, { query }: Call<MoocitPersona>['values']): Iterable<Enrolment> {
  const [key, username] = [filterOf(query['course_id']), filterOf(query['username'])];
  const course = key === undefined ? undefined : campus.courseByKey(key);
  const learner = username === undefined ? undefined : campus.learnerByUsername(username);
  if ((key !== undefined && course === undefined) || (username !== undefined && learner === undefined)) return [];
  if (learner !== undefined && course !== undefined) {
    const enrolment = campus.enrolmentOf(learner, course);
    return enrolment === undefined ? [] : [enrolment];
  }
  if (learner !== undefined) return campus.enrolmentsOfLearner(learner);
  return course === undefined ? campus.enrolments() : campus.enrolmentsOfCourse(course);
}

function filterOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Everyone who is enrolled has a row, at "0.00" before they begin. */
function* completions(enrolments: Iterable<Enrolment>): Iterable<unknown> {
  for (const enrolment of enrolments) {
    if (enrolment.state !== 'withdrawn') yield toCompletion(enrolment);
  }
}

/** Open edX keeps no grade before the first attempt, so who never tried has no row. */
function* grades(enrolments: Iterable<Enrolment>): Iterable<unknown> {
  for (const enrolment of enrolments) {
    if (enrolment.state !== 'withdrawn' && enrolment.gradeRatio !== null)
      yield toGrade(enrolment, enrolment.gradeRatio);
  }
}
