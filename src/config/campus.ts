import { readFileSync } from 'node:fs';

import type { Personas } from '../apis/index.ts';
import { personaProblems } from '../apis/persona-problems.ts';
import { createCampus } from '../campus/campus.ts';
import type { Campus } from '../campus/campus.ts';
import { FixtureError } from '../campus/fixture/fixture-error.ts';
import { areFixturesChecked, fixtureFiles, readFixtures } from './fixtures.ts';
import type { ServerOptions } from './options.ts';

/** A campus and the personas of its APIs. */
export interface PeopledCampus {
  readonly campus: Campus;
  readonly personas: Personas;
}

/** The last one, because a test suite creates many mocks of the same campus. It has no state. */
let last: { readonly key: string; readonly people: PeopledCampus } | undefined;

/**
 * Makes the campus of the options, and reads the personas. If options and files are those of the last call, it returns the
 * same. Without fixtures of the user, both are made when they are first used.
 *
 * @throws {FileError} if a fixture can't be read; {FixtureError} if it contradicts itself or the campus.
 */
export function readCampus(options: ServerOptions): PeopledCampus {
  const { seed, learners, courses, now, awkward, samples, fixtures } = options;
  const texts = fixtureFiles(fixtures).map(textOf);
  const key = JSON.stringify([seed, learners, courses, now, awkward, samples, fixtures, texts]);
  if (last?.key !== key)
    last = { key, people: areFixturesChecked(options) ? lateCampus(options) : makeCampus(options) };
  return last.people;
}

/** Undefined if the file can't be read. Whether that is an error is found out later. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function lateCampus(options: ServerOptions): PeopledCampus {
  let made: PeopledCampus | undefined;
  const people = (): PeopledCampus => (made ??= makeCampus(options));
  return {
    get campus() {
      return people().campus;
    },
    get personas() {
      return people().personas;
    },
  };
}

function makeCampus(options: ServerOptions): PeopledCampus {
  const { seed, learners, courses, now, awkward } = options;
  const { facts, personas, personasFile } = readFixtures(options);
  const campus = createCampus({ seed, learners, courses, now, awkward, pinned: facts });
  const problems = personaProblems(personas, campus, personasFile.isOwn);
  if (problems.length > 0) throw new FixtureError(problems, personasFile);
  return { campus, personas };
}
