import type { Campus } from '../../../campus/campus.ts';
import type { Course } from '../../../campus/course.ts';
import type { Outcome, Refusal } from '../../../engine/outcome.ts';
import type { StackOneNewCompletion } from '../contract-types.ts';
import type { Ids } from '../ids.ts';
import { timestamp } from '../projection/values.ts';
import { refusals } from '../refusals.ts';

/** The members of a body that name its learning object. */
type Naming = Pick<
  StackOneNewCompletion,
  'learning_object_external_reference' | 'content_external_reference' | 'learning_object_id' | 'content_id'
>;

/** The course that a body names. If several members name one, it must be the same. */
export function courseIn(body: Naming, campus: Campus, ids: Ids): Course | undefined {
  const named = [
    ...[body.learning_object_external_reference, body.content_external_reference].flatMap((slug) =>
      slug === undefined || slug === null ? [] : [campus.courseBySlug(slug)],
    ),
    ...[body.learning_object_id, body.content_id].flatMap((id) =>
      id === undefined || id === null
        ? []
        : [ids.course.indexOf(id)].map((index) => (index === undefined ? undefined : campus.course(index))),
    ),
  ];
  const [course] = named;
  return named.every((other) => other?.index === course?.index) ? course : undefined;
}

/** The answer to the creation of a completion or an assignment. Both have the id of the enrolment. */
export function created(index: number, { now }: Campus, ids: Ids): Outcome {
  const data = { id: ids.completion.idOf(index), remote_id: ids.remoteCompletion.idOf(index) };
  const value = { statusCode: 201, message: 'Record created successfully.', timestamp: timestamp(now), data };
  return { kind: 'value', status: 201, value };
}

/** A refusal in our own words. */
export function unfit(message: string): Refusal {
  return { ...refusals.unfitRecord, fields: { message } };
}
