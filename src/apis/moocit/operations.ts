import type { Campus } from '../../campus/campus.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import { DAY_US } from '../../campus/instant.ts';
import { walkOver } from '../../walk.ts';
import type { Walk } from '../../walk.ts';
import type { Call, Handlers } from '../../engine/api.ts';
import type { Outcome, Refusal } from '../../engine/outcome.ts';
import type { MoocitPersona } from './auth.ts';
import { bulkEnroll } from './bulk-enroll/bulk-enroll.ts';
import type {
  ListCompletionsValues,
  ListEnrollmentsValues,
  ListGradesValues,
  MoocitOperations,
} from './contract-types.ts';
import { isCourseKey } from './course-key.ts';
import { toCompletion, toEnrollment, toGrade } from './projection.ts';
import { messageOf, refusalsOf } from './refusals.ts';
import type { MoocitChoices } from './variants.ts';

type ListQuery = ListCompletionsValues['query'];
type ToRows = (enrolments: Walk<Enrolment>) => Walk<unknown>;

export function createOperations(campus: Campus, choices: MoocitChoices): Handlers<MoocitPersona, MoocitOperations> {
  const refusals = refusalsOf(choices);
  const form = choices['list-form'] === 'sequence' ? choices['list-form'] : undefined;

  function answerList(query: ListQuery, toRows: ToRows, isListed = isActive): Outcome {
    const found = select(query, isListed);
    return 'kind' in found ? found : { kind: 'rows', status: 200, rows: toRows(found), form };
  }

  /** Both filters together must match (assumed: the vendor shows each alone). */
  function select(query: ListQuery, isListed: (enrolment: Enrolment) => boolean): Walk<Enrolment> | Refusal {
    const [key, username] = [courseKeyOf(query.course_id), filterOf(query.username)];
    const course = key === undefined ? undefined : campus.courseByKey(key);
    const learner = username === undefined ? undefined : campus.learnerByUsername(username);
    if (key !== undefined && course === undefined) return nothing(refusalOfCourse(key));
    if (username !== undefined && learner === undefined) return nothing(refusals.unknownLearner);
    if (learner !== undefined && course !== undefined) {
      const enrolment = campus.enrolmentOf(learner, course);
      return enrolment === undefined || !isListed(enrolment) ? nothing(refusals.notEnrolled) : walkOver([enrolment]);
    }
    if (learner !== undefined) return campus.enrolmentsOfLearner(learner);
    return course === undefined ? campus.enrolments() : campus.enrolmentsOfCourse(course);
  }

  function nothing(refusal: Refusal): Walk<Enrolment> | Refusal {
    return choices['no-match'] === 'empty' ? walkOver([]) : refusal;
  }

  function refusalOfCourse(key: string): Refusal {
    if (!isCourseKey(key)) return refusals.unparsableCourse;
    // The plain refusal has one text for all cases.
    const namesCourse = choices['error-family'] === 'developer-message';
    return namesCourse
      ? { ...refusals.unknownCourse, fields: messageOf(choices, `Unknown course ${key}`) }
      : refusals.unknownCourse;
  }

  function courseKeyOf(value: string | undefined): string | undefined {
    const key = filterOf(value);
    return choices['plus-in-course-key'] === 'repaired' ? key?.replaceAll(' ', '+') : key;
  }

  function filterOf(value: string | undefined): string | undefined {
    return value === '' && choices['empty-filter'] === 'ignored' ? undefined : value;
  }

  /** Every enrolled learner has a row, with "0.00" before the first activity. */
  function completions(enrolments: Walk<Enrolment>): Walk<unknown> {
    return enrolments.collect((enrolment) => (enrolment.isWithdrawn ? undefined : toCompletion(enrolment, choices)));
  }

  /** Open edX has no grade before the first attempt, so learners without one have no row. */
  function grades(enrolments: Walk<Enrolment>): Walk<unknown> {
    return enrolments.collect((enrolment) => {
      const { isWithdrawn, gradeRatio } = enrolment;
      return isWithdrawn || gradeRatio === null ? undefined : toGrade(enrolment, gradeRatio, choices);
    });
  }

  /** Learners who have left a course still have an enrolment, which is not active (`CourseEnrollment` of Open edX). */
  function listEnrollments({ values: { query } }: Call<MoocitPersona, ListEnrollmentsValues>): Outcome {
    const { days } = query;
    const since = days === undefined ? Number.NEGATIVE_INFINITY : campus.now - days * DAY_US;
    const isRecent = ({ enrolledAt }: Enrolment): boolean => enrolledAt >= since;
    const toRows: ToRows = (all) => all.collect((one) => (isRecent(one) ? toEnrollment(one) : undefined));
    return answerList(query, toRows, () => true);
  }

  return {
    listCompletions: ({ values: { query } }: Call<MoocitPersona, ListCompletionsValues>) =>
      answerList(query, completions),
    listGrades: ({ values: { query } }: Call<MoocitPersona, ListGradesValues>) => answerList(query, grades),
    listEnrollments,
    bulkEnroll: bulkEnroll(campus, refusals),
  };
}

function isActive({ isWithdrawn }: Enrolment): boolean {
  return !isWithdrawn;
}
