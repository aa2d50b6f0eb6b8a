import { OptionError } from '../config/option-readers.ts';
import type { CampusView } from '../explore/campus-view.ts';
import { LISTS, listEntities } from '../explore/read-query.ts';

/** The most that one answer lists. */
const MOST = 1000;

/**
 * What `/campus` and what is below it shows: the summary, or a list of learners, courses or enrolments that the
 * query string narrows.
 *
 * @throws {OptionError} where the query asks for what there isn't, or for more than 1000.
 */
export function showCampus(campus: CampusView, list: string | undefined, query: URLSearchParams): unknown {
  if (list === undefined) return campus.summary();
  const name = LISTS.find((one) => one === list);
  if (name === undefined) return undefined;
  const parts = [...query];
  const limit = parts.find(([part]) => part === 'limit')?.[1];
  if (Number(limit) > MOST) throw new OptionError('limit', `at most ${MOST}`, limit);
  return listEntities(campus, name, parts, (part) => part);
}
