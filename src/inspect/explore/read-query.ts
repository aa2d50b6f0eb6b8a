import { OptionError } from '../../config/option-readers.ts';
import type { OptionReader } from '../../config/option-readers.ts';
import { COURSE_READERS, ENROLMENT_READERS, LEARNER_READERS } from './queries.ts';
import type { CourseQuery, EnrolmentQuery, LearnerQuery } from './queries.ts';

/** What can be listed. */
export const LISTS = ['learners', 'courses', 'enrolments'] as const;

export type ListName = (typeof LISTS)[number];

/** How each part of a list's query is read from a text, or from a value of a program. */
const LIST_READERS: Readonly<Record<ListName, Readonly<Record<string, OptionReader<unknown>>>>> = {
  learners: { ...LEARNER_READERS },
  courses: { ...COURSE_READERS },
  enrolments: { ...ENROLMENT_READERS },
};

/**
 * Reads the query of a list from its parts. A part that is undefined is left out.
 *
 * @param nameOf says how a message calls a part, `--state`. Default: as it is called.
 * @throws {OptionError} where a part is unknown, or its value is not what it wants.
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
