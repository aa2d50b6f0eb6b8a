import type { CampusView, Found } from './campus-view.ts';
import { readQuery } from './read-query.ts';
import type { ListName } from './read-query.ts';

/** Default number of listed entities. */
const DEFAULT_LIMIT = 20;

/**
 * Lists the results of a query from a command line or a URL. Results are created one at a time while they are iterated.
 *
 * @param nameOf returns a filter's name for messages, such as `--state`.
 * @throws {OptionError} if a filter is unknown or invalid, or names something that does not exist.
 */
export function listEntities(
  campus: CampusView,
  list: ListName,
  parts: Iterable<readonly [string, unknown]>,
  nameOf: (part: string) => string,
): Found<object> {
  const query = { limit: DEFAULT_LIMIT, ...readQuery(list, parts, nameOf) };
  switch (list) {
    case 'learners':
      return campus.findLearners(query);
    case 'courses':
      return campus.findCourses(query);
    case 'enrolments':
      return campus.findEnrolments(query);
  }
}
