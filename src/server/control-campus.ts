import type { CampusView } from '../explore/campus-view.ts';
import { listEntities } from '../explore/list-entities.ts';
import { LISTS } from '../explore/read-query.ts';
import type { ControlCall } from './control-call.ts';

/**
 * What `/campus` and what is below it shows: the summary, or a list of learners, courses or enrolments that the
 * query narrows.
 *
 * @throws {OptionError} where the query asks for what there isn't.
 */
export function showCampus(campus: CampusView, { values: { path, query } }: ControlCall): unknown {
  const name = LISTS.find((one) => one === path['list']);
  return name === undefined ? campus.summary() : [...listEntities(campus, name, Object.entries(query), (part) => part)];
}
