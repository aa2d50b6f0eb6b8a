import { createHash } from 'node:crypto';

import type { Course } from '../../../campus/course.ts';
import type { Session } from '../../../engine/session/session.ts';

/** The record of an e-mail address without an account: whether it may enrol in a course, and is enrolled at once. */
export interface Invitation {
  readonly allowed: boolean;
  readonly auto_enroll: boolean;
}

/** The state of a person with an account. */
export const NOT_INVITED: Invitation = { allowed: false, auto_enroll: false };

/** The two lists of a session. An invitation is in one of them. */
const WAITING = 'moocit.allowed';
const AUTO_ENROLLED = 'moocit.auto-enroll';

/** The invitations that the clients of a session have written (`CourseEnrollmentAllowed` of Open edX). */
export interface Invitations {
  of(email: string, course: Course): Invitation;
  /** Returns false, and writes nothing, if the sessions of the server have written too much together. */
  add(email: string, course: Course, isAutoEnrolled: boolean): boolean;
  remove(email: string, course: Course): void;
}

export function createInvitations(session: Pick<Session, 'openWritten'>): Invitations {
  const written = session.openWritten();
  return {
    of(email, course) {
      const number = numberOf(email, course);
      const isAutoEnrolled = written.has(AUTO_ENROLLED, number);
      return { allowed: isAutoEnrolled || written.has(WAITING, number), auto_enroll: isAutoEnrolled };
    },
    add(email, course, isAutoEnrolled) {
      const number = numberOf(email, course);
      const [list, other] = isAutoEnrolled ? [AUTO_ENROLLED, WAITING] : [WAITING, AUTO_ENROLLED];
      if (!written.add(list, new Set([number]))) return false;
      written.remove(other, number);
      return true;
    },
    remove(email, course) {
      const number = numberOf(email, course);
      written.remove(WAITING, number);
      written.remove(AUTO_ENROLLED, number);
    },
  };
}

/** A session keeps only numbers, so an invitation is the first 48 bits of a digest. */
function numberOf(email: string, { index }: Course): number {
  return createHash('sha256').update(`${index} ${email.toLowerCase()}`).digest().readUIntBE(0, 6);
}
