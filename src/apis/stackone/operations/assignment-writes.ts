import type { Campus } from '../../../campus/campus.ts';
import { begunStatus, enrolledStatus } from '../../../campus/changes/written-status.ts';
import type { EnrolmentStatus } from '../../../campus/enrolment.ts';
import { parseInstant } from '../../../campus/instant.ts';
import type { Call, Persona } from '../../../engine/api.ts';
import type { Outcome, Refusal } from '../../../engine/outcome.ts';
import { writeEnrolment } from '../../written-campus.ts';
import type { CreateUserAssignmentValues, StackOneNewAssignment } from '../contract-types.ts';
import type { Ids } from '../ids.ts';
import { refusals } from '../refusals.ts';
import type { StackOneHandlers } from './handlers.ts';
import { courseIn, created, unfit } from './writes.ts';

/** Assignments that clients create. They belong to the session, and are enrolments in all of its APIs. */
export function createAssignmentWrites(campus: Campus, ids: Ids): StackOneHandlers<'createUserAssignment'> {
  function createUserAssignment({
    values: { path, body = {} },
    session,
  }: Call<Persona, CreateUserAssignmentValues>): Outcome {
    const userIndex = ids.user.indexOf(path.user_id);
    if (userIndex === undefined) return refusals.unknownRecord;
    const course = courseIn(body, campus, ids);
    if (course === undefined) return unfit('The learning object is unknown.');
    const learner = campus.learner(userIndex);
    if (campus.enrolmentOf(learner, course)?.isWithdrawn === false) return refusals.recordExists;
    const status = statusIn(body);
    if ('kind' in status) return status;
    const index = writeEnrolment({ campus, session }, { learner, course, status });
    return index === undefined ? refusals.noRoom : created(index, campus, ids);
  }

  /** The status that a body asks for. Defaults to pending (assumed). */
  function statusIn({ status, progress, created_at: at }: StackOneNewAssignment): EnrolmentStatus | Refusal {
    const { now } = campus;
    const enrolledAt = typeof at === 'string' ? parseInstant(at) : now;
    if (enrolledAt === undefined || enrolledAt > now) return unfit('created_at must be a time in the past.');
    switch (status?.value ?? 'pending') {
      case 'pending':
        return (progress ?? 0) === 0
          ? enrolledStatus(enrolledAt, now)
          : unfit('The progress of a pending assignment must be 0.');
      case 'in_progress':
        return begunStatus(Math.round((progress ?? 0) * 100) / 10_000, enrolledAt, now);
      case 'completed':
        return unfit('An assignment is completed by creating a completion.');
      default:
        return unfit('The status must be pending or in_progress.');
    }
  }

  return { createUserAssignment };
}
