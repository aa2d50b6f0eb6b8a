import { changedCampus } from '../campus/changes/changed-campus.ts';
import { createEnrolmentChanges } from '../campus/changes/enrolment-changes.ts';
import type { EnrolmentChanges } from '../campus/changes/enrolment-changes.ts';
import type { Campus } from '../campus/campus.ts';
import type { Course } from '../campus/course.ts';
import type { EnrolmentStatus } from '../campus/enrolment.ts';
import type { Learner } from '../campus/learner.ts';
import type { Session } from '../engine/session/session.ts';
import type { Written } from '../engine/session/written.ts';

/** The changes of the sessions that have any. A reset drops what a session has written, and its changes with it. */
const changesOf = new WeakMap<Written, EnrolmentChanges>();

/** A written enrolment takes as much memory as so many written numbers. */
const ENROLMENT_WEIGHT = 10;

/** The campus with the enrolments that the clients of a session have written. */
export function writtenCampus(campus: Campus, written: Written | undefined): Campus {
  return written === undefined ? campus : changedCampus(campus, openChanges(campus, written));
}

/** The session that writes, and the campus as its request sees it. */
export interface Writing {
  readonly campus: Campus;
  readonly session: Pick<Session, 'openWritten'>;
}

/**
 * Writes what an enrolment of a learner in a course is from now on, in every API of the session. Returns its index;
 * undefined, and nothing is written, if the sessions of the server have written too much together.
 */
export function writeEnrolment(
  { campus, session }: Writing,
  { learner, course, status }: { readonly learner: Learner; readonly course: Course; readonly status: EnrolmentStatus },
): number | undefined {
  const written = session.openWritten();
  const changes = openChanges(campus, written);
  const index = changes.indexFor(learner, course);
  if (!written.add('enrolments', new Set([index]), ENROLMENT_WEIGHT)) return undefined;
  changes.set({ index, learnerIndex: learner.index, courseIndex: course.index, status });
  return index;
}

/** Takes back what was written of an enrolment. */
export function unwriteEnrolment({ session }: Pick<Writing, 'session'>, index: number): void {
  changesOf.get(session.openWritten())?.remove(index);
}

/** @param campus without the changes, where there are none yet. */
function openChanges(campus: Campus, written: Written): EnrolmentChanges {
  const changes = changesOf.get(written) ?? createEnrolmentChanges(campus);
  changesOf.set(written, changes);
  return changes;
}
