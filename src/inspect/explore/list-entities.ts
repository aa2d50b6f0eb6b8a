import type { CampusView, Found } from './campus-view.ts';
import { readQuery } from './read-query.ts';
import type { ListName } from './read-query.ts';

/** As many are listed as a person reads, where nobody says how many. */
const DEFAULT_LIMIT = 20;

/**
 * Lists what a query asks for whose parts are texts: those of a command line, or of a URL. Each is made when it is
 * walked to.
 *
 * @param nameOf says how a message calls a part, `--state`.
 * @throws {OptionError} where a part is unknown, or its value is not what it wants or names something that isn't there.
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
