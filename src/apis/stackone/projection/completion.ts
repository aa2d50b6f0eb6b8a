import type { Enrolment } from '../../../campus/enrolment.ts';
import type { Ids } from '../ids.ts';
import type { StackOneChoices } from '../variants.ts';
import { certificateUrl, timestamp } from './values.ts';

/**
 * A completion in StackOne's unified format, in the documented order. The learning object is the course. The deprecated
 * `content_*` members repeat it. `source_value` is our own name of the state.
 */
export function toCompletion(
  enrolment: Enrolment,
  completedAt: number,
  ids: Ids,
  { vintage }: StackOneChoices,
): Readonly<Record<string, unknown>> {
  const { learner, course, state } = enrolment;
  const courseId = ids.course.idOf(course.index);
  const remoteCourseId = ids.remoteCourse.idOf(course.index);
  const userId = ids.user.idOf(learner.index);
  const remoteId = ids.remoteCompletion.idOf(enrolment.index);
  const completion: Record<string, unknown> = {
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
  };
  const later = vintage === '2025-12' ? laterFields(enrolment, completedAt, remoteId) : undefined;
  return Object.assign(completion, later, enrolment.as?.['stackone']);
}

/** The fields of the later document. The campus has no time spent, so it is an hour for each day (assumed). */
function laterFields(
  { state, startedAt, gradeRatio }: Enrolment,
  completedAt: number,
  remoteId: string,
): Readonly<Record<string, unknown>> {
  const percentage = gradeRatio === null ? null : Math.round(gradeRatio * 100);
  return {
    time_spent: startedAt === undefined ? null : duration((completedAt - startedAt) / 24),
    certificate_url: state === 'passed' ? certificateUrl(remoteId) : null,
    score: percentage === null ? null : { percentage, raw_value: `${percentage} / 100` },
  };
}

/** An ISO 8601 duration in whole minutes. */
function duration(microseconds: number): string {
  const minutes = Math.max(0, Math.floor(microseconds / 60e6));
  return `PT${Math.floor(minutes / 60)}H${minutes % 60}M`;
}
