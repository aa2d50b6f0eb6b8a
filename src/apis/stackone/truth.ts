import type { Campus } from '../../campus/campus.ts';
import type { Course } from '../../campus/course.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import { formatInstant } from '../../campus/instant.ts';
import type { Learner } from '../../campus/learner.ts';
import { walkOver } from '../../walk.ts';
import type { Walk } from '../../walk.ts';
import type { StackOneFacts } from './auth.ts';
import { createIds } from './ids.ts';

/**
 * A completion in StackOne. It has no progress, no grade and no e-mail address. The score of the later vintage is left out,
 * so that clients of both have the same records.
 */
export interface StackOneTruthRow {
  /** The id of the completion. */
  readonly id: string;
  readonly person: { readonly id: string };
  readonly course: { readonly id: string };
  readonly passed: boolean;
  /** In milliseconds. */
  readonly completedAt: string | null;
}

/** StackOne's ids, and the records that a correct client must have in the end. Reads the campus, not the projection. */
export interface StackOneTruth {
  learnerIds(learner: Learner): { readonly userId: string; readonly remoteUserId: string };
  courseIds(course: Course): { readonly courseId: string; readonly remoteCourseId: string };
  /** Also exists before the completion, which is a 404 until then. */
  enrolmentIds(enrolment: Enrolment): { readonly completionId: string; readonly remoteCompletionId: string };
  learnerIndexOf(id: string): number | undefined;
  courseIndexOf(id: string): number | undefined;
  /** Empty if the persona's account is not active. */
  rows(persona: string): Walk<StackOneTruthRow>;
}

export function createTruth(campus: Campus, { personas, accounts }: StackOneFacts): StackOneTruth {
  const ids = createIds(campus);

  function rowOf({ index, learner, course, state, completedAt }: Enrolment): StackOneTruthRow {
    return {
      id: ids.completion.idOf(index),
      person: { id: ids.user.idOf(learner.index) },
      course: { id: ids.course.idOf(course.index) },
      passed: state === 'passed',
      completedAt: completedAt === undefined ? null : formatInstant(completedAt, { fractionDigits: 3 }),
    };
  }

  return {
    learnerIds: ({ index }) => ({ userId: ids.user.idOf(index), remoteUserId: ids.remoteUser.idOf(index) }),
    courseIds: ({ index }) => ({ courseId: ids.course.idOf(index), remoteCourseId: ids.remoteCourse.idOf(index) }),
    enrolmentIds: ({ index }) => ({
      completionId: ids.completion.idOf(index),
      remoteCompletionId: ids.remoteCompletion.idOf(index),
    }),
    learnerIndexOf: (id) => ids.user.indexOf(id) ?? ids.remoteUser.indexOf(id),
    courseIndexOf: (id) => ids.course.indexOf(id) ?? ids.remoteCourse.indexOf(id),
    rows(persona) {
      const account = personas[persona]?.account;
      if (account === undefined || accounts[account] !== 'active') return walkOver([]);
      return campus
        .enrolments()
        .collect((one) => (one.state === 'passed' || one.state === 'failed' ? rowOf(one) : undefined));
    },
  };
}
