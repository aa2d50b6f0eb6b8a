import type { Campus } from '../../campus/campus.ts';
import type { Course } from '../../campus/course.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import { formatInstant } from '../../campus/instant.ts';
import type { Learner } from '../../campus/learner.ts';
import type { Walk } from '../../walk.ts';
import type { IspringFacts } from './auth.ts';
import type { IspringRole } from './role.ts';
import type { IspringChoices } from './variants.ts';

/** A learner in a course in iSpring Learn. It has no grade and no e-mail address. */
export interface IspringTruthRow {
  readonly person: { readonly id: string };
  readonly course: { readonly id: string };
  /** Null until it is passed or failed. */
  readonly passed: boolean | null;
  /** In ten-thousandths. If progress is a whole number, in hundredths, rounded down. */
  readonly progressRatio: number;
  /** In seconds. Also null for failed courses if only passed ones have a completion date. */
  readonly completedAt: string | null;
  /** In seconds. */
  readonly lastViewedAt: string | null;
}

/**
 * iSpring Learn's ids, and the records that a correct client must have in the end. Reads the campus, not the projection,
 * and implements each choice of a variant independently.
 */
export interface IspringTruth {
  learnerIds(learner: Learner): { readonly userId: string };
  courseIds(course: Course): { readonly contentId: string };
  enrolmentIds(enrolment: Enrolment): { readonly enrollmentId: string };
  learnerIndexOf(id: string): number | undefined;
  courseIndexOf(id: string): number | undefined;
  /** The learners that the persona may see. Empty if it is refused. */
  rows(persona: string): Walk<IspringTruthRow>;
}

export function createTruth(campus: Campus, facts: IspringFacts, choices: IspringChoices): IspringTruth {
  const users = campus.idSpace('ispring.userId', { of: 'learner', format: 'uuid' });
  const contents = campus.idSpace('ispring.contentId', { of: 'course', format: 'uuid' });
  const enrollments = campus.idSpace('ispring.enrollmentId', { of: 'enrolment', format: 'uuid' });
  const refused = refusedRoles(choices);

  /** The roots of the departments that the persona sees. Undefined if it sees everything. */
  function managedBy(persona: string): readonly string[] | undefined {
    const { role, manages = [] } = facts.personas[persona] ?? { role: 'learner' };
    if (role === 'owner' || role === 'administrator') return undefined;
    return refused.includes(role) ? [] : manages;
  }

  /** Independent of the scope of the operation, so that a test can find a contradiction. */
  function isBelow(codes: readonly string[], departmentIndex: number): boolean {
    const { code, parentIndex } = campus.department(departmentIndex);
    return codes.includes(code) || (parentIndex !== undefined && isBelow(codes, parentIndex));
  }

  /** Whether the list of its course has a row for it, for a persona that sees everything. */
  function isListed({ course, state, lastViewedAt }: Enrolment): boolean {
    if (state === 'withdrawn') return false;
    if (choices.listed === 'viewed' && lastViewedAt === undefined) return false;
    return choices['content-item-id'] === 'any-text' || UUID.test(contents.idOf(course.index));
  }

  function rowOf({ learner, course, state, progressRatio, completedAt, lastViewedAt }: Enrolment): IspringTruthRow {
    const tenThousandths = Math.round(progressRatio * 10_000);
    const isDated = choices['completion-date'] === 'ended' || state === 'passed';
    return {
      person: { id: users.idOf(learner.index) },
      course: { id: contents.idOf(course.index) },
      passed: state === 'passed' ? true : state === 'failed' ? false : null,
      progressRatio: choices.progress === 'integer' ? Math.floor(tenThousandths / 100) / 100 : tenThousandths / 10_000,
      completedAt: isDated ? secondsOf(completedAt) : null,
      lastViewedAt: secondsOf(lastViewedAt),
    };
  }

  return {
    learnerIds: ({ index }) => ({ userId: users.idOf(index) }),
    courseIds: ({ index }) => ({ contentId: contents.idOf(index) }),
    enrolmentIds: ({ index }) => ({ enrollmentId: enrollments.idOf(index) }),
    learnerIndexOf: users.indexOf,
    courseIndexOf: contents.indexOf,
    rows(persona) {
      const managed = managedBy(persona);
      return campus.enrolments().collect((one) => {
        const isVisible = managed === undefined || isBelow(managed, one.learner.departmentIndex);
        return isVisible && isListed(one) ? rowOf(one) : undefined;
      });
    },
  };
}

/** The form of the ids that a strict server accepts. The documented id, 123, doesn't have it. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The roles that get a 403, even if they manage departments. */
function refusedRoles(choices: IspringChoices): readonly IspringRole[] {
  if (choices['edit-right'] === 'wanted') return ['department-administrator', 'publisher', 'custom', 'learner'];
  return choices.publisher === 'denied' ? ['publisher', 'learner'] : ['learner'];
}

function secondsOf(instant: number | undefined): string | null {
  return instant === undefined ? null : formatInstant(instant, { fractionDigits: 0 });
}
