import type { Enrolment } from '../../campus/enrolment.ts';
import { formatInstant } from '../../campus/instant.ts';
import type { Ids } from './ids.ts';

/**
 * A completion as StackOne unifies it, in the documented order. The learning object is the course, which the
 * deprecated `content_*` members name a second time; `source_value` is our own word for how it ended.
 */
export function toCompletion(enrolment: Enrolment, completedAt: number, ids: Ids): Readonly<Record<string, unknown>> {
  const { learner, course, state } = enrolment;
  const courseId = ids.course.idOf(course.index);
  const remoteCourseId = ids.remoteCourse.idOf(course.index);
  const userId = ids.user.idOf(learner.index);
  const remoteId = ids.remoteCompletion.idOf(enrolment.index);
  return {
    id: ids.completion.idOf(enrolment.index),
    remote_id: remoteId,
    unified_custom_fields: {},
    external_reference: `${course.slug}-${learner.username}`,
    result: { value: state === 'passed' ? 'Pass' : 'Fail', source_value: state },
    completed_at: timestamp(completedAt),
    created_at: timestamp(enrolment.enrolledAt),
    updated_at: timestamp(enrolment.updatedAt),
    learning_object_type: { value: 'course', source_value: 'course' },
    learning_object_id: courseId,
    remote_learning_object_id: remoteCourseId,
    learning_object_external_reference: course.slug,
    user_id: userId,
    remote_user_id: ids.remoteUser.idOf(learner.index),
    external_id: `${course.code}-${learner.username}`,
    content_external_reference: course.slug,
    remote_external_id: remoteId,
    content_id: courseId,
    remote_content_id: remoteCourseId,
    course_id: courseId,
    remote_course_id: remoteCourseId,
    ...enrolment.as?.['stackone'],
  };
}

/** All of the vendor's examples have UTC with milliseconds. */
export function timestamp(instant: number): string {
  return formatInstant(instant, { fractionDigits: 3 });
}
