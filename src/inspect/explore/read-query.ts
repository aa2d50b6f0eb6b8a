import { OptionError } from '../../config/option-readers.ts';
import type { OptionReader } from '../../config/option-readers.ts';
import { COURSE_READERS, ENROLMENT_READERS, LEARNER_READERS } from './queries.ts';
import type { CourseQuery, EnrolmentQuery, LearnerQuery } from './queries.ts';

/** The kinds of entities that can be listed. */
export const LISTS = ['learners', 'courses', 'enrolments'] as const;

export type ListName = (typeof LISTS)[number];

/** The readers of the filters of each list. */
const LIST_READERS: Readonly<Record<ListName, Readonly<Record<string, OptionReader<unknown>>>>> = {
  learners: { ...LEARNER_READERS },
  courses: { ...COURSE_READERS },
  enrolments: { ...ENROLMENT_READERS },
};

/**
 * Reads the query of a list from its filters. Undefined filters are left out.
 *
 * @param nameOf returns a filter's name for messages, such as `--state`. Default: the name itself.
 * @throws {OptionError} if a filter is unknown or invalid.
 */
export function readQuery(
  list: ListName,
  parts: Iterable<readonly [string, unknown]>,
  nameOf: (part: string) => string = (part) => part,
): LearnerQuery & CourseQuery & EnrolmentQuery {
  const readers = LIST_READERS[list];
  const query: Record<string, unknown> = {};
  for (const [part, value] of parts) {
    if (value === undefined) continue;
    const read = Object.hasOwn(readers, part) ? readers[part] : undefined;
    if (read === undefined)
      throw new OptionError(
        `A filter of ${list}`,
        `one of ${Object.keys(readers).map(nameOf).join(', ')}`,
        nameOf(part),
      );
    query[part] = read(value, nameOf(part));
  }
  return query;
}
