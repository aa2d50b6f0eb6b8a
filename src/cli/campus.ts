import { stringify } from 'yaml';

import { createCampus } from '../campus/campus.ts';
import { readFixtures } from '../config/fixtures.ts';
import { oneOf } from '../config/option-readers.ts';
import type { ServerOptions } from '../config/options.ts';
import { createCampusView } from '../explore/campus-view.ts';
import { listEntities } from '../explore/list-entities.ts';
import { LISTS } from '../explore/read-query.ts';
import { writeList } from './list-writer.ts';

/** What the command campus is told. */
export interface CampusCommand {
  /** What to list; the summary where it is left out. */
  readonly list?: string;
  /** The parts of the query that the command line has, as texts. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly json: boolean;
  readonly options: ServerOptions;
}

/**
 * Prints the summary of a campus, or lists of it, with the ids that each API uses: YAML for a person, JSON for a program.
 *
 * @throws {OptionError} where a part of the query can't be used; {FileError}, {FixtureError} for a broken fixture.
 */
export async function showCampus({ list, query, json, options }: CampusCommand): Promise<void> {
  const { seed, learners, courses, now, awkward, variants } = options;
  const { facts, personas } = readFixtures(options);
  const made = createCampus({ seed, learners, courses, now, awkward, pinned: facts });
  const campus = createCampusView(made, personas, variants);
  if (list === undefined) {
    const summary = campus.summary();
    console.log(json ? JSON.stringify(summary, null, 2) : stringify(summary, { lineWidth: 0 }).trimEnd());
    return;
  }
  const name = oneOf(...LISTS)(list, 'lms-mock campus');
  const rows = listEntities(campus, name, Object.entries(query), (part) => `--${part}`);
  await writeList(rows, { json }, process.stdout);
}
