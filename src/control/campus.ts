import type { ServerResponse } from 'node:http';

import type { CampusView, Found } from '../inspect/explore/campus-view.ts';
import { listEntities } from '../inspect/explore/list-entities.ts';
import { LISTS } from '../inspect/explore/read-query.ts';
import { summarySteps } from '../inspect/explore/summary.ts';
import type { ControlCall } from './call.ts';
import { inTurns, isTurnOver, nextTurn } from '../server/turn.ts';

/**
 * Shows `/campus` and the paths below it: the summary, or the learners, courses or enrolments that match the query.
 *
 * @throws {OptionError} if the query has an unknown value.
 */
export async function showCampus(
  campus: CampusView,
  { values: { path, query }, response }: ControlCall,
): Promise<unknown> {
  const name = LISTS.find((one) => one === path['list']);
  if (name === undefined) return inTurns(summarySteps(campus));
  return gather(
    listEntities(campus, name, Object.entries(query), (part) => part),
    response,
  );
}

/** Collects the entities. Lets other requests run in between, and stops if the client has disconnected. */
async function gather(found: Found<object>, response: ServerResponse): Promise<readonly object[]> {
  const all: object[] = [];
  for (const batch of found.batches()) {
    all.push(...batch);
    if (isTurnOver()) await nextTurn();
    if (response.closed) break;
  }
  return all;
}
