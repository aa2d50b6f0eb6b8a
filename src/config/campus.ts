import type { Personas } from '../apis/index.ts';
import { personaProblems } from '../apis/persona-problems.ts';
import { createCampus } from '../campus/campus.ts';
import type { Campus } from '../campus/campus.ts';
import { FixtureError } from '../campus/fixture/fixture-error.ts';
import { readFixtures } from './fixtures.ts';
import type { ServerOptions } from './options.ts';

/** A campus and the personas of its APIs. */
export interface PeopledCampus {
  readonly campus: Campus;
  readonly personas: Personas;
}

/**
 * Makes the campus of the options, and reads the personas.
 *
 * @throws {FileError} if a fixture can't be read; {FixtureError} if it contradicts itself or the campus.
 */
export function readCampus(options: ServerOptions): PeopledCampus {
  const { seed, learners, courses, now, awkward } = options;
  const { facts, personas, personasFile } = readFixtures(options);
  const campus = createCampus({ seed, learners, courses, now, awkward, pinned: facts });
  const problems = personaProblems(personas, campus, personasFile.isOwn);
  if (problems.length > 0) throw new FixtureError(problems, personasFile);
  return { campus, personas };
}
