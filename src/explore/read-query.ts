import { OptionError } from '../config/option-readers.ts';
import type { OptionReader } from '../config/option-readers.ts';
import type { CampusView } from './campus-view.ts';
import { COURSE_READERS, ENROLMENT_READERS, LEARNER_READERS } from './queries.ts';
import type { CourseQuery, EnrolmentQuery, LearnerQuery } from './queries.ts';

/** What can be listed. */
export const LISTS = ['learners', 'courses', 'enrolments'] as const;

type ListName = (typeof LISTS)[number];

/** How each part of a list's query is read from a text. */
const LIST_READERS: Readonly<Record<ListName, Readonly<Record<string, OptionReader<unknown>>>>> = {
  learners: { ...LEARNER_READERS },
  courses: { ...COURSE_READERS },
  enrolments: { ...ENROLMENT_READERS },
};

/** As many are listed as a person reads, where nobody says how many. */
const DEFAULT_LIMIT = 20;

/**
 * Lists what a query asks for whose parts are texts: those of a command line, or of a URL.
 *
 * @param nameOf says how a message calls a part, `--state`.
 * @throws {OptionError} where a part is unknown, or its value is not what it wants or names something that isn't there.
 */
export function listEntities(
  campus: CampusView,
  list: ListName,
  parts: Iterable<readonly [string, unknown]>,
  nameOf: (part: string) => string,
): readonly object[] {
  const readers = LIST_READERS[list];
  const query: Record<string, unknown> = { limit: DEFAULT_LIMIT };
  for (const [part, value] of parts) {
    const read = Object.hasOwn(readers, part) ? readers[part] : undefined;
    if (read === undefined)
      throw new OptionError(nameOf(part), `to be one of ${Object.keys(readers).map(nameOf).join(', ')}`, part);
    query[part] = read(value, nameOf(part));
  }
  return [...find(campus, list, query)];
}

function find(
  campus: CampusView,
  list: ListName,
  query: LearnerQuery & CourseQuery & EnrolmentQuery,
): Iterable<object> {
  switch (list) {
    case 'learners':
      return campus.findLearners(query);
    case 'courses':
      return campus.findCourses(query);
    case 'enrolments':
      return campus.findEnrolments(query);
  }
}
