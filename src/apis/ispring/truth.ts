import type { Campus } from '../../campus/campus.ts';
import type { Course } from '../../campus/course.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import { formatInstant } from '../../campus/instant.ts';
import type { Learner } from '../../campus/learner.ts';
import type { IspringFacts } from './auth.ts';

/** What iSpring Learn tells of a learner in a course. There is no grade and no e-mail in it. */
export interface IspringTruthRow {
  readonly person: { readonly id: string };
  readonly course: { readonly id: string };
  /** Null until it is passed or failed. */
  readonly passed: boolean | null;
  /** In ten-thousandths. */
  readonly progressRatio: number;
  /** In seconds. */
  readonly completedAt: string | null;
  /** In seconds. */
  readonly lastViewedAt: string | null;
}

/** What iSpring Learn calls things, and what a client of it must end up knowing. Reads the campus, not the projection. */
export interface IspringTruth {
  learnerIds(learner: Learner): { readonly userId: string };
  courseIds(course: Course): { readonly contentId: string };
  learnerIndexOf(id: string): number | undefined;
  courseIndexOf(id: string): number | undefined;
  /** Of those whom the persona may see. */
  rows(persona: string): Iterable<IspringTruthRow>;
}

export function createTruth(campus: Campus, facts: IspringFacts): IspringTruth {
  const users = campus.idSpace('ispring.userId', { of: 'learner', format: 'uuid' });
  const contents = campus.idSpace('ispring.contentId', { of: 'course', format: 'uuid' });

  /** The roots of the departments that the persona sees; everything where it is undefined. */
  function managedBy(persona: string): readonly string[] | undefined {
    const { role, manages = [] } = facts.personas[persona] ?? { role: 'learner' };
    if (role === 'owner' || role === 'administrator') return undefined;
    return role === 'learner' ? [] : manages;
  }

  /** Goes up the tree on its own, so that it can contradict the scope that the operation takes. */
  function isBelow(codes: readonly string[], departmentIndex: number): boolean {
    const { code, parentIndex } = campus.department(departmentIndex);
    return codes.includes(code) || (parentIndex !== undefined && isBelow(codes, parentIndex));
  }

  function rowOf({ learner, course, state, progressRatio, completedAt, lastViewedAt }: Enrolment): IspringTruthRow {
    return {
      person: { id: users.idOf(learner.index) },
      course: { id: contents.idOf(course.index) },
      passed: state === 'passed' ? true : state === 'failed' ? false : null,
      progressRatio: Math.round(progressRatio * 10_000) / 10_000,
      completedAt: secondsOf(completedAt),
      lastViewedAt: secondsOf(lastViewedAt),
    };
  }

  return {
    learnerIds: ({ index }) => ({ userId: users.idOf(index) }),
    courseIds: ({ index }) => ({ contentId: contents.idOf(index) }),
    learnerIndexOf: users.indexOf,
    courseIndexOf: contents.indexOf,
    *rows(persona) {
      const managed = managedBy(persona);
      for (const enrolment of campus.enrolments()) {
        const isVisible = managed === undefined || isBelow(managed, enrolment.learner.departmentIndex);
        if (isVisible && enrolment.state !== 'withdrawn') yield rowOf(enrolment);
      }
    },
  };
}

function secondsOf(instant: number | undefined): string | null {
  return instant === undefined ? null : formatInstant(instant, { fractionDigits: 0 });
}
