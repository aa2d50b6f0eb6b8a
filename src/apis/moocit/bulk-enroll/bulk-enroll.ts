import type { Campus } from '../../../campus/campus.ts';
import type { Course } from '../../../campus/course.ts';
import type { Learner } from '../../../campus/learner.ts';
import type { Call, Handler } from '../../../engine/api.ts';
import type { Outcome, Refusal } from '../../../engine/outcome.ts';
import { enrol, liveCampus, withdraw } from '../../written-campus.ts';
import type { Writing } from '../../written-campus.ts';
import type { MoocitPersona } from '../auth.ts';
import type { BulkEnrollValues, MoocitBulkEnrollment, MoocitFieldErrors } from '../contract-types.ts';
import { isCourseKey } from '../course-key.ts';
import type { MoocitRefusals } from '../refusals.ts';
import { isEmail } from './email.ts';
import { NOT_INVITED, createInvitations } from './invitations.ts';
import type { Invitations } from './invitations.ts';

/** Maximum number of results in one answer. They take 50 to 170 ms, in which no other request is answered. */
const MAX_RESULTS = 5_000;

const TOO_MANY: MoocitFieldErrors = {
  non_field_errors: [`Maximum number of identifiers in all courses together: ${MAX_RESULTS}.`],
};

/**
 * Enrols learners in courses, or ends their enrolments, as Open edX does (lms/djangoapps/bulk_enroll/views.py and
 * `students_update_enrollment`). An unknown course refuses the whole request; an identifier that is neither a username nor
 * an e-mail address only has another result.
 */
export function bulkEnroll(campus: Campus, refusals: MoocitRefusals): Handler<MoocitPersona, BulkEnrollValues> {
  return ({ values: { body }, session }: Call<MoocitPersona, BulkEnrollValues>): Outcome => {
    // There is always a body, because it is required.
    if (body === undefined) return refusals.invalidBulk;
    const named = coursesIn(body, campus, refusals);
    if ('kind' in named) return named;
    const identifiers = body.identifiers.split(/[\s,]+/).filter((identifier) => identifier !== '');
    if (named.size * identifiers.length > MAX_RESULTS) return { ...refusals.invalidBulk, body: TOO_MANY };

    const writing = { campus: liveCampus({ campus, session }), session };
    const invitations = createInvitations(session);
    const { action, auto_enroll, email_students } = body;
    const courses = Array.from(named, ([key, course]): [string, object] => {
      const results = identifiers.map((identifier) => resultOf(identifier, { course, body, writing, invitations }));
      return [key, { action, results, auto_enroll }];
    });
    const value = { action, courses: Object.fromEntries(courses), email_students, auto_enroll };
    return { kind: 'value', status: 200, value };
  };
}

/** The courses of a body, by their keys, or the refusal of the body. */
function coursesIn(
  { courses, cohorts = '', action }: MoocitBulkEnrollment,
  campus: Campus,
  { invalidBulk, noCourse }: MoocitRefusals,
): Refusal | Courses {
  const refuse = (errors: MoocitFieldErrors): Refusal => ({ ...invalidBulk, body: errors });
  const keys = courses === '' ? [] : courses.split(',');
  // The keys of the vendor's samples are invalid, but the campus has them.
  const invalid = keys.find((key) => !isCourseKey(key) && campus.courseByKey(key) === undefined);
  if (invalid !== undefined) return refuse({ courses: [`Course key not valid: ${invalid}`] });
  const names = cohorts === '' ? [] : cohorts.split(',');
  const problem = names.length === 0 ? undefined : cohortProblem(names, keys, action);
  if (problem !== undefined) return refuse({ non_field_errors: [problem] });
  const known: [string, Course][] = keys.flatMap((key) => {
    const course = campus.courseByKey(key);
    return course === undefined ? [] : [[key, course]];
  });
  return known.length < keys.length ? noCourse : new Map(known);
}

type Courses = ReadonlyMap<string, Course>;

/** The campus has no cohorts. */
function cohortProblem(
  names: readonly string[],
  keys: readonly string[],
  action: MoocitBulkEnrollment['action'],
): string {
  if (action !== 'enroll') return 'Cohorts can only be used for enrollments.';
  if (names.length !== keys.length) return 'If provided, the cohorts and courses should have equal number of items.';
  return `cohort ${names[0]} not found in course ${keys[0]}.`;
}

interface Change {
  readonly course: Course;
  readonly body: MoocitBulkEnrollment;
  readonly writing: Writing;
  readonly invitations: Invitations;
}

function resultOf(identifier: string, { course, body, writing, invitations }: Change): object {
  const { campus } = writing;
  const learner = identifier.includes('@') ? campus.learnerByEmail(identifier) : campus.learnerByUsername(identifier);
  const email = learner?.email ?? identifier;
  if (learner === undefined && !isEmail(email)) return { identifier, invalidIdentifier: true };
  const stateNow = (): object => ({
    user: learner !== undefined,
    enrollment: isEnrolled(campus, learner, course),
    ...(learner === undefined ? invitations.of(email, course) : NOT_INVITED),
  });
  const before = stateNow();
  const isDone = learner === undefined ? changeInvitation(email) : changeEnrolment(learner);
  return isDone ? { identifier, before, after: stateNow() } : { identifier, error: true };

  function changeEnrolment(known: Learner): boolean {
    if (body.action === 'enroll') return enrol(writing, known, course) !== undefined;
    const enrolment = campus.enrolmentOf(known, course);
    return enrolment === undefined || withdraw(writing, enrolment) !== undefined;
  }

  function changeInvitation(address: string): boolean {
    if (body.action === 'enroll') return invitations.add(address, course, body.auto_enroll);
    invitations.remove(address, course);
    return true;
  }
}

function isEnrolled(campus: Campus, learner: Learner | undefined, course: Course): boolean {
  return learner !== undefined && campus.enrolmentOf(learner, course)?.isWithdrawn === false;
}
