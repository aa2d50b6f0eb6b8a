import { stringify } from 'yaml';

import { readCampus } from '../config/campus.ts';
import { oneOf } from '../config/option-readers.ts';
import type { ServerOptions } from '../config/options.ts';
import { createCampusView } from '../inspect/explore/campus-view.ts';
import { listEntities } from '../inspect/explore/list-entities.ts';
import { LISTS } from '../inspect/explore/read-query.ts';
import { writeList } from './list-writer.ts';

/** The arguments of the command campus. */
export interface CampusCommand {
  /** Name of the list. Default: the summary. */
  readonly list?: string;
  /** The filters on the command line, as strings. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly json: boolean;
  readonly options: ServerOptions;
}

/**
 * Prints the summary of a campus, or lists of it, with the ids that each API uses: YAML for a person, JSON for a program.
 *
 * @throws {OptionError} if a filter is invalid; {FileError}, {FixtureError} for a broken fixture.
 */
export async function showCampus({ list, query, json, options }: CampusCommand): Promise<void> {
  const { campus: bare, personas } = readCampus(options);
  const campus = createCampusView(bare, personas, options.variants);
  if (list === undefined) {
    const summary = campus.summary();
    console.log(json ? JSON.stringify(summary, null, 2) : stringify(summary, { lineWidth: 0 }).trimEnd());
    return;
  }
  const name = oneOf(...LISTS)(list, 'The list');
  const rows = listEntities(campus, name, Object.entries(query), (part) => `--${part}`);
  await writeList(rows, { json }, process.stdout);
}
