import type { Campus } from '../../../campus/campus.ts';
import { endedStatus, enrolledStatus } from '../../../campus/changes/written-status.ts';
import type { Course } from '../../../campus/course.ts';
import type { EnrolmentStatus } from '../../../campus/enrolment.ts';
import { parseInstant } from '../../../campus/instant.ts';
import type { Call, Persona } from '../../../engine/api.ts';
import type { Outcome, Refusal } from '../../../engine/outcome.ts';
import { unwriteEnrolment, writeEnrolment } from '../../written-campus.ts';
import type {
  CreateUserCompletionValues,
  DeleteUserCompletionValues,
  StackOneNewCompletion,
} from '../contract-types.ts';
import type { Ids } from '../ids.ts';
import { timestamp } from '../projection/values.ts';
import { refusals } from '../refusals.ts';
import { courseIn, created, unfit } from './writes.ts';
import type { StackOneHandlers } from './handlers.ts';

/** Completions that clients create and delete. They belong to the session, and all of its APIs show them. */
export function createCompletionWrites(
  campus: Campus,
  ids: Ids,
): StackOneHandlers<'createUserCompletion' | 'deleteUserCompletion'> {
  function createUserCompletion({
    values: { path, body = {} },
    session,
  }: Call<Persona, CreateUserCompletionValues>): Outcome {
    const userIndex = ids.user.indexOf(path.user_id);
    if (userIndex === undefined) return refusals.unknownRecord;
    const course = courseIn(body, campus, ids);
    if (course === undefined) return unfit('The learning object is unknown.');
    const learner = campus.learner(userIndex);
    const before = campus.enrolmentOf(learner, course);
    if (before?.completedAt !== undefined) return refusals.recordExists;
    const ending = endingOf(body, course);
    if ('kind' in ending) return ending;
    const status = endedStatus({ before, course, now: campus.now, ...ending });
    const index = writeEnrolment({ campus, session }, { learner, course, status });
    if (index === undefined) return refusals.noRoom;
    return created(index, campus, ids);
  }

  /** A course that was completed on the campus itself begins again: the learner stays enrolled. */
  function deleteUserCompletion({ values: { path }, session }: Call<Persona, DeleteUserCompletionValues>): Outcome {
    const index = ids.completion.indexOf(path.completion_id);
    const enrolment = index === undefined ? undefined : campus.enrolment(index);
    if (index === undefined || enrolment?.completedAt === undefined) return refusals.unknownRecord;
    const { learner, course, enrolledAt } = enrolment;
    if (learner.index !== ids.user.indexOf(path.user_id)) return refusals.unknownRecord;
    unwriteEnrolment({ session }, index);
    const own = campus.enrolment(index);
    if (own?.completedAt !== undefined) {
      const status: EnrolmentStatus = enrolledStatus(enrolledAt, campus.now);
      if (writeEnrolment({ campus, session }, { learner, course, status }) === undefined) return refusals.noRoom;
    }
    const value = { statusCode: 204, message: 'Record deleted successfully.', timestamp: timestamp(campus.now) };
    return { kind: 'value', status: 200, value };
  }

  /** The end of the course. The result defaults to passed (assumed). */
  function endingOf(
    { result, score, completed_at: at }: StackOneNewCompletion,
    { isScored, passRatio }: Course,
  ): Ending | Refusal {
    const word = result?.value ?? 'Pass';
    if (word !== 'Pass' && word !== 'Fail') return unfit('The result must be Pass or Fail.');
    const isPassed = word === 'Pass';
    if (!isPassed && !isScored) return unfit('The learning object has no grade and can only be passed.');
    const completedAt = typeof at === 'string' ? parseInstant(at) : campus.now;
    if (completedAt === undefined || completedAt > campus.now) return unfit('completed_at must be a time in the past.');
    const percentage = score?.percentage ?? (isPassed ? 100 : 0);
    const gradeRatio = Math.round(percentage) / 100;
    if (isScored && gradeRatio >= passRatio !== isPassed)
      return unfit(
        `The score must agree with the result: the learning object is passed from ${Math.round(passRatio * 100)}.`,
      );
    return { isPassed, gradeRatio, completedAt };
  }

  return { createUserCompletion, deleteUserCompletion };
}

interface Ending {
  readonly isPassed: boolean;
  readonly gradeRatio: number;
  readonly completedAt: number;
}
