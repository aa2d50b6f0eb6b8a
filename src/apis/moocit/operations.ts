import type { Campus } from '../../campus/campus.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import { walkOver } from '../../walk.ts';
import type { Walk } from '../../walk.ts';
import type { Handler, Handlers } from '../../engine/api.ts';
import type { Outcome, Refusal } from '../../engine/outcome.ts';
import type { MoocitPersona } from './auth.ts';
import type { ListCompletionsValues, ListGradesValues, MoocitOperations } from './contract-types.ts';
import { toCompletion, toGrade } from './projection.ts';
import { messageOf, refusalsOf } from './refusals.ts';
import type { MoocitChoices } from './variants.ts';

type ToRows = (enrolments: Walk<Enrolment>) => Walk<unknown>;

/** The form of a course key in Open edX (opaque-keys, locator.py): letters of any script, and the older form with slashes. */
const COURSE_KEY =
  /^(course-v1:[\p{L}\p{N}_\-~.:]+(\+[\p{L}\p{N}_\-~.:]+){2}|[\p{L}\p{N}_\-~.:]+(\/[\p{L}\p{N}_\-~.:]+){2})$/u;

export function createOperations(campus: Campus, choices: MoocitChoices): Handlers<MoocitPersona, MoocitOperations> {
  const refusals = refusalsOf(choices);
  const form = choices['list-form'] === 'sequence' ? choices['list-form'] : undefined;
  const list =
    (toRows: ToRows): Handler<MoocitPersona, ListCompletionsValues | ListGradesValues> =>
    ({ values }): Outcome => {
      const found = select(values);
      return 'kind' in found ? found : { kind: 'rows', status: 200, rows: toRows(found), form };
    };

  /** Both filters together must match (assumed: the vendor shows each alone). */
  function select({ query }: ListCompletionsValues | ListGradesValues): Walk<Enrolment> | Refusal {
    const [key, username] = [courseKeyOf(query.course_id), filterOf(query.username)];
    const course = key === undefined ? undefined : campus.courseByKey(key);
    const learner = username === undefined ? undefined : campus.learnerByUsername(username);
    if (key !== undefined && course === undefined) return nothing(refusalOfCourse(key));
    if (username !== undefined && learner === undefined) return nothing(refusals.unknownLearner);
    if (learner !== undefined && course !== undefined) {
      const enrolment = campus.enrolmentOf(learner, course);
      return enrolment === undefined || enrolment.isWithdrawn ? nothing(refusals.notEnrolled) : walkOver([enrolment]);
    }
    if (learner !== undefined) return campus.enrolmentsOfLearner(learner);
    return course === undefined ? campus.enrolments() : campus.enrolmentsOfCourse(course);
  }

  function nothing(refusal: Refusal): Walk<Enrolment> | Refusal {
    return choices['no-match'] === 'empty' ? walkOver([]) : refusal;
  }

  function refusalOfCourse(key: string): Refusal {
    if (!COURSE_KEY.test(key)) return refusals.unparsableCourse;
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

  return { listCompletions: list(completions), listGrades: list(grades) };
}
