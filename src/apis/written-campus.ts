import { changedCampus } from '../campus/changes/changed-campus.ts';
import { createEnrolmentChanges } from '../campus/changes/enrolment-changes.ts';
import type { ChangedEnrolment, EnrolmentChanges } from '../campus/changes/enrolment-changes.ts';
import { enrolledStatus, resumedStatus, statusOf, withdrawnStatus } from '../campus/changes/written-status.ts';
import type { Campus } from '../campus/campus.ts';
import type { Course } from '../campus/course.ts';
import type { Enrolment } from '../campus/enrolment.ts';
import type { Learner } from '../campus/learner.ts';
import type { Session } from '../engine/session/session.ts';
import type { Written } from '../engine/session/written.ts';

/** The changes of each session that has some. A reset removes them with the session's written data. */
const changesOf = new WeakMap<Written, EnrolmentChanges>();

/** Memory of a written enrolment, in written numbers. */
const ENROLMENT_WEIGHT = 10;

/** The campus with the enrolments that the clients of a session have written. */
export function writtenCampus(campus: Campus, written: Written | undefined): Campus {
  return written === undefined ? campus : changedCampus(campus, openChanges(campus, written));
}

/** The new state of a learner's enrolment in a course. */
interface WrittenEnrolment extends Pick<ChangedEnrolment, 'status' | 'resumesAs'> {
  readonly learner: Learner;
  readonly course: Course;
}

/** The session that writes, and the campus as its request sees it: with what was written before. */
export interface Writing {
  readonly campus: Campus;
  readonly session: Pick<Session, 'written' | 'openWritten'>;
}

/**
 * Writes the new state of a learner's enrolment in a course, for every API of the session. Returns its index. Undefined if
 * the sessions of the server have written too much together. Then nothing is written.
 */
export function writeEnrolment(
  { campus, session }: Writing,
  { learner, course, ...written }: WrittenEnrolment,
): number | undefined {
  const all = session.openWritten();
  const changes = openChanges(campus, all);
  const index = changes.indexFor(learner, course);
  if (!all.add('enrolments', new Set([index]), ENROLMENT_WEIGHT)) return undefined;
  changes.set({ index, learnerIndex: learner.index, courseIndex: course.index, ...written });
  return index;
}

/**
 * Enrols a learner. A withdrawn learner continues as before. Returns the index of the enrolment, or undefined like
 * `writeEnrolment`.
 */
export function enrol(writing: Writing, learner: Learner, course: Course): number | undefined {
  const { campus, session } = writing;
  const before = campus.enrolmentOf(learner, course);
  if (before === undefined) {
    return writeEnrolment(writing, { learner, course, status: enrolledStatus(campus.now, campus.now) });
  }
  if (!before.isWithdrawn) return before.index;
  const { resumesAs } = openChanges(campus, session.openWritten()).at(before.index) ?? {};
  const status = resumedStatus(statusOf(before), resumesAs, campus.now);
  return writeEnrolment(writing, { learner, course, status });
}

/** Ends an enrolment. Its learner can be enrolled again. Returns its index, or undefined like `enrol`. */
export function withdraw(writing: Writing, enrolment: Enrolment): number | undefined {
  if (enrolment.isWithdrawn) return enrolment.index;
  const { learner, course } = enrolment;
  const resumesAs = statusOf(enrolment);
  const status = withdrawnStatus(resumesAs, writing.campus.now);
  return writeEnrolment(writing, { learner, course, status, resumesAs });
}

/** A campus that also shows what the rest of a request writes. */
export function liveCampus({ campus, session }: Writing): Campus {
  return session.written === undefined ? writtenCampus(campus, session.openWritten()) : campus;
}

/** Removes the written state of an enrolment. */
export function unwriteEnrolment({ session }: Pick<Writing, 'session'>, index: number): void {
  changesOf.get(session.openWritten())?.remove(index);
}

/** The changes of a session. Makes them of a campus without changes if there are none yet. */
function openChanges(campus: Campus, written: Written): EnrolmentChanges {
  const changes = changesOf.get(written) ?? createEnrolmentChanges(campus);
  changesOf.set(written, changes);
  return changes;
}
