import type { CampusEvent } from '../../../campus/events/events-since.ts';
import type { Ids } from '../ids.ts';
import { completionStatusOf } from '../projection/result.ts';
import type { IspringSubscription } from '../contract-types.ts';
import type { EventFilter } from './event-filter.ts';

/** The vendor's name of a type of events. */
export type SubscriptionType = IspringSubscription['subscriptionType'];

/** An event, as the vendor sends it. */
export interface WebhookEvent {
  readonly type: SubscriptionType;
  readonly at: number;
  readonly payload: object;
  /** The user and the course that a filter applies to. */
  readonly userId: string;
  readonly courseId: string;
}

/**
 * The vendor's events for one of the campus. A changed status is an event of one type. A course that was completed
 * successfully is a second event after it. The vendor has no event for a withdrawal.
 */
export function webhookEventsOf({ kind, at, enrolment }: CampusEvent, ids: Ids): readonly WebhookEvent[] {
  const { learner, course, index, state, completedAt } = enrolment;
  const [userId, courseId] = [ids.user.idOf(learner.index), ids.content.idOf(course.index)];
  const known = { at, userId, courseId };
  switch (kind) {
    case 'registered': {
      const departmentId = ids.department.idOf(learner.departmentIndex);
      const { username: login, email } = learner;
      return [{ ...known, type: 'USER_REGISTERED', payload: { userId, departmentId, login, email } }];
    }
    case 'enrolled':
      return [{ ...known, type: 'LEARNERS_ENROLLED_IN_COURSE', payload: { courseId, learnerIds: [userId] } }];
    case 'state-changed': {
      if (state === 'withdrawn') return [];
      const subject = { courseId, learnerId: userId, enrollmentIds: [ids.enrollment.idOf(index)] };
      const status = completionStatusOf(enrolment);
      const changed: WebhookEvent = { ...known, type: 'COURSE_STATUS_CHANGED', payload: { ...subject, status } };
      if (state !== 'passed' || completedAt === undefined) return [changed];
      // Nanoseconds have more digits than a double.
      const payload = { ...subject, completionDate: BigInt(completedAt) * 1000n };
      return [changed, { ...known, type: 'COURSE_COMPLETED_SUCCESSFULLY', payload }];
    }
  }
}

/** Whether an event passes the filter of a subscription. The registration of a user has no course. */
export function passes({ userIds, courseIds }: EventFilter, { type, userId, courseId }: WebhookEvent): boolean {
  return userIds?.has(userId) !== false && (type === 'USER_REGISTERED' || courseIds?.has(courseId) !== false);
}
