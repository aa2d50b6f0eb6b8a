import type { Enrolment } from '../../../campus/enrolment.ts';
import type { Ids } from '../ids.ts';
import { certificateUrl, timestamp } from './values.ts';

/** The status of an assignment, in StackOne's words. */
export function assignmentStatusOf({ state }: Enrolment): 'pending' | 'in_progress' | 'completed' {
  switch (state) {
    case 'enrolled':
      return 'pending';
    case 'in-progress':
      return 'in_progress';
    case 'passed':
    case 'failed':
      return 'completed';
    case 'withdrawn':
      throw new Error('a learner who withdrew has no assignment');
  }
}

/** An enrolment as StackOne unifies an assignment. It has the id of its completion (assumed), and no due date. */
export function toAssignment(enrolment: Enrolment, ids: Ids): Readonly<Record<string, unknown>> {
  const { index, learner, course, state, completedAt } = enrolment;
  const remoteId = ids.remoteCompletion.idOf(index);
  const courseId = ids.course.idOf(course.index);
  const remoteCourseId = ids.remoteCourse.idOf(course.index);
  return {
    id: ids.completion.idOf(index),
    remote_id: remoteId,
    unified_custom_fields: {},
    external_reference: `${course.slug}-${learner.username}`,
    learning_object_id: courseId,
    remote_learning_object_id: remoteCourseId,
    learning_object_external_reference: course.slug,
    learning_object_type: { value: 'course', source_value: 'course' },
    user_id: ids.user.idOf(learner.index),
    remote_user_id: ids.remoteUser.idOf(learner.index),
    course_id: courseId,
    remote_course_id: remoteCourseId,
    status: { value: assignmentStatusOf(enrolment), source_value: state },
    result: completedAt === undefined ? null : { value: state === 'passed' ? 'Pass' : 'Fail', source_value: state },
    progress: Math.round(enrolment.progressRatio * 10_000) / 100,
    due_date: null,
    completed_at: completedAt === undefined ? null : timestamp(completedAt),
    certificate_url: state === 'passed' ? certificateUrl(remoteId) : null,
    created_at: timestamp(enrolment.enrolledAt),
    updated_at: timestamp(enrolment.updatedAt),
  };
}
